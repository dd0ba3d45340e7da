import { parseHealthNumber } from '@longview/clinical-model';
import type { Queryable } from '@longview/platform';
import { isDay } from './standing-change.js';
import type { FieldProblem } from './user-input.js';

/**
 * What an employer may know of its people and surveillance compares: optional, and kept as keyed hashes only. Nothing that
 * is written here can be read again.
 */
export interface PersonalFacts {
  readonly homePostalCode?: string | undefined;
  readonly homeAddress?: string | undefined;
  readonly homePhone?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string | undefined;
  readonly healthNumber?: string | undefined;
}

export interface FactsOfPerson {
  readonly personId: string;
  readonly facts: PersonalFacts;
}

/** Keeps hashes of the facts, in the transaction of whoever gives them; a fact that is not given stays as it was. */
export type PersonalFactsKeeper = (connection: Queryable, people: readonly FactsOfPerson[]) => Promise<void>;

/** Columns of a file, with the names that French systems give them. */
export const PERSONAL_COLUMNS = {
  homePostalCode: ['home_postal_code', 'postal code', 'code postal', 'code postal du domicile'],
  homeAddress: ['home_address', 'address', 'adresse', 'adresse du domicile'],
  homePhone: ['home_phone', 'téléphone', 'telephone', 'téléphone du domicile'],
  birthDate: ['birth_date', 'date of birth', 'date de naissance'],
  healthNumber: ['health_number', 'health card', 'numéro de carte santé', 'carte santé'],
} as const;

const LONGEST = 200;

/** What was given and is what it should be; every problem by its field. Pure. */
export function readPersonalFacts(input: PersonalFacts): { readonly facts: PersonalFacts; readonly problems: readonly FieldProblem[] } {
  const entries = (Object.keys(PERSONAL_COLUMNS) as (keyof PersonalFacts)[]).map((field) => [field, (input[field] ?? '').trim()] as const).filter(([, value]) => value !== '');
  const problems = entries.flatMap(([field, value]) => problemOf(field, value) ?? []);
  return { facts: Object.fromEntries(entries.filter(([field]) => !problems.some((problem) => problem.field === field))), problems };
}

/** What a person who enters facts is told, because it would come to nothing without a word: a file is not held up by it. Pure. */
export function problemsOfEntered(facts: PersonalFacts): readonly FieldProblem[] {
  return [
    ...(Object.keys(facts).length === 0 ? [{ field: 'homePostalCode', problem: 'nothing-given' }] : []),
    ...(facts.homeAddress !== undefined && facts.homePostalCode === undefined ? [{ field: 'homePostalCode', problem: 'not-without-postal-code' }] : []),
    ...(facts.homePhone !== undefined && facts.homePhone.replaceAll(/\D/g, '').length < 10 ? [{ field: 'homePhone', problem: 'not-a-telephone' }] : []),
  ];
}

function problemOf(field: keyof PersonalFacts, value: string): FieldProblem | undefined {
  if (value.length > LONGEST) return { field, problem: 'too-long' };
  if (field === 'homePostalCode' && !/^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s?\d[ABCEGHJ-NPRSTV-Z]\d$/i.test(value)) return { field, problem: 'not-a-postal-code' };
  if (field === 'birthDate' && !isDay(value)) return { field, problem: 'not-a-date' };
  const number = field === 'healthNumber' ? parseHealthNumber(value) : undefined;
  return number && 'problem' in number ? { field, problem: number.problem } : undefined;
}
