import { findConflicts } from './conflicts.js';
import type { Entry } from './entry.js';
import { reasonFor } from './group-reason.js';
import { comparePreferred } from './preferred-order.js';
import type { RecordGroup } from './record-group.js';

const NO_CONFLICTS: RecordGroup['conflicts'] = [];

/** Puts a group together from its entries: preferred copy first, with the reason and the conflicts of these entries only. */
export function buildGroup(id: string, entries: readonly Entry[]): RecordGroup {
  const { record } = entries[0]!;
  if (entries.length === 1) return { id, kind: record.kind, members: [record], reason: 'single', conflicts: NO_CONFLICTS };
  const ordered = inPreferredOrder(entries);
  return { id, kind: record.kind, members: ordered.map((entry) => entry.record), reason: reasonFor(entries), conflicts: findConflicts(ordered) };
}

function inPreferredOrder(entries: readonly Entry[]): readonly Entry[] {
  const [first, second] = entries;
  if (entries.length > 2) return entries.toSorted(comparePreferred);
  return comparePreferred(first!, second!) <= 0 ? entries : [second!, first!];
}
