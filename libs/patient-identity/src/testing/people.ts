import { hasValidCheckDigit, ONTARIO_HEALTH_NUMBER_SYSTEM, type PatientRecord, type SubjectIdentity } from '@longview/clinical-model';
import fc from 'fast-check';

/** A fictitious person as they really are; `id` is the truth that no code under test sees. */
export interface TruePerson {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
  readonly healthNumber: string;
  readonly recordNumbers: Readonly<Record<string, string>>;
  readonly postalCode: string;
}

const FAMILIES = ['Tremblay', 'Gagnon', 'Roy', 'Côté', 'Bouchard', 'Singh', 'Nguyen', 'Smith', "O'Brien", 'Kowalski', 'Kanien’kehá:ka', 'Lavoie', 'Papadopoulos', 'MacDonald', 'De la Cruz', 'Tremblay-Gagnon', 'Fitzgerald', 'Beardy', 'Wong', 'St-Pierre'];
const GIVENS = ['Jaden', 'Jayden', 'Jordan', 'Daniel', 'Danielle', 'Marie-Ève', 'Marie-Josée', 'Marie', 'Christian', 'Christina', 'Karen', 'Karin', 'Luc', 'Lucie', 'Emma', 'Ella', 'Emily', 'Émilie', 'Amelia', 'Anna', 'Hannah', 'Jean', 'Joan', 'Jean-Paul', 'Jean-Pierre', 'Francis', 'Frances', 'Michel', 'Michelle', 'Eric', 'Erica', 'Louis', 'Louise', 'Zofia', 'Chidi', 'Harpreet', 'Thanh', 'Noah', 'Nora', 'Oliver', 'Olivia', 'Gabriel', 'Gabrielle', 'Rosalie', 'Rosalind', 'Liam', 'Chloé', 'Sébastien'];
export const HOSPITALS = ['north', 'south', 'east', 'di'];

/** The ten-digit number whose first nine digits are given. */
function healthNumberOf(nine: number): string {
  const digits = String(nine);
  for (let check = 0; check < 10; check++) if (hasValidCheckDigit(digits + check)) return digits + check;
  return '';
}

