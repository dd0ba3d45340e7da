import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type Identifier, type SubjectIdentity } from '@longview/clinical-model';
import { isBirthDate } from '../patient-search/read-search-input.js';
import type { ConsentPatientInput } from './consent-desk.models.js';

const MAX_LENGTH = 128;

/**
 * Whose consent the desk means, or the field that makes it nobody's.
 * @param systems domains in which the province's sources number their patients.
 * @param today `YYYY-MM-DD`
 */
export function readConsentPatient(input: ConsentPatientInput, systems: ReadonlySet<string>, today: string): SubjectIdentity | { readonly invalid: keyof ConsentPatientInput } {
  const identifier = readIdentifier(input, systems);
  if ('invalid' in identifier) return identifier;
  const { family, given, birthDate } = { family: input.family.trim(), given: input.given.trim(), birthDate: input.birthDate.trim() };
  if (family === '' || family.length > MAX_LENGTH) return { invalid: 'family' };
  if (given === '' || given.length > MAX_LENGTH) return { invalid: 'given' };
  if (!isBirthDate(birthDate, today)) return { invalid: 'birthDate' };
  return { identifiers: [identifier], names: [{ family, given: given.split(/\s+/) }], birthDate };
}

/** An identifier as somebody typed it: of a domain that the province knows and, for a health number, one that can be right. */
export function readIdentifier({ identifierSystem, identifierValue }: Pick<ConsentPatientInput, 'identifierSystem' | 'identifierValue'>, systems: ReadonlySet<string>): Identifier | { readonly invalid: 'identifierSystem' | 'identifierValue' } {
  const system = normalizeIdentifierSystem(identifierSystem?.trim() || ONTARIO_HEALTH_NUMBER_SYSTEM);
  const value = identifierValue.trim();
  if (system === ONTARIO_HEALTH_NUMBER_SYSTEM) {
    const parsed = parseHealthNumber(value);
    return 'problem' in parsed ? { invalid: 'identifierValue' } : { system, value: parsed.number, type: 'JHN' };
  }
  if (!systems.has(system)) return { invalid: 'identifierSystem' };
  return value === '' || value.length > MAX_LENGTH ? { invalid: 'identifierValue' } : { system, value, type: 'MR' };
}
