import { holdersOf } from './block-index.js';
import type { Entry } from './entry.js';
import { comparePreferred } from './preferred-order.js';

/**
 * The id of the study group that a report speaks of: by StudyInstanceUID, otherwise by issuer and accession, and then only
 * where one study has that accession and the report names no other.
 * @param reports the members of the report's group, in any order.
 */
export function findStudyGroupId(reports: readonly Entry[], groupIdOf: (study: Entry) => string): string | undefined {
  const members = reports.length === 1 ? reports : reports.toSorted(comparePreferred);
  for (const { studyUids } of members) {
    for (const key of studyUids) {
      const [study] = holdersOf(key.others);
      if (study) return groupIdOf(study);
    }
  }
  const namesStudy = members.some(({ studyUids }) => studyUids.length > 0);
  for (const { accessions } of members) {
    for (const accession of accessions) {
      const studies = holdersOf(accession.others);
      if (studies.length === 0 || (namesStudy && studies.some(({ studyUids }) => studyUids.length > 0))) continue;
      const groupId = groupIdOf(studies[0]!);
      if (studies.every((study) => groupIdOf(study) === groupId)) return groupId;
    }
  }
  return undefined;
}