const birthDate = (earliest: number, latest: number): fc.Arbitrary<string> => fc.tuple(fc.integer({ min: earliest, max: latest }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** Two names that no spelling makes one: twins, siblings and strangers of a test never carry the same. */
const twoGivens = fc.uniqueArray(fc.constantFrom(...GIVENS), { minLength: 2, maxLength: 2, selector: foldPlain }).filter(([a, b]) => !isPart(a!, b!));

function foldPlain(text: string): string {
  return text.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase();
}

/** `Marie` may be how a desk writes Marie-Ève: such two names are one person's as often as two. */
function isPart(a: string, b: string): boolean {
  return a.split('-').includes(b) || b.split('-').includes(a);
}

const gender = fc.constantFrom('male' as const, 'female' as const);
const numbers = fc.record({ nine: fc.integer({ min: 200_000_000, max: 899_999_999 }), mrn: fc.integer({ min: 1000, max: 9999 }) });
const POSTAL_CODES = ['K1A 0B1', 'N6A 3K7', 'P7B 5E1'];

/** Two different people, related as people are who get mixed up. Record number values repeat across hospitals. */
export const twoPeople: fc.Arbitrary<readonly [TruePerson, TruePerson]> = fc.record({
  relation: fc.constantFrom('twins', 'siblings', 'parent-and-child', 'namesakes', 'strangers'),
  givens: twoGivens, families: fc.uniqueArray(fc.constantFrom(...FAMILIES), { minLength: 2, maxLength: 2, selector: foldPlain }),
  born: birthDate(1990, 2020), bornBefore: birthDate(1935, 1970), genders: fc.tuple(gender, gender), numbers: fc.tuple(numbers, numbers),
  postal: fc.constantFrom(...POSTAL_CODES), shareRecordNumber: fc.boolean(),
}).filter(({ numbers: [a, b] }) => a.nine !== b.nine && a.mrn !== b.mrn).map((made) => {
  const { relation, givens, families, born, bornBefore, genders, postal } = made;
  const [one, other] = made.numbers;
  const a: TruePerson = {
    id: 'a', family: families[0]!, given: givens[0]!, birthDate: born, gender: genders[0], postalCode: postal,
    healthNumber: healthNumberOf(one.nine), recordNumbers: Object.fromEntries(HOSPITALS.map((hospital, index) => [hospital, String(one.mrn + index * 10_000)])),
  };
  // The value that one hospital gave to the first person is what another hospital gave to the second.
  const recordNumbers = Object.fromEntries(HOSPITALS.map((hospital, index) => [hospital,
    made.shareRecordNumber ? a.recordNumbers[HOSPITALS[(index + 1) % HOSPITALS.length]!]! : String(other.mrn + index * 10_000)]));
  const b = { ...a, id: 'b', given: givens[1]!, gender: genders[1], healthNumber: healthNumberOf(other.nine), recordNumbers };
  switch (relation) {
    case 'twins': return [a, b] as const;
    case 'siblings': return [a, { ...b, birthDate: shiftYears(born, 2) }] as const;
    case 'parent-and-child': return [a, { ...b, birthDate: bornBefore }] as const;
    case 'namesakes': return [a, { ...b, given: a.given, gender: a.gender, birthDate: bornBefore, postalCode: POSTAL_CODES[0]! }] as const;
    default: return [a, { ...b, family: families[1]!, birthDate: bornBefore }] as const;
  }
});

const shiftYears = (date: string, years: number): string => `${+date.slice(0, 4) + years}${date.slice(4)}`;

/** How a desk writes a person down: every way that must not make them somebody else. */
export const writing = fc.record({
  name: fc.constantFrom('plain', 'capitals', 'no-accents', 'swapped', 'half-family', 'new-family'),
  date: fc.constantFrom('right', 'right', 'exchanged', 'digit'),
  given: fc.constantFrom('full', 'full', 'middle', 'initial'),
  saysGender: fc.boolean(),
});
export type Writing = typeof writing extends fc.Arbitrary<infer W> ? W : never;

/** Numbers on a registration; `stray` puts another person's health number or record number there by mistake. */
export interface NumbersWritten { readonly hospital: string; readonly hasHealthNumber: boolean; readonly stray?: { readonly person: TruePerson; readonly what: 'health-number' | 'record-number' | 'both' } }

export function describe(person: TruePerson, how: Writing, written: NumbersWritten): SubjectIdentity {
  const { hospital, stray } = written;
  const owner = stray && stray.what !== 'record-number' ? stray.person : person;
  const holder = stray && stray.what !== 'health-number' ? stray.person : person;
  return {
    names: [nameOf(person, how)], birthDate: dateOf(person, how), postalCode: person.postalCode,
    ...(how.saysGender && { gender: person.gender }),
    identifiers: [
      ...(written.hasHealthNumber || stray ? [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: owner.healthNumber, type: 'JHN' as const }] : []),
      { system: `urn:example:${hospital}:mrn`, value: holder.recordNumbers[hospital]!, type: 'MR' as const },
    ],
  };
}

function nameOf({ family, given }: TruePerson, how: Writing): { family: string; given: string[] } {
  const written = how.given === 'middle' ? [given, 'Alexandre'] : how.given === 'initial' ? [given[0]!] : [given];
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('-', ' ');
  switch (how.name) {
    case 'capitals': return { family: family.toUpperCase(), given: written.map((part) => part.toUpperCase()) };
    case 'no-accents': return { family: plain(family), given: written.map(plain) };
    case 'swapped': return { family: given, given: [family] };
    case 'half-family': return { family: `${family}-Desjardins`, given: written };
    case 'new-family': return { family: 'Desrosiers', given: written };
    default: return { family, given: written };
  }
}

function dateOf({ birthDate: date }: TruePerson, { date: how }: Writing): string {
  if (how === 'exchanged' && +date.slice(8) <= 12) return `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  return how === 'digit' ? `${date.slice(0, 9)}${(+date[9]! + 1) % 10}` : date;
}

/** Writings with one slip at most, which must still be recognised as the person. */
export function isForgivable(how: Writing): boolean {
  const slips = [how.date !== 'right', how.name === 'new-family', how.name === 'half-family', how.name === 'swapped', how.given === 'initial'].filter(Boolean).length;
  return slips <= 1;
}

export const hospital = fc.constantFrom(...HOSPITALS);

export function registration(person: TruePerson, subject: SubjectIdentity, sourceId: string): PatientRecord {
  return { ...subject, provenance: { sourceId, custodianId: sourceId, sourceRecordId: person.id, receivedAtMs: 0 } };
}
