import type { KeyObject } from 'node:crypto';
import type { SealedHead, SealedSubtree } from './audit-sealer.js';
import { comparePositions, eventId, type LogPosition } from './chained-event.js';
import { openCheckpoint } from './checkpoint.js';
import { LaneCheck, type ReadEvent } from './lane-check.js';
import { GrowingTree, type Hash } from './merkle-tree.js';
import { TILE_LEVELS } from './tree-proofs.js';

/** One thing that is wrong with the log. */
export type Finding =
  | { readonly kind: 'changed' | 'inserted' | 'reordered'; readonly eventId: string }
  | { readonly kind: 'removed'; readonly firstEventId: string; readonly lastEventId: string }
  /** What a signed head covers is not there as it was signed, and the chain of hashes was made to fit: it is among these. */
  | { readonly kind: 'altered-range'; readonly firstLeaf: number; readonly lastLeaf: number; readonly expectedEvents: number; readonly foundEvents: number }
  /** Not a checkpoint, not signed with this key, or not about the size it is stored under. */
  | { readonly kind: 'head-forged'; readonly treeSize: number }
  /** Events are gone under the name of retention, and no event says so, or says otherwise. */
  | { readonly kind: 'removal-unaccounted'; readonly run: string; readonly removedCount: number }
  /** A kept subtree, from which proofs are made, is not that of the events: proofs over it fail until it is repaired. */
  | { readonly kind: 'subtree-wrong'; readonly level: number; readonly index: number }
  /** A head that somebody kept says otherwise than the log, or covers more than the log has. */
  | { readonly kind: 'kept-head-contradicted'; readonly treeSize: number };

export interface VerificationReport {
  readonly isIntact: boolean;
  readonly eventCount: number;
  /** Events covered by a signed head that was confirmed. */
  readonly confirmedCount: number;
  /** Events behind the last head: held together by their chain only, until the next head is signed. */
  readonly unsealedCount: number;
  readonly headCount: number;
  /** Removed when their time of retention was over, and accounted for: place and hash are still there. */
  readonly removedCount: number;
  readonly lastConfirmedHead?: { readonly treeSize: number; readonly signedAtMs: number };
  /** The first findings, at most {@link MOST_FINDINGS}. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
}

export const MOST_FINDINGS = 1_000;

export interface LogToVerify {
  /** In sealed order: by `tx`, then `lane`, then `sequence`. */
  readonly events: AsyncIterable<ReadEvent> | Iterable<ReadEvent>;
  /** In ascending size. */
  readonly heads: readonly SealedHead[];
  /** Ed25519; what makes it the log's own is that the reader got it from somewhere else. */
  readonly publicKey: KeyObject;
  /** The subtrees that are kept for proofs; an export has none. */
  readonly subtrees?: readonly Pick<SealedSubtree, 'level' | 'index' | 'root'>[];
  /** Checkpoints that a participant kept: they hold also against an operator who signs a rewritten log again. */
  readonly keptCheckpoints?: readonly string[];
}

/** Ranges up to this long are searched for the one event that does not belong in them. */
const MOST_SEARCHED = 1_000;

/**
 * Reads the whole log once and says what was changed, removed, inserted or reordered; needs nothing but log and key.
 *
 * What was sealed cannot be altered unnoticed. Behind the last head only the chain speaks: there, somebody who can write to
 * the table can cut off a lane's newest events, or rewrite them together with their hashes, without a trace.
 */
