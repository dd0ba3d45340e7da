import type { Queryable } from '@longview/platform';
import type { CasePatients } from './case-deps.js';

/** A patient of a case, by name: for who may read the case, and in no address or log. */
export interface CasePatient {
  readonly key: string;
  readonly name: string;
  readonly birthDate: string;
  readonly initials: string;
}

export async function sealedPatients(connection: Queryable, caseId: string): Promise<readonly { readonly key: string; readonly sealed: string }[]> {
  return (await connection.query<{ key: string; sealed: string }>('select patient_key as key, patient_sealed as sealed from privacy_case_patient where case_id = $1 order by patient_key', [caseId])).rows;
}

export async function revealedPatients(connection: Queryable, patients: CasePatients, caseId: string): Promise<readonly CasePatient[]> {
  return (await sealedPatients(connection, caseId)).map(({ key, sealed }) => {
    const { name = '', birthDate = '' } = patients.reveal(sealed);
    return { key, name, birthDate, initials: initialsOf(name) };
  });
}

/** First letters of the names, in their order: enough for who saw the patient, not for who did not. */
export function initialsOf(name: string): string {
  return name.split(/[\s-]+/).filter(Boolean).map((part) => `${[...part][0]!.toUpperCase()}.`).join(' ');
}

/** The first of these texts that names one of the patients in full, in either order: it must not leave the walls. Pure. */
export function namedField<Field extends string>(patients: readonly Pick<CasePatient, 'name'>[], texts: Readonly<Record<Field, string>>): Field | undefined {
  const names = patients.flatMap(({ name }) => {
    const parts = folded(name).split(' ').filter(Boolean);
    return parts.length < 2 ? [] : [parts.join(' '), `${parts.at(-1)!} ${parts.slice(0, -1).join(' ')}`, `${parts.at(-1)!} ${parts[0]!}`, `${parts[0]!} ${parts.at(-1)!}`];
  });
  return (Object.keys(texts) as Field[]).find((field) => names.some((name) => ` ${folded(texts[field])} `.includes(` ${name} `)));
}

/** Without accents, case and punctuation. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
