import type { ImagingStudyRecord } from '@longview/clinical-model';
import { rankPriors, type ArchivedStudyFacts } from '@longview/imaging';
import { holdsStudy } from '../patients/shown-studies.js';
import { toClinicalTime } from '../schema/clinical-time.js';
import { accessionOf, type DisclosedGroup } from '../timeline/to-timeline-item.js';
import type { LaunchedStudy, PriorStudy } from './study-launch.models.js';

/** What the image window shows around the viewer, apart from the patient; sealed with the grant, for a reload. */
export interface LaunchDisplay {
  readonly study: LaunchedStudy;
  readonly priors: readonly PriorStudy[];
  /** The preferred copy of the report that speaks of this study. */
  readonly reportCopyKey?: string;
}

type StudyGroup = DisclosedGroup & { readonly study: ImagingStudyRecord };
/** Priors beyond this many are in the timeline. */
const MAX_PRIORS = 50;

/** The group that holds this study, among those the session was shown. */
export function studyGroups(groups: readonly DisclosedGroup[]): readonly StudyGroup[] {
  return groups.flatMap((group) => {
    const study = group.members.find((member): member is ImagingStudyRecord & typeof member => member.kind === 'imaging-study');
    return study ? [{ ...group, study }] : [];
  });
}

/** @returns `undefined` when the session was never shown such a study: then it may not open it either. */
export function launchDisplay(groups: readonly DisclosedGroup[], studyInstanceUid: string, keyOfCopy: (group: DisclosedGroup) => string): ((copy: ArchivedStudyFacts) => LaunchDisplay) | undefined {
  const studies = studyGroups(groups);
  const current = studies.find((group) => holdsStudy(group, studyInstanceUid));
  if (!current) return undefined;
  const report = groups.find((group) => group.kind === 'report' && (group.studyGroupId === current.id || group.members.some((member) => member.kind === 'report' && member.studyInstanceUids.includes(studyInstanceUid))));
  const others = studies.filter((group) => group !== current && group.study.studyInstanceUid !== undefined);
  const ranked = rankPriors(current.study, others.map(({ study, members }) => ({ ...study, members })));
  const priors = ranked.slice(0, MAX_PRIORS).map(({ study, isSameBodySite }): PriorStudy => ({
    studyInstanceUid: study.studyInstanceUid!, title: study.title, modalities: study.modalities, isSameBodySite,
    sourceIds: sourcesWithImages(study.members),
    ...(study.time && { time: toClinicalTime(study.time) }),
    ...(study.bodySite && { bodySite: study.bodySite.text }),
  })).filter(({ sourceIds }) => sourceIds.length > 0);
  return (copy) => ({ study: toLaunchedStudy(current.study, studyInstanceUid, copy, current.members), priors, ...(report && { reportCopyKey: keyOfCopy(report) }) });
}

const sourcesWithImages = (members: DisclosedGroup['members']): readonly string[] =>
  [...new Set(members.filter((member) => member.kind === 'imaging-study' && member.hasImages).map(({ provenance }) => provenance.sourceId))];

function toLaunchedStudy(study: ImagingStudyRecord, studyInstanceUid: string, copy: ArchivedStudyFacts, members: DisclosedGroup['members']): LaunchedStudy {
  // The accession of the copy that is shown: another site's number would lead its reader astray.
  const accession = accessionOf((members.find(({ provenance }) => provenance.sourceId === copy.sourceId) ?? study).identifiers);
  return {
    studyInstanceUid, sourceId: copy.sourceId, title: study.title, modalities: study.modalities,
    ...(study.time && { time: toClinicalTime(study.time) }),
    ...(study.bodySite && { bodySite: study.bodySite.text }),
    ...(study.laterality && { laterality: study.laterality }),
    ...(accession !== undefined && { accession }),
    ...(copy.numberOfSeries !== undefined && { numberOfSeries: copy.numberOfSeries }),
    ...(copy.numberOfInstances !== undefined && { numberOfInstances: copy.numberOfInstances }),
  };
}
