import type { ClinicalRecord, ClinicalTime, Identifier } from '@longview/clinical-model';
import type { DisclosedSlice } from '@longview/disclosure';
import { toClinicalTime } from '../schema/clinical-time.js';
import type { RecordCopy, TimelineItem } from './timeline.models.js';

export type DisclosedGroup = DisclosedSlice['groups'][number];
/** Seals the name of a copy for the browser. */
export type KeyOfCopy = (record: ClinicalRecord) => string;

/**
 * One row: the preferred copy speaks, every copy stands behind it. Every row has every field, known or not: objects of one shape are
 * made and written several times faster than objects that leave things out.
 */
export function toTimelineItem({ id, kind, members, reason, conflicts, studyGroupId }: DisclosedGroup, keyOfCopy: KeyOfCopy): TimelineItem {
  const preferred = members[0]!;
  const { status, title, language } = preferred;
  const { modalities, hasImages, studyInstanceUid, bodySite, laterality, category, performer, value, unit, referenceRange, interpretation, state, end } = detailsOf(preferred, members);
  return {
    id, kind, status, time: timeOf(preferred.time), title, language, reason, conflicts, copies: members.map((record) => toCopy(record, keyOfCopy)),
    studyInstanceUid, modalities: modalities ?? NONE, bodySite, laterality, hasImages: hasImages ?? false, studyItemId: studyGroupId,
    category, performer, value, unit, referenceRange, interpretation, state, end: timeOf(end),
  };
}

const NONE: readonly never[] = [];

function toCopy(record: ClinicalRecord, keyOfCopy: KeyOfCopy): RecordCopy {
  const { provenance, status, title } = record;
  const study = record.kind === 'imaging-study' ? record : undefined;
  return {
    copyKey: keyOfCopy(record), sourceId: provenance.sourceId, siteName: provenance.siteName, status, time: timeOf(record.time), issued: timeOf(record.issued), title,
    accession: accessionOf(record.identifiers), numberOfSeries: study?.numberOfSeries, numberOfInstances: study?.numberOfInstances, hasImages: study?.hasImages ?? false,
    receivedAt: provenance.receivedAtMs,
  };
}

const timeOf = (time: ClinicalTime | undefined): TimelineItem['time'] => time && toClinicalTime(time);

export const accessionOf = (identifiers: readonly Identifier[]): string | undefined => identifiers.find(({ type }) => type === 'ACSN')?.value;

/** What is special about one kind. */
type Details = Omit<Partial<TimelineItem>, 'id' | 'kind' | 'copies' | 'end'> & { readonly end?: ClinicalTime | undefined };

function detailsOf(record: ClinicalRecord, members: readonly ClinicalRecord[]): Details {
  switch (record.kind) {
    case 'imaging-study': return {
      modalities: record.modalities, hasImages: members.some((member) => member.kind === 'imaging-study' && member.hasImages),
      studyInstanceUid: members.map((member) => member.kind === 'imaging-study' ? member.studyInstanceUid : undefined).find((uid) => uid !== undefined),
      bodySite: record.bodySite?.text, laterality: record.laterality, performer: record.referrer,
    };
    case 'report': return { category: record.category, performer: record.performer, studyInstanceUid: record.studyInstanceUids[0] };
    case 'document': return { category: record.type?.text, performer: record.author };
    case 'visit': return { category: record.visitClass, performer: record.practitioner, value: record.reason?.text, end: record.end };
    case 'lab': return { value: record.value, unit: record.unit, referenceRange: record.referenceRange, interpretation: record.interpretation };
    case 'medication': return { value: record.dosage, performer: record.prescriber, state: record.state };
    case 'allergy': return { value: record.reaction, state: record.isNoKnownAllergy ? 'no-known-allergy' : record.state };
    case 'condition': return { state: record.state };
  }
}
