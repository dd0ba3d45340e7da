import { createPublicKey, type KeyObject } from 'node:crypto';
import type { LogPosition } from './chained-event.js';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { GrowingTree, type Hash } from './merkle-tree.js';
import { TILE_LEVELS } from './tree-proofs.js';

/** A signed head and the last event that it covers. */
export interface SealedHead {
  readonly checkpoint: string;
  readonly treeSize: number;
  readonly through: LogPosition;
  readonly signedAtMs: number;
}

/** How far the log is sealed. The subtree roots are those of {@link GrowingTree}. */
export interface SealState {
  readonly through: LogPosition;
  readonly treeSize: number;
  readonly subtreeRoots: readonly Hash[];
  /** The newest head; absent while nothing is sealed. */
  readonly checkpoint?: string;
}

/** What one transaction added to one lane: the place of its last event, and the hashes of all of them in order. */
export interface SettledBatch extends LogPosition {
  readonly hashes: readonly Hash[];
}

/** A full subtree that is kept, so that proofs need not read the whole log: see {@link TILE_LEVELS}. */
export interface SealedSubtree {
  readonly level: number;
  /** Its place among those of its level. */
  readonly index: number;
  readonly root: Hash;
  /** The last event in it. */
  readonly through: LogPosition;
}

/** What a sealer needs of the store, all within one transaction that no other instance is in. */
export interface SealingTransaction {
  readonly state: SealState;
  /** Pages of what stands behind `state.through` and can no longer be preceded by anything that commits later, in sealed order. */
  settledBatches(): AsyncIterable<readonly SettledBatch[]>;
  save(state: SealState, head: SealedHead, subtrees: readonly SealedSubtree[]): Promise<void>;
}

export interface SealStore {
  /** Runs `work` in a transaction that one instance at a time may be in; `undefined` when another one is. */
  seal<T>(work: (transaction: SealingTransaction) => Promise<T>): Promise<T | undefined>;
}

/** The stored state does not follow from the last signed head: somebody changed it. Nothing more is sealed on top of it. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly code = 'AUDIT_SEAL_BROKEN';
  constructor() {
    super('The state of sealing does not match the last signed tree head.');
  }
}

export interface AuditSealerOptions {
  readonly store: SealStore;
  /** Ed25519. */
  readonly privateKey: KeyObject;
  /** Names this log in its checkpoints, without spaces: `longview.example/access-log`. */
  readonly origin: string;
  readonly nowMs: () => number;
  /** Pause between two runs; the window in which a change of the newest events leaves no proof is about this long. */
  readonly intervalMs?: number;
  /** Told of each failure; sealing goes on trying and never keeps anybody from writing. */
  readonly onFailure?: (error: unknown) => void;
}

/** Adds committed events to the Merkle tree and signs its head, beside the writers and never in their way. */
export class AuditSealer {
  readonly #options: AuditSealerOptions;
  readonly #publicKey: KeyObject;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = true;

  constructor(options: AuditSealerOptions) {
    this.#options = options;
    this.#publicKey = createPublicKey(options.privateKey);
  }

  start(): void {
    this.#isStopped = false;
    this.#running = this.#run();
  }

  /** Resolves when the run under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Seals everything that is settled now. Resolves with how many events that were; 0 as well when another instance seals. */
  async sealNow(): Promise<number> {
    const sealed = await this.#options.store.seal((transaction) => this.#seal(transaction));
    return sealed ?? 0;
  }

  async #run(): Promise<void> {
    try {
      await this.sealNow();
    } catch (error) {
      this.#options.onFailure?.(error);
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => { this.#running = this.#run(); }, this.#options.intervalMs ?? 1_000).unref();
  }

  async #seal({ state, settledBatches, save }: SealingTransaction): Promise<number> {
    const { privateKey, origin, nowMs } = this.#options;
    const tree = this.#trustedTree(state);
    const subtrees: SealedSubtree[] = [];
    let through = state.through;
    for await (const page of settledBatches()) {
      for (const { tx, lane, sequence, hashes } of page) {
        hashes.forEach((hash, i) => tree.append(hash, (level, index, root) => {
          if (level % TILE_LEVELS === 0) subtrees.push({ level, index, root, through: { tx, lane, sequence: sequence - hashes.length + 1 + i } });
        }));
      }
      const last = page.at(-1);
      if (last) through = { tx: last.tx, lane: last.lane, sequence: last.sequence };
    }
    if (tree.size === state.treeSize) return 0;
    const signedAtMs = nowMs();
    const checkpoint = signCheckpoint({ treeSize: tree.size, rootHash: tree.root(), signedAtMs }, origin, privateKey);
    await save({ through, treeSize: tree.size, subtreeRoots: tree.subtreeRoots, checkpoint }, { checkpoint, treeSize: tree.size, through, signedAtMs }, subtrees);
    return tree.size - state.treeSize;
  }

  /** The state lies where the operator can write: it is believed only as far as the last signature goes. */
  #trustedTree({ treeSize, subtreeRoots, checkpoint }: SealState): GrowingTree {
    if (treeSize === 0 && checkpoint === undefined) return new GrowingTree();
    const head = checkpoint === undefined ? undefined : openCheckpoint(checkpoint, this.#publicKey);
    const tree = new GrowingTree(treeSize, subtreeRoots);
    if (head?.treeSize !== treeSize || !tree.root().equals(head.rootHash)) throw new SealBroken();
    return tree;
  }
}
