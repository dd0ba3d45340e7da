import { parseClinicalTime, type ClinicalTime, type PatientRecord, type Provenance, type RecordStatus, type SubjectIdentity } from '@longview/clinical-model';
import { custodianOf, type SourceDefinition } from '@longview/sources-contract';
import { displayOf, nameOfResource } from './concept.js';
import { isObject, objectOf, textOf, type Json } from './json.js';
import { localSystemsOf, readIdentifier, readRecordIdentifiers, type LocalSystems } from './read-identifier.js';
import { readReplacedBy, readSubject, splitName } from './read-patient.js';
import type { ResourceIndex } from './resource-index.js';

/** What reading one answer needs besides the resource itself. Lives as long as the answer is being read. */
export class ReadContext {
  readonly localSystems: LocalSystems;
  private readonly registrations = new Map<Json, PatientRecord>();
  private readonly times = new Map<string, ClinicalTime | undefined>();

  constructor(
    readonly definition: SourceDefinition,
    readonly receivedAtMs: number,
    readonly index: ResourceIndex,
    /** True when the source's own archive can be asked for pixels. */
    readonly servesImages: boolean,
  ) {
    this.localSystems = localSystemsOf(definition);
  }

  time(value: unknown): ClinicalTime | undefined {
    if (typeof value !== 'string') return undefined;
    // The times of one visit, its results and its reports repeat.
    if (this.times.has(value)) return this.times.get(value);
    const time = parseClinicalTime(value, this.definition.timeZone);
    this.times.set(value, time);
    return time;
  }

  /** Resource that an element of type Reference leads to. */
  target(reference: unknown, container: Json): Json | undefined {
    return isObject(reference) ? this.index.resolve(reference['reference'], container) : undefined;
  }

  /** The words by which a reference names its target, else the name of what it leads to. */
  name(reference: unknown, container: Json): string | undefined {
    const display = displayOf(reference);
    if (display) return display;
    const target = this.target(reference, container);
    return target && nameOfResource(target);
  }

  provenance(resource: Json, siteName?: string): Provenance {
    return {
      sourceId: this.definition.id, ...custodianOf(this.definition, siteName), sourceRecordId: `${String(resource['resourceType'])}/${String(resource['id'])}`,
      receivedAtMs: this.receivedAtMs, ...(siteName && { siteName }),
    };
  }

  /**
   * Whose record the resource says it is: the Patient that its own reference leads to, and what the reference itself
   * says. Nobody is filled in: a record of an unknown Patient stays one of an unknown person.
   */
  subject(resource: Json): SubjectIdentity {
    const reference = objectOf(resource['subject']) ?? objectOf(resource['patient']);
    if (!reference) return NOBODY;
    const patient = this.index.resolve(reference['reference'], resource);
    const known = patient?.['resourceType'] === 'Patient' ? this.registration(patient) : undefined;
    const logical = readIdentifier(reference['identifier'], this.localSystems);
    if (known) {
      const isNews = logical && !known.identifiers.some(({ system, value }) => system === logical.system && value === logical.value);
      return isNews ? { ...known, identifiers: [...known.identifiers, logical] } : known;
    }
    const name = splitName(textOf(reference['display']));
    return { names: name ? [name] : [], identifiers: logical ? [logical] : [] };
  }

  /**
   * A Patient as the source registers them, with the record that took over from it, if any. The same object each time: whose a
   * record is, is decided once for a registration and all the records that refer to it.
   */
  registration(patient: Json): PatientRecord {
    let registration = this.registrations.get(patient);
    if (!registration) this.registrations.set(patient, (registration = this.readRegistration(patient)));
    return registration;
  }

  private readRegistration(patient: Json): PatientRecord {
    const reference = readReplacedBy(patient);
    const replacedBy = reference && (this.index.localKey(reference) ?? reference);
    return { ...readSubject(patient, this.localSystems), provenance: this.provenance(patient), ...(replacedBy && { replacedBy }) };
  }
}

const NOBODY: SubjectIdentity = { names: [], identifiers: [] };

/** The fields that every kind of record has. */
export function readBase(resource: Json, context: ReadContext, own: { status: RecordStatus; title: string | undefined; time?: ClinicalTime | undefined; issued?: ClinicalTime | undefined; siteName?: string | undefined }) {
  const language = textOf(resource['language']);
  return {
    provenance: context.provenance(resource, own.siteName),
    subject: context.subject(resource),
    identifiers: readRecordIdentifiers(resource, context.localSystems),
    status: own.status,
    title: own.title ?? '',
    ...(own.time && { time: own.time }),
    ...(own.issued && { issued: own.issued }),
    ...(language && { language }),
  };
}

/** The start of a period, or the time itself, from whichever of these elements the resource has. */
export function readTime(resource: Json, context: ReadContext, ...elements: readonly string[]): ClinicalTime | undefined {
  for (const element of elements) {
    const value = resource[element];
    const time = context.time(isObject(value) ? (value['start'] ?? value['end']) : value);
    if (time) return time;
  }
  return undefined;
}
