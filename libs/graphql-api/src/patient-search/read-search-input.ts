import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber } from '@longview/clinical-model';
import type { Disclosure } from '@longview/disclosure';
import type { PatientSearchInput } from './patient-search.models.js';

export type PatientQuery = Parameters<Disclosure['disclosePatients']>[1];
type InputField = keyof PatientSearchInput;

const MAX_LENGTH = 128;

/**
 * What the user asked for, or the field that makes it no question. Nothing is asked before this says yes, so a mistyped
 * number reaches no source.
 * @param systems domains in which the province's sources number their patients.
 * @param today `YYYY-MM-DD`
 */
export function readSearchInput(input: PatientSearchInput, systems: ReadonlySet<string>, today: string): PatientQuery | { readonly invalid: InputField } {
  const text = (field: InputField): string => input[field]?.trim() ?? '';
  const tooLong = (['healthNumber', 'family', 'given', 'birthDate', 'localIdentifier', 'identifierSystem'] as const).find((field) => text(field).length > MAX_LENGTH);
  if (tooLong) return { invalid: tooLong };
  if (text('healthNumber') !== '') {
    // Two questions at once have two answers: which one was meant?
    if (text('localIdentifier') !== '') return { invalid: 'localIdentifier' };
    if (text('family') !== '') return { invalid: 'family' };
    return byHealthNumber(text('healthNumber'), 'healthNumber');
  }
  if (text('localIdentifier') !== '') {
    if (text('family') !== '') return { invalid: 'family' };
    const system = normalizeIdentifierSystem(text('identifierSystem'));
    if (system === ONTARIO_HEALTH_NUMBER_SYSTEM) return byHealthNumber(text('localIdentifier'), 'localIdentifier');
    if (!systems.has(system)) return { invalid: 'identifierSystem' };
    return { by: 'identifier', identifier: { system, value: text('localIdentifier'), type: 'MR' } };
  }
  if (text('family') === '') return { invalid: text('given') === '' && text('birthDate') === '' ? 'healthNumber' : 'family' };
  if (!isBirthDate(text('birthDate'), today)) return { invalid: 'birthDate' };
  return { by: 'demographics', family: text('family'), birthDate: text('birthDate'), ...(text('given') !== '' && { given: text('given') }) };
}

function byHealthNumber(text: string, field: InputField): PatientQuery | { readonly invalid: InputField } {
  const parsed = parseHealthNumber(text);
  if ('problem' in parsed) return { invalid: field };
  return { by: 'identifier', identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: parsed.number, type: 'JHN' } };
}

/** A day of the calendar on which somebody now alive or lately dead can have been born. */
export function isBirthDate(text: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text > today || text < '1850-01-01') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
