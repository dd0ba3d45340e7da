import { isDicomUid, type Coding, type ImagingStudyRecord, type InstanceAvailability, type RecordStatus } from '@longview/clinical-model';
import { codeOf, codesOf, displayOf, readConcept, readFirstConcept } from './concept.js';
import { countOf, lookUp, objectsOf, textOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';
import { readStudyUid } from './read-identifier.js';

const STATUSES: Readonly<Record<string, RecordStatus>> = { registered: 'registered', available: 'final', cancelled: 'cancelled', 'entered-in-error': 'entered-in-error' };
/** Objects about images that are none themselves: key objects, presentation states, structured reports. */
const ACCESSORY_MODALITIES: ReadonlySet<string> = new Set(['KO', 'PR', 'SR']);
/** SNOMED CT qualifiers and DICOM letters. */
const LATERALITIES: Readonly<Record<string, NonNullable<ImagingStudyRecord['laterality']>>> = {
  '24028007': 'right', '7771000': 'left', '51440002': 'bilateral', R: 'right', L: 'left', B: 'bilateral',
};

/** R4 ImagingStudy. */
export function readImagingStudy(study: Json, context: ReadContext): ImagingStudyRecord {
  const series = objectsOf(study['series']);
  const uid = readStudyUid(study['identifier']) ?? bareUid(study['uid']);
  const modalities = readModalities(study['modality'], series);
  const bodySite = firstOf(series, ({ bodySite }) => readConcept(bodySite));
  const laterality = readLaterality(series);
  const numberOfSeries = countOf(study['numberOfSeries']) ?? (series.length > 0 ? series.length : undefined);
  const numberOfInstances = countOf(study['numberOfInstances']) ?? sumOfInstances(series);
  const procedure = readFirstConcept(study['procedureCode']);
  const referrer = context.name(study['referrer'], study);
  const availability = readAvailability(study, context);
  const status = lookUp(STATUSES, study['status']) ?? 'unknown';
  const title = textOf(study['description']) ?? procedure?.text ?? ([modalities.join(' '), bodySite?.text].filter(Boolean).join(' ') || undefined);
  return {
    kind: 'imaging-study',
    ...readBase(study, context, { status, title, time: readTime(study, context, 'started'), siteName: displayOf(study['location']) }),
    modalities,
    hasImages: context.servesImages && uid !== undefined && status !== 'entered-in-error' && status !== 'cancelled' && availability !== 'UNAVAILABLE',
    ...(uid && { studyInstanceUid: uid }),
    ...(bodySite && { bodySite }),
    ...(laterality && { laterality }),
    ...(numberOfSeries !== undefined && { numberOfSeries }),
    ...(numberOfInstances !== undefined && { numberOfInstances }),
    ...(availability && { availability }),
    ...(procedure && { procedure }),
    ...(referrer && { referrer }),
  };
}

function readModalities(listed: unknown, series: readonly Json[]): readonly string[] {
  const all = new Set([...codesOf(listed), ...series.map(({ modality }) => codeOf(modality)).filter((code) => code !== undefined)]);
  const shown = [...all].filter((code) => !ACCESSORY_MODALITIES.has(code));
  return (shown.length > 0 ? shown : [...all]).sort();
}

function readLaterality(series: readonly Json[]): ImagingStudyRecord['laterality'] {
  const sides = new Set(series.map(({ laterality }) => lookUp(LATERALITIES, codeOf(laterality))).filter((side) => side !== undefined));
  return sides.size > 1 ? 'bilateral' : [...sides][0];
}

function sumOfInstances(series: readonly Json[]): number | undefined {
  let sum: number | undefined;
  for (const one of series) {
    const count = countOf(one['numberOfInstances']) ?? (Array.isArray(one['instance']) ? one['instance'].length : undefined);
    // A partial sum would pass for the whole.
    if (count === undefined) return undefined;
    sum = (sum ?? 0) + count;
  }
  return sum;
}

/** What the source's Endpoints say: R4 has no availability of its own, and an endpoint out of service means no pixels now. */
function readAvailability(study: Json, context: ReadContext): InstanceAvailability | undefined {
  const endpoints = [study, ...objectsOf(study['series'])].flatMap((part) => objectsOf(part['endpoint'])).map((reference) => context.target(reference, study)).filter((endpoint) => endpoint !== undefined);
  if (endpoints.length === 0) return undefined;
  if (endpoints.some(({ status }) => status === 'active')) return context.servesImages ? 'ONLINE' : undefined;
  return endpoints.every(({ status }) => status === 'suspended' || status === 'off' || status === 'error') ? 'UNAVAILABLE' : undefined;
}

function bareUid(value: unknown): string | undefined {
  const uid = textOf(value)?.replace(/^urn:oid:/i, '');
  return uid && isDicomUid(uid) ? uid : undefined;
}

function firstOf(series: readonly Json[], read: (one: Json) => Coding | undefined): Coding | undefined {
  for (const one of series) {
    const value = read(one);
    if (value) return value;
  }
  return undefined;
}
