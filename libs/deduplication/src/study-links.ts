import type { Entry } from './entry.js';

/** Where a study group is to be found by what a report says about it. */
export interface StudyIndex {
  groupIdOf(entry: Entry): string;
  studiesByUid(uid: string): readonly Entry[];
  studiesByAccession(accession: string): readonly Entry[];
}

/**
 * The id of the study group that a report speaks of: by StudyInstanceUID, otherwise by issuer and accession, and then only
 * where one study has that accession and the report names no other.
 * @param members of the report's group, preferred first.
 */
export function findStudyGroupId(members: readonly Entry[], index: StudyIndex): string | undefined {
  for (const { studyUids } of members) {
    for (const uid of studyUids) {
      const [study] = index.studiesByUid(uid);
      if (study) return index.groupIdOf(study);
    }
  }
  const namesStudy = members.some(({ studyUids }) => studyUids.length > 0);
  for (const { accessions } of members) {
    for (const accession of accessions) {
      const studies = index.studiesByAccession(accession);
      const groupIds = new Set(studies.map((study) => index.groupIdOf(study)));
      if (groupIds.size !== 1 || (namesStudy && studies.some(({ studyUids }) => studyUids.length > 0))) continue;
      const [groupId] = groupIds;
      return groupId;
    }
  }
  return undefined;
}
