import type { AdministrativeGender, HumanName, SubjectIdentity } from '@longview/clinical-model';
import { objectOf, objectsOf, textOf, textsOf, type Json } from './json.js';
import { readIdentifiers, type LocalSystems } from './read-identifier.js';

const GENDERS: ReadonlySet<unknown> = new Set<AdministrativeGender>(['male', 'female', 'other', 'unknown']);
const NAME_USES: ReadonlySet<unknown> = new Set<HumanName['use']>(['official', 'usual', 'maiden', 'old', 'nickname']);

/** Identifiers and demographics of a Patient resource. */
export function readSubject(patient: Json, local: LocalSystems): SubjectIdentity {
  const birthDate = textOf(patient['birthDate']);
  const { gender } = patient;
  const deceasedDate = textOf(patient['deceasedDateTime']);
  const address = objectsOf(patient['address']).find(({ use }) => use !== 'old' && use !== 'temp' && use !== 'billing');
  const postalCode = textOf(address?.['postalCode']);
  const city = textOf(address?.['city']);
  const [addressLine] = textsOf(address?.['line']);
  const phone = textOf(objectsOf(patient['telecom']).find(({ system, use }) => system === 'phone' && use !== 'old')?.['value']);
  return {
    names: objectsOf(patient['name']).map(readName).filter((name) => name !== undefined),
    identifiers: readIdentifiers(patient['identifier'], local),
    ...(birthDate && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(birthDate) && { birthDate }),
    ...(GENDERS.has(gender) && { gender: gender as AdministrativeGender }),
    ...(deceasedDate ? { deceased: true, deceasedDate } : typeof patient['deceasedBoolean'] === 'boolean' && { deceased: patient['deceasedBoolean'] }),
    ...(postalCode && { postalCode: formatPostalCode(postalCode) }),
    ...(city && { city }),
    ...(addressLine && { addressLine }),
    ...(phone && { phone }),
  };
}

/** The reference to the record that took over from this one, if any. */
export function readReplacedBy(patient: Json): string | undefined {
  const replacedBy = objectsOf(patient['link']).find(({ type }) => type === 'replaced-by')?.['other'];
  return textOf(objectOf(replacedBy)?.['reference']);
}

function readName(name: Json): HumanName | undefined {
  const { use } = name;
  if (use === 'temp' || use === 'anonymous') return undefined;
  const family = textOf(name['family']);
  const parts = family ? { family, given: textsOf(name['given']) } : splitName(textOf(name['text']), textsOf(name['given']));
  return parts && { ...parts, ...(NAME_USES.has(use) && { use: use as NonNullable<HumanName['use']> }) };
}

/** Reads `Family, Given` or `Given Family` where a source sends a name as text only. */
export function splitName(text: string | undefined, given: readonly string[] = []): HumanName | undefined {
  if (!text) return undefined;
  const comma = text.indexOf(',');
  if (comma > 0) return { family: text.slice(0, comma).trim(), given: given.length > 0 ? given : words(text.slice(comma + 1)) };
  const all = words(text);
  return { family: all.at(-1)!, given: given.length > 0 ? given : all.slice(0, -1) };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Canadian postal codes as `ANA NAN`; others in upper case as they are. */
function formatPostalCode(text: string): string {
  const compact = text.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(compact) ? `${compact.slice(0, 3)} ${compact.slice(3)}` : text.toUpperCase();
}
