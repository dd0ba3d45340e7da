import { isDicomUid, parseClinicalTime, type AdministrativeGender, type ImagingStudyRecord, type InstanceAvailability, type SubjectIdentity } from '@longview/clinical-model';
import { custodianOf, type ArchivedStudy, type SourceDefinition } from '@longview/sources-contract';
import { countOf, itemsOf, nameOf, TAG, textOf, textsOf, type Dataset } from './dicom-json.js';
import { isoDateOf, isoTimeOf } from './dicom-time.js';
import type { Issuers } from './issuer.js';

/** Objects about images that are none themselves: key objects, presentation states, structured reports. */
const ACCESSORY_MODALITIES: ReadonlySet<string> = new Set(['KO', 'PR', 'SR']);
const AVAILABILITIES: ReadonlySet<string> = new Set<InstanceAvailability>(['ONLINE', 'NEARLINE', 'OFFLINE', 'UNAVAILABLE']);
const GENDERS = new Map<string, AdministrativeGender>([['M', 'male'], ['F', 'female'], ['O', 'other']]);

/** A study's UID, without which nothing about it can be told from anything else. */
export function readStudyUid(study: Dataset): string | undefined {
  const uid = textOf(study, TAG.studyInstanceUid);
  return uid !== undefined && isDicomUid(uid) ? uid : undefined;
}

/** Whose study the archive says it is. */
export function readSubject(study: Dataset, issuers: Issuers): SubjectIdentity {
  const [family = '', given = '', middle = ''] = nameOf(study, TAG.patientName) ?? [];
  const birthDate = isoDateOf(textOf(study, TAG.patientBirthDate));
  const gender = GENDERS.get(textOf(study, TAG.patientSex) ?? '');
  const identifiers = [issuers.identifierOf(study, { isMain: true }), ...itemsOf(study, TAG.otherPatientIds).map((item) => issuers.identifierOf(item, { isMain: false }))].filter((identifier) => identifier !== undefined);
  return {
    names: family || given ? [{ family, given: [given, middle].filter((part) => part !== '') }] : [],
    identifiers,
    ...(birthDate && { birthDate }),
    ...(gender && { gender }),
  };
}

/** One study of a QIDO-RS answer as a record; `undefined` without a valid UID. */
export function readStudy(study: Dataset, definition: SourceDefinition, issuers: Issuers, receivedAtMs: number): ImagingStudyRecord | undefined {
  const studyInstanceUid = readStudyUid(study);
  if (!studyInstanceUid) return undefined;
  const modalities = readModalities(study);
  const accession = issuers.accessionOf(study);
  const time = parseClinicalTime(isoTimeOf(textOf(study, TAG.studyDate), textOf(study, TAG.studyTime), textOf(study, TAG.timezoneOffset)), definition.timeZone);
  const availability = textOf(study, TAG.instanceAvailability);
  const numberOfSeries = countOf(study, TAG.numberOfSeries);
  const numberOfInstances = countOf(study, TAG.numberOfInstances);
  const referrer = nameOf(study, TAG.referringPhysicianName);
  const siteName = textOf(study, TAG.institutionName);
  return {
    kind: 'imaging-study',
    provenance: { sourceId: definition.id, ...custodianOf(definition, siteName), sourceRecordId: studyInstanceUid, receivedAtMs, ...(siteName && { siteName }) },
    subject: readSubject(study, issuers),
    identifiers: accession ? [accession] : [],
    status: 'final',
    title: textOf(study, TAG.studyDescription) ?? modalities.join(' '),
    studyInstanceUid,
    modalities,
    hasImages: availability !== 'UNAVAILABLE' && numberOfInstances !== 0,
    ...(time && { time }),
    ...(availability && AVAILABILITIES.has(availability) && { availability: availability as InstanceAvailability }),
    ...(numberOfSeries !== undefined && { numberOfSeries }),
    ...(numberOfInstances !== undefined && { numberOfInstances }),
    ...(referrer && { referrer: [referrer[3], referrer[1], referrer[2], referrer[0]].filter(Boolean).join(' ') }),
  };
}

/** The same as an archive's copy of it, for choosing where pixels come from. */
export function readArchivedStudy(study: Dataset, definition: SourceDefinition, issuers: Issuers): ArchivedStudy | undefined {
  const studyInstanceUid = readStudyUid(study);
  if (!studyInstanceUid) return undefined;
  const numberOfSeries = countOf(study, TAG.numberOfSeries);
  const numberOfInstances = countOf(study, TAG.numberOfInstances);
  return {
    studyInstanceUid, ...custodianOf(definition, textOf(study, TAG.institutionName)), subject: readSubject(study, issuers), modalities: readModalities(study),
    ...(numberOfSeries !== undefined && { numberOfSeries }),
    ...(numberOfInstances !== undefined && { numberOfInstances }),
  };
}

function readModalities(study: Dataset): readonly string[] {
  const all = [...new Set([...textsOf(study, TAG.modalitiesInStudy), ...textsOf(study, TAG.modality)])];
  const shown = all.filter((modality) => !ACCESSORY_MODALITIES.has(modality));
  return (shown.length > 0 ? shown : all).sort();
}
