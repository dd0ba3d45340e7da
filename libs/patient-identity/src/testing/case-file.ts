import { readFileSync } from 'node:fs';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type AdministrativeGender, type HumanName, type PatientRecord, type SubjectIdentity } from '@longview/clinical-model';
import { parse } from 'yaml';

/** A person as the case files write them, short enough to read a page of them. */
export interface PersonInCase {
  /** `Family, Given Given` */
  readonly name?: string;
  readonly names?: readonly HumanName[];
  readonly born?: string;
  readonly sex?: AdministrativeGender;
  readonly hn?: readonly string[];
  /** Record numbers by hospital. */
  readonly mrn?: Readonly<Record<string, string>>;
  readonly postalCode?: string;
  readonly city?: string;
}

export interface RegistrationInCase extends PersonInCase {
  /** `source/id` */
  readonly at: string;
  readonly replacedBy?: string;
}

export function readCases<T>(name: string): readonly T[] {
  return parse(readFileSync(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8')) as T[];
}

export function subjectOf({ name, names, born, sex, hn = [], mrn = {}, postalCode, city }: PersonInCase): SubjectIdentity {
  const [family, given] = name?.split(', ') ?? [];
  return {
    names: names ?? (family === undefined ? [] : [{ family, given: given?.split(' ') ?? [] }]),
    identifiers: [
      ...hn.map((value) => ({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value, type: 'JHN' as const })),
      ...Object.entries(mrn).map(([hospital, value]) => ({ system: `urn:example:${hospital}:mrn`, value, type: 'MR' as const })),
    ],
    ...(born && { birthDate: born }), ...(sex && { gender: sex }), ...(postalCode && { postalCode }), ...(city && { city }),
  };
}

export function registrationOf({ at, replacedBy, ...person }: RegistrationInCase): PatientRecord {
  const [sourceId, sourceRecordId] = at.split('/');
  return {
    ...subjectOf(person), ...(replacedBy && { replacedBy }),
    provenance: { sourceId: sourceId!, custodianId: sourceId!, sourceRecordId: sourceRecordId!, receivedAtMs: 0 },
  };
}