export async function verifyAuditLog({ events, heads, publicKey, subtrees, keptCheckpoints = [] }: LogToVerify): Promise<VerificationReport> {
  const findings = new Findings();
  const lanes = new Map<number, LaneCheck>();
  const check = new TreeCheck({ heads, keptCheckpoints, publicKey, subtrees }, findings);
  let eventCount = 0;
  const removals = new RemovalCheck(findings);

  for await (const event of events) {
    if (event.retentionRun === undefined) eventCount++;
    removals.note(event);
    check.reach(event);
    let lane = lanes.get(event.lane);
    if (!lane) lanes.set(event.lane, (lane = new LaneCheck()));
    const id = eventId(event.lane, event.sequence);
    const verdict = lane.check(event);
    if (verdict.kind === 'displaced') findings.turnIntoInserted(id);
    else if (verdict.kind !== 'in-place') findings.add({ kind: verdict.kind, eventId: id });
    check.append(event.hash, id, verdict.kind === 'changed' ? verdict.computed : undefined);
  }
  check.finish();
  removals.finish();
  for (const [lane, { missing }] of lanes) {
    for (const { first, last } of missing) findings.add({ kind: 'removed', firstEventId: eventId(lane, first), lastEventId: eventId(lane, last) });
  }
  return {
    isIntact: findings.count === 0,
    eventCount,
    confirmedCount: check.confirmed?.treeSize ?? 0,
    unsealedCount: check.unsealedCount,
    headCount: heads.length,
    removedCount: removals.count,
    ...(check.confirmed && { lastConfirmedHead: check.confirmed }),
    findings: findings.list,
    findingCount: findings.count,
  };
}

/** Compares what was removed with what the log says of it. */
class RemovalCheck {
  readonly #removed = new Map<string, GrowingTree>();
  readonly #announced = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #findings: Findings;
  count = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  note({ retentionRun, hash, event }: ReadEvent): void {
    if (event?.action === 'retention-applied' && typeof event.details?.['run'] === 'string') this.#announced.set(event.details['run'], event.details);
    if (retentionRun === undefined) return;
    this.count++;
    const tree = this.#removed.get(retentionRun) ?? new GrowingTree();
    this.#removed.set(retentionRun, tree);
    tree.append(hash);
  }

  finish(): void {
    for (const [run, tree] of this.#removed) {
      const said = this.#announced.get(run);
      if (said?.['removedCount'] !== tree.size || said['removedRoot'] !== tree.root().toString('base64')) this.#findings.add({ kind: 'removal-unaccounted', run, removedCount: tree.size });
    }
  }
}

class Findings {
  readonly #byText = new Map<string, Finding>();
  count = 0;

