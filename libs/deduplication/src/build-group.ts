import type { ClinicalRecord } from '@longview/clinical-model';
import { findConflicts } from './conflicts.js';
import type { Entry } from './entry.js';
import { reasonFor } from './group-reason.js';
import { comparePreferred } from './preferred-order.js';
import type { RecordGroup } from './record-group.js';

const NO_CONFLICTS: RecordGroup['conflicts'] = [];

/** Puts a group together from its entries: preferred copy first, with the reason and the conflicts of these entries only. */
export function buildGroup(id: string, entries: readonly Entry[], studyGroupId: string | undefined): RecordGroup {
  const { kind } = entries[0]!.record;
  let members: ClinicalRecord[];
  let conflicts = NO_CONFLICTS;
  if (entries.length === 1) members = [entries[0]!.record];
  else {
    const ordered = entries.toSorted(comparePreferred);
    members = ordered.map(({ record }) => record);
    conflicts = findConflicts(ordered);
  }
  const group = { id, kind, members, reason: reasonFor(entries), conflicts };
  return studyGroupId === undefined ? group : { ...group, studyGroupId };
}
