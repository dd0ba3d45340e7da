import { fictitiousHealthNumber } from './health-number.js';
import { dateDaysBefore } from './local-time.js';
import { NAME_TRADITIONS } from './names.js';
import { PLACES, type Place } from './places.js';
import { Random } from './random.js';

/** One human being, as they are; what a site has written down about them is a {@link Registration}. All are fictitious. */
export interface Person {
  /** Unique in the province; never leaves the sandbox's own files. */
  readonly key: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly maidenName?: string;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly deceasedDate?: string;
  readonly healthNumber: string;
  readonly versionCode?: string;
  readonly language: 'en' | 'fr';
  readonly address: { readonly line: string; readonly city: string; readonly postalCode: string };
  readonly phone: string;
  /** Site whose town the person lives in. */
  readonly homeSiteId: string;
}

const POSTAL_LETTERS = 'ABCEGHJKLMNPRSTVWXYZ';

/** One ordinary inhabitant. The same seed and ordinal are always the same person. */
export function generatePerson(seed: number, ordinal: number, today: string): Person {
  const random = new Random(`${seed}/person/${ordinal}`);
  const place = random.pick(PLACES);
  const tradition = random.pick(NAME_TRADITIONS.flatMap((one) => Array.from({ length: one.weight[place.region] ?? 1 }, () => one)));
  const sex = random.chance(0.52) ? 'female' : 'male';
  const given = [random.pick(tradition[sex])];
  if (random.chance(0.45)) given.push(random.pick(tradition[sex].filter((name) => name !== given[0])));
  let family = random.pick(tradition.family);
  if (random.chance(tradition.doubleName)) family = `${family}-${random.pick(tradition.family.filter((name) => name !== family))}`;
  const maidenName = sex === 'female' && random.chance(0.12) ? random.pick(tradition.family) : undefined;
  return {
    key: `person-${ordinal}`,
    family, given, sex,
    ...(maidenName && maidenName !== family ? { maidenName } : {}),
    birthDate: dateDaysBefore(today, ageInDays(random)),
    healthNumber: fictitiousHealthNumber(ordinal),
    // Some of the original red and white cards have none.
    ...(random.chance(0.93) ? { versionCode: versionCode(random) } : {}),
    language: tradition.language,
    address: { line: addressLine(random, place), city: place.city, postalCode: postalCode(random, place) },
    phone: `${random.pick(place.areaCodes)}-555-01${random.digits(2)}`,
    homeSiteId: place.siteId,
  };
}

/** Older people are seen more often, so a hospital's registry leans towards them. */
function ageInDays(random: Random): number {
  const years = random.chance(0.15) ? random.integer(0, 17) : random.chance(0.4) ? random.integer(18, 54) : random.integer(55, 96);
  return years * 365 + random.integer(1, 364);
}

function versionCode(random: Random): string {
  return random.pick([...POSTAL_LETTERS]) + random.pick([...POSTAL_LETTERS]);
}

function addressLine(random: Random, place: Place): string {
  const street = random.pick(place.streets);
  const number = random.integer(2, 1890);
  return random.chance(0.25) ? `${random.integer(1, 40) * 100 + random.integer(1, 12)}-${number} ${street}` : `${number} ${street}`;
}

/** Forward sortation area of the place, then an invented local delivery unit, written `ANA NAN`. */
function postalCode(random: Random, place: Place): string {
  return `${random.pick(place.forwardSortationAreas)} ${random.integer(1, 9)}${random.pick([...POSTAL_LETTERS])}${random.integer(0, 9)}`;
}