  get list(): readonly Finding[] { return [...this.#byText.values()]; }

  add(finding: Finding): void {
    const text = JSON.stringify(finding);
    if (this.#byText.has(text)) return;
    this.count++;
    if (this.#byText.size < MOST_FINDINGS) this.#byText.set(text, finding);
  }

  /** What looked like a change of an event was another one put in front of it, in its place. */
  turnIntoInserted(id: string): void {
    if (this.#byText.delete(JSON.stringify({ kind: 'changed', eventId: id }))) this.count--;
    this.add({ kind: 'inserted', eventId: id });
  }
}

/** Grows the tree again and compares it with every head on the way. */
class TreeCheck {
  readonly #heads: readonly { readonly through: LogPosition; readonly treeSize: number; readonly rootHash: Hash; readonly signedAtMs: number }[];
  readonly #kept: Map<number, Hash[]> = new Map();
  readonly #findings: Findings;
  readonly #subtrees: ReadonlyMap<string, Hash> | undefined;
  #tree = new GrowingTree();
  /** The tree at the last head, and what came since. */
  #anchor = new GrowingTree();
  #range: { hash: Hash; id: string; computed: Hash | undefined }[] = [];
  #rangeCount = 0;
  /** Full subtrees that the range completed. */
  #rangeSubtrees: { level: number; index: number; root: Hash }[] = [];
  #nextHead = 0;
  #isLost = false;
  confirmed: { treeSize: number; signedAtMs: number } | undefined;
  unsealedCount = 0;

  constructor({ heads, keptCheckpoints = [], publicKey, subtrees }: Omit<LogToVerify, 'events' | 'subtrees'> & { readonly subtrees: LogToVerify['subtrees'] | undefined }, findings: Findings) {
    this.#findings = findings;
    this.#subtrees = subtrees && new Map(subtrees.map(({ level, index, root }) => [`${level} ${index}`, root]));
    this.#heads = heads.flatMap(({ checkpoint, treeSize, through }) => {
      const head = openCheckpoint(checkpoint, publicKey);
      if (head?.treeSize === treeSize) return [{ ...head, through }];
      findings.add({ kind: 'head-forged', treeSize });
      return [];
    });
    for (const checkpoint of keptCheckpoints) {
      const head = openCheckpoint(checkpoint, publicKey);
      if (head) this.#kept.set(head.treeSize, [...(this.#kept.get(head.treeSize) ?? []), head.rootHash]);
      else findings.add({ kind: 'head-forged', treeSize: Number(checkpoint.split('\n')[1]) || 0 });
    }
    this.#compareKept();
  }

  /** To be called before the event at `position` is appended: settles the heads that end before it. */
  reach(position: LogPosition): void {
    for (let head = this.#heads[this.#nextHead]; head && comparePositions(head.through, position) < 0; head = this.#heads[this.#nextHead]) this.#settle(head);
  }

  append(hash: Hash, id: string, computed: Hash | undefined): void {
    this.#tree.append(hash, this.#subtrees && ((level, index, root) => {
      if (level % TILE_LEVELS === 0) this.#rangeSubtrees.push({ level, index, root });
    }));
    this.#rangeCount++;
    if (this.#range.length <= MOST_SEARCHED) this.#range.push({ hash, id, computed });
    this.#compareKept();
  }

  finish(): void {
    for (let head = this.#heads[this.#nextHead]; head; head = this.#heads[this.#nextHead]) this.#settle(head);
    this.unsealedCount = this.#rangeCount;
    // Whatever somebody kept and the log never came to.
    for (const treeSize of this.#kept.keys()) this.#findings.add({ kind: 'kept-head-contradicted', treeSize });
  }

  #compareKept(): void {
    const roots = this.#kept.get(this.#tree.size);
    if (!roots) return;
    this.#kept.delete(this.#tree.size);
    if (roots.some((root) => !root.equals(this.#tree.root()))) this.#findings.add({ kind: 'kept-head-contradicted', treeSize: this.#tree.size });
  }

  #settle(head: { treeSize: number; rootHash: Hash; signedAtMs: number }): void {
    this.#nextHead++;
    const firstLeaf = this.#anchor.size;
    const expectedEvents = head.treeSize - firstLeaf;
    let matching: GrowingTree | undefined;
    if (!this.#isLost) {
      if (this.#tree.size === head.treeSize && this.#tree.root().equals(head.rootHash)) matching = this.#tree;
      else matching = this.#explain(head.rootHash, expectedEvents);
    }
    if (matching && matching === this.#tree) this.#compareSubtrees();
    if (matching) {
      this.confirmed = { treeSize: head.treeSize, signedAtMs: head.signedAtMs };
      this.#anchor = matching;
      this.#tree = matching.copy();
    } else {
      if (!this.#isLost) this.#findings.add({ kind: 'altered-range', firstLeaf, lastLeaf: head.treeSize - 1, expectedEvents, foundEvents: this.#rangeCount });
      // The tree cannot be continued from what is not known: later heads confirm nothing, their events keep their chain.
      this.#isLost = true;
    }
    this.#range = [];
    this.#rangeCount = 0;
    this.#rangeSubtrees = [];
  }

  #compareSubtrees(): void {
    for (const { level, index, root } of this.#rangeSubtrees) {
      if (!this.#subtrees?.get(`${level} ${index}`)?.equals(root)) this.#findings.add({ kind: 'subtree-wrong', level, index });
    }
  }

  /** Looks for the one alteration that explains the root: hashes that were changed beside untouched events, or one event too many. */
  #explain(root: Hash, expectedEvents: number): GrowingTree | undefined {
    if (this.#rangeCount > MOST_SEARCHED) return undefined;
    const tryLeaves = (leaves: readonly Hash[]): GrowingTree | undefined => {
      const tree = this.#anchor.copy();
      for (const leaf of leaves) tree.append(leaf);
      return tree.root().equals(root) ? tree : undefined;
    };
    if (this.#rangeCount === expectedEvents) return tryLeaves(this.#range.map(({ hash, computed }) => computed ?? hash));
    if (this.#rangeCount !== expectedEvents + 1) return undefined;
    // Those that already look wrong first: a copy has the same hash as its original.
    for (const suspect of [...this.#range].sort((a, b) => Number(b.computed !== undefined) - Number(a.computed !== undefined))) {
      const tree = tryLeaves(this.#range.filter((leaf) => leaf !== suspect).map(({ hash }) => hash));
      if (!tree) continue;
      this.#findings.add({ kind: 'inserted', eventId: suspect.id });
      return tree;
    }
    return undefined;
  }
}
