import { decide, type AccessRequest, type Action, type Actor } from '@longview/access-policy';
import type { ClinicalRecord, SourceOutcome } from '@longview/clinical-model';
import { restrictGroup, type RecordGroup, type SearchSlice, type SourceDescription } from '@longview/federated-search';
import type { DoorConsent } from './consent-at-the-door.js';

export type Relationship = NonNullable<AccessRequest['relationship']>;

/** What one step of a timeline changes for the person who looks. */
export interface ViewChange {
  readonly groups: readonly RecordGroup[];
  readonly removedGroupIds: readonly string[];
  readonly outcomes: readonly SourceOutcome[];
}

/**
 * One timeline as one person may see it: which copies, and what the sources' outcomes tell of them. What consent holds
 * back is not counted either, or the numbers would name the source.
 */
export class TimelineView {
  private readonly received = new Map<string, RecordGroup>();
  private readonly shownIds = new Set<string>();
  private readonly hiddenIds = new Set<string>();
  private readonly outcomes = new Map<string, SourceOutcome>();
  /** Copies that consent holds back, by source. */
  private readonly heldBack = new Map<string, Set<string>>();
  private allows: (record: ClinicalRecord) => boolean;

  constructor(private readonly sources: ReadonlyMap<string, SourceDescription>, private readonly consent: DoorConsent, private readonly actor: Actor, private readonly action: Action, private readonly relationship: Relationship) {
    this.allows = decider(actor, action, relationship, sources, consent);
  }

  get hiddenCount(): number {
    return this.hiddenIds.size;
  }

  get heldBackSourceIds(): readonly string[] {
    return [...this.heldBack.keys()];
  }

  /** @param isRenewed consent is known anew: everything that was received is decided again. */
  take(slice: SearchSlice, isRenewed: boolean): ViewChange {
    for (const outcome of slice.outcomes) this.outcomes.set(outcome.sourceId, outcome);
    for (const id of slice.removedGroupIds) this.forget(id);
    for (const group of slice.groups) this.received.set(group.id, group);
    // Time passes: what an override opened a moment ago may be closed.
    if (isRenewed || !this.consent.isSilent) this.allows = decider(this.actor, this.action, this.relationship, this.sources, this.consent);
    if (isRenewed) {
      this.heldBack.clear();
      this.hiddenIds.clear();
    }
    const asked = isRenewed ? [...this.received.values()] : slice.groups;
    if (!this.consent.isSilent) this.noteHeldBack(asked);
    const groups = permittedGroups(asked, this.allows, this.hiddenIds);
    for (const { id } of groups) this.shownIds.add(id);
    const withdrawn = asked.flatMap(({ id }) => (this.hiddenIds.has(id) && this.shownIds.delete(id) ? [id] : []));
    return { groups, removedGroupIds: [...slice.removedGroupIds, ...withdrawn], outcomes: isRenewed ? this.allOutcomes() : slice.outcomes.map((outcome) => this.masked(outcome)) };
  }

  allOutcomes(): readonly SourceOutcome[] {
    return [...this.outcomes.values()].map((outcome) => this.masked(outcome));
  }

  private forget(id: string): void {
    this.received.delete(id);
    this.shownIds.delete(id);
    this.hiddenIds.delete(id);
  }

  private noteHeldBack(groups: readonly RecordGroup[]): void {
    for (const { members } of groups) {
      for (const { kind, provenance } of members) {
        if (!this.consent.blocks(provenance)) continue;
        const held = this.heldBack.get(provenance.sourceId) ?? new Set<string>();
        this.heldBack.set(provenance.sourceId, held.add(`${kind} ${provenance.sourceRecordId}`));
      }
    }
  }

  /** A source that is closed looks like one that has nothing. */
  private masked(outcome: SourceOutcome): SourceOutcome {
    if (this.consent.isSilent) return outcome;
    const { sourceId, recordCount } = outcome;
    const heldBack = this.heldBack.get(sourceId)?.size ?? 0;
    const source = this.sources.get(sourceId);
    const isClosed = source !== undefined && this.consent.blocks(source);
    if (heldBack === 0 && !isClosed) return outcome;
    return { ...outcome, recordCount: Math.max(0, recordCount - heldBack), ...(isClosed && { withheldCount: 0, state: outcome.state === 'truncated' ? 'answered' as const : outcome.state }) };
  }
}

/** Groups with the copies that may be shown; a report does not point to a study that is hidden. */
function permittedGroups(groups: readonly RecordGroup[], allows: (record: ClinicalRecord) => boolean, hiddenIds: Set<string>): RecordGroup[] {
  const permitted: RecordGroup[] = [];
  for (const group of groups) {
    const restricted = restrictGroup(group, allows);
    if (restricted) {
      permitted.push(restricted);
      hiddenIds.delete(group.id);
    } else hiddenIds.add(group.id);
  }
  return hiddenIds.size === 0 ? permitted : permitted.map((group) => {
    if (group.studyGroupId === undefined || !hiddenIds.has(group.studyGroupId)) return group;
    const { studyGroupId: _, ...unlinked } = group;
    return unlinked;
  });
}

/**
 * Every copy is decided on its own: a repository passes on the records of custodians this person may not see. A decision
 * depends on source, custodian and kind and on nothing else of a record, so each such question is asked once.
 */
export function decider(actor: Actor, action: Action, relationship: Relationship, sources: ReadonlyMap<string, SourceDescription>, consent: DoorConsent): (record: ClinicalRecord) => boolean {
  const decided = new Map<string, boolean>();
  return ({ kind, provenance }) => {
    const { sourceId, custodianId, isCustodianAssumed } = provenance;
    const question = `${sourceId}\n${kind}\n${custodianId}\n${isCustodianAssumed === true}`;
    let permits = decided.get(question);
    if (permits === undefined) {
      permits = sources.has(sourceId) && decide({ actor, action, source: { sourceId, custodianId }, kind, relationship, consent: consent.verdictOn(provenance) }).effect === 'permit';
      decided.set(question, permits);
    }
    return permits;
  };
}
