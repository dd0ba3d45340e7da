import { formatHealthNumber, parseHealthNumber } from '@longview/clinical-model';
import type { PatientPartsFragment } from '@longview/graphql-client';

export type PatientFacts = Omit<PatientPartsFragment, '__typename'>;
type PersonName = PatientFacts['names'][number];

/** `TREMBLAY, Marie-Ève`: family name in capitals, with their accents, then given names. */
export function nameOf(name: Pick<PersonName, 'family' | 'given'>): string {
  const given = name.given.join(' ');
  const family = name.family.toLocaleUpperCase('fr-CA');
  return given ? `${family}, ${given}` : family;
}

/** The name a patient is shown under: the first that the gateway names. Empty when no source gave one. */
export function patientNameOf(patient: Pick<PatientFacts, 'names'>): string {
  return patient.names[0] ? nameOf(patient.names[0]) : '';
}

/** Grouped as on the card, `9876 543 217 AB`; what cannot be read as a health number is shown as it came. */
export function healthNumberOf(text: string): string {
  const parsed = parseHealthNumber(text);
  return 'problem' in parsed ? text : formatHealthNumber(parsed);
}
