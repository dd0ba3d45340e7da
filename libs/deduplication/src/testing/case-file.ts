import { readFileSync } from 'node:fs';
import { parseClinicalTime, type ClinicalRecord, type ClinicalTime, type Identifier, type RecordKind } from '@longview/clinical-model';
import { parse } from 'yaml';

/** A record as the case files write it: what differs from a plain one of its kind. */
export interface RecordInCase {
  /** `source/id`, with `@custodian` behind it when the source passes on another custodian's record. */
  readonly at: string;
  readonly kind: RecordKind;
  readonly time?: string;
  readonly issued?: string;
  /** `issuer|number` */
  readonly accession?: string;
  readonly filler?: string;
  readonly ids?: readonly string[];
  /** Text of a report in one section. */
  readonly text?: string;
  readonly [field: string]: unknown;
}

const PLAIN: Record<RecordKind, object> = {
  'imaging-study': { modalities: ['CR'], hasImages: true },
  report: { category: 'imaging', studyInstanceUids: [] },
  document: { attachments: [] },
  visit: { visitClass: 'emergency' },
  lab: { code: { text: 'Hemoglobin', system: 'http://loinc.org', code: '718-7' } },
  medication: { medication: { text: 'Metformin 500 mg' }, state: 'active' },
  allergy: { substance: { text: 'Penicillin' }, state: 'active', isNoKnownAllergy: false },
  condition: { code: { text: 'Asthma' }, state: 'active' },
};

export function readCases<T>(name: string): readonly T[] {
  return parse(readFileSync(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8')) as T[];
}

const times = new Map<string, ClinicalTime>();

/** Remembered, because reading a zone's clock a million times would be most of the property test. */
function timeOf(text: string | undefined): ClinicalTime | undefined {
  const known = text === undefined ? undefined : times.get(text);
  if (known || text === undefined) return known;
  const time = parseClinicalTime(text, 'America/Toronto');
  if (time) times.set(text, time);
  return time;
}

export function recordOf({ at, kind, time, issued, accession, filler, ids = [], text, ...fields }: RecordInCase): ClinicalRecord {
  const [address, custodian] = at.split('@');
  const [sourceId, sourceRecordId] = address!.split('/');
  const identifier = (text: string, type?: Identifier['type']): Identifier => {
    const [system, value] = text.split('|');
    return { system: `urn:example:${system}`, value: value!, ...(type && { type }) };
  };
  const record: object = {
    kind, status: 'final', title: 'Chest X-ray', subject: { names: [], identifiers: [] }, ...PLAIN[kind], ...fields,
    provenance: { sourceId: sourceId!, custodianId: custodian ?? sourceId!, sourceRecordId: sourceRecordId!, receivedAtMs: 0, ...(custodian && { siteName: custodian }) },
    identifiers: [
      ...(accession ? [identifier(accession, 'ACSN')] : []), ...(filler ? [identifier(filler, 'FILL')] : []), ...ids.map((id) => identifier(id)),
    ],
    ...(timeOf(time) && { time: timeOf(time) }), ...(timeOf(issued) && { issued: timeOf(issued) }),
    ...(text !== undefined && (kind === 'report' ? { sections: [{ role: 'findings', heading: 'Findings', text }] } : { text })),
  };
  return record as ClinicalRecord;
}
