import { sharesAny, type Entry } from './entry.js';
import { isAddendumOf } from './partition.js';
import type { GroupReason } from './record-group.js';

/**
 * The strongest reason that holds for the group as a whole: every member has it in common with the others, directly or
 * through a third. Computed from these entries alone, so that it tells nothing about a copy that was left out.
 */
export function reasonFor(entries: readonly Entry[]): GroupReason {
  if (entries.length === 1) return 'single';
  const { kind } = entries[0]!.record;
  if (kind === 'imaging-study') {
    const [uid] = entries[0]!.studyUids;
    if (uid !== undefined && entries.every(({ studyUids }) => studyUids[0] === uid)) return 'study-instance-uid';
    if (isHeldTogether(entries, (a, b) => hasSameStudyUid(a, b) || sharesAny(a.accessions, b.accessions))) return 'issuer-and-accession';
    return isHeldTogether(entries, (a, b) => hasSameStudyUid(a, b) || sharesAny(a.businessIds, b.businessIds)) ? 'business-identifier' : 'similarity';
  }
  return isHeldTogether(entries, (a, b) => sharesAny(a.businessIds, b.businessIds) || isAddendumOf(a, b) || isAddendumOf(b, a)) ? 'business-identifier' : 'similarity';
}

const hasSameStudyUid = (a: Entry, b: Entry): boolean => sharesAny(a.studyUids, b.studyUids);

function isHeldTogether(entries: readonly Entry[], isLink: (a: Entry, b: Entry) => boolean): boolean {
  const reached = [entries[0]!];
  let remaining = entries.slice(1);
  for (let at = 0; at < reached.length && remaining.length > 0; at++) {
    const entry = reached[at]!;
    const next: Entry[] = [];
    for (const other of remaining) (isLink(entry, other) ? reached : next).push(other);
    remaining = next;
  }
  return remaining.length === 0;
}
