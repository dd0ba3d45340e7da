import type { ClinicalRecord, Identifier } from '@longview/clinical-model';
import type { DisclosedSlice } from '@longview/disclosure';
import { toClinicalTime } from '../schema/clinical-time.js';
import type { RecordCopy, TimelineItem } from './timeline.models.js';

export type DisclosedGroup = DisclosedSlice['groups'][number];
/** Seals the name of a copy for the browser. */
export type KeyOfCopy = (record: ClinicalRecord) => string;

/** One row: the preferred copy speaks, every copy stands behind it. */
export function toTimelineItem({ id, kind, members, reason, conflicts, studyGroupId }: DisclosedGroup, keyOfCopy: KeyOfCopy): TimelineItem {
  const preferred = members[0]!;
  return {
    id, kind, reason, conflicts, status: preferred.status, title: preferred.title,
    copies: members.map((record) => toCopy(record, keyOfCopy)),
    ...(preferred.time && { time: toClinicalTime(preferred.time) }),
    ...(preferred.language && { language: preferred.language }),
    ...(studyGroupId && { studyItemId: studyGroupId }),
    modalities: [], hasImages: false,
    ...detailsOf(preferred, members),
  };
}

function toCopy(record: ClinicalRecord, keyOfCopy: KeyOfCopy): RecordCopy {
  const { provenance, status, time, issued, title } = record;
  const accession = accessionOf(record.identifiers);
  return {
    copyKey: keyOfCopy(record), sourceId: provenance.sourceId, status, title, receivedAt: provenance.receivedAtMs,
    ...(provenance.siteName && { siteName: provenance.siteName }),
    ...(time && { time: toClinicalTime(time) }),
    ...(issued && { issued: toClinicalTime(issued) }),
    ...(accession !== undefined && { accession }),
    ...(record.kind === 'imaging-study'
      ? { hasImages: record.hasImages, ...(record.numberOfSeries !== undefined && { numberOfSeries: record.numberOfSeries }), ...(record.numberOfInstances !== undefined && { numberOfInstances: record.numberOfInstances }) }
      : { hasImages: false }),
  };
}

export const accessionOf = (identifiers: readonly Identifier[]): string | undefined => identifiers.find(({ type }) => type === 'ACSN')?.value;

type Details = Partial<Omit<TimelineItem, 'id' | 'kind' | 'copies'>>;

function detailsOf(record: ClinicalRecord, members: readonly ClinicalRecord[]): Details {
  switch (record.kind) {
    case 'imaging-study': {
      const studyInstanceUid = members.map((member) => member.kind === 'imaging-study' ? member.studyInstanceUid : undefined).find((uid) => uid !== undefined);
      return {
        modalities: record.modalities, hasImages: members.some((member) => member.kind === 'imaging-study' && member.hasImages),
        ...present({ studyInstanceUid, bodySite: record.bodySite?.text, laterality: record.laterality, performer: record.referrer }),
      };
    }
    case 'report': return present({ category: record.category, performer: record.performer, studyInstanceUid: record.studyInstanceUids[0] });
    case 'document': return present({ category: record.type?.text, performer: record.author });
    case 'visit': return present({ category: record.visitClass, performer: record.practitioner, value: record.reason?.text, end: record.end && toClinicalTime(record.end) });
    case 'lab': return present({ value: record.value, unit: record.unit, referenceRange: record.referenceRange, interpretation: record.interpretation });
    case 'medication': return present({ value: record.dosage, performer: record.prescriber, state: record.state });
    case 'allergy': return present({ value: record.reaction, state: record.isNoKnownAllergy ? 'no-known-allergy' : record.state });
    case 'condition': return present({ state: record.state });
  }
}

/** Leaves out what is not known: a field that is there says something. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  const known: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) known[name] = fields[name];
  return known;
}
