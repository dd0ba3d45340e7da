import { Random } from './random.js';

/** Somebody who lives here; everybody is fictitious. */
export interface Resident {
  readonly number: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly postalCode: string;
  readonly addressLine: string;
  readonly phone: string;
  diedOnDay?: number;
}

export type Post = 'ward-nurse' | 'float-nurse' | 'emergency-nurse' | 'hospitalist' | 'resident' | 'specialist' | 'emergency-physician' | 'coder' | 'family-physician' | 'clinic-nurse' | 'clinic-clerk';

/** Somebody who works here, and lives here too. */
export interface Worker {
  readonly id: string;
  readonly person: Resident;
  readonly organizationId: string;
  readonly post: Post;
  readonly role: 'nurse' | 'physician' | 'clerk';
  /** Day of the year on which they begin: new people come in the middle of it. */
  readonly fromDay: number;
  ward: number;
  readonly patients: readonly Resident[];
}

export interface Town {
  readonly residents: readonly Resident[];
  readonly workers: readonly Worker[];
}

/** How often a surname is met falls with its rank, as in any town: nearly two in a hundred have the first. */
const SYLLABLES = ['Al', 'Ber', 'Cam', 'Dor', 'El', 'Fer', 'Gran', 'Hol', 'Ing', 'Jar', 'Kel', 'Lan', 'Mor', 'Nor', 'Ost', 'Pel', 'Quin', 'Ros', 'Sten', 'Tam', 'Ul', 'Var', 'Wes', 'Yor', 'Zel'];
const ENDINGS = ['ado', 'berg', 'court', 'dale', 'eau', 'field', 'gan', 'ham', 'ier', 'kins', 'ley', 'man', 'nor', 'ov', 'pelle', 'quist', 'ridge', 'son', 'ton', 'wood'];
const GIVEN = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gia', 'Hugo', 'Ida', 'Jon', 'Kim', 'Leo', 'Mia', 'Noel', 'Ola', 'Pia', 'Quentin', 'Rosa', 'Sam', 'Tess', 'Uma', 'Vic', 'Wren', 'Xavier', 'Yara', 'Zoe'];
const LETTERS = 'ABCEGHJKLMNPRSTVWXYZ';

export const HOSPITAL = 'riverside-general';
export const CLINIC = 'market-square-clinic';
const RESIDENTS = 9_000;
const WARDS = 3;

export function buildTown(seed: number): Town {
  const random = new Random(seed);
  const surname = (): string => {
    const rank = Math.floor(15 * (515 / 15) ** random.next()) - 15;
    return `${SYLLABLES[rank % SYLLABLES.length]!}${ENDINGS[Math.floor(rank / SYLLABLES.length) % ENDINGS.length]!}`;
  };
  const residents: Resident[] = [];
  const households: Resident[][] = [];
  let codes: string[] = [];
  while (residents.length < RESIDENTS) {
    // A third live in the country, where a village of hundreds has one code; in town a code is one side of a street.
    const isRural = random.chance(0.33);
    if (codes.length === 0 || random.chance(0.1)) codes = [`K${random.below(10)}${random.pick([...LETTERS])} ${random.below(10)}${random.pick([...LETTERS])}${random.below(10)}`];
    const postalCode = isRural ? `K0${random.pick(['A', 'B', 'C'])} 1${random.pick(['A', 'B'])}0` : codes[0]!;
    const [family, addressLine, phone] = [surname(), `${random.between(1, 900)} ${random.pick(SYLLABLES)}${random.pick(ENDINGS)} St`, `555${String(random.below(10_000_000)).padStart(7, '0')}`];
    const members = Array.from({ length: random.pick([1, 1, 2, 2, 3, 4, 5]) }, (_, index): Resident => ({
      number: String(1_000_000_000 + residents.length * 7 + index), family: index > 0 && random.chance(0.2) ? surname() : family, given: random.pick(GIVEN), postalCode, addressLine, phone,
      birthDate: `${index < 2 ? random.between(1935, 2000) : random.between(2005, 2024)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
    }));
    households.push(members);
    residents.push(...members);
  }
  return { residents, workers: hire(random, households, residents) };
}

function hire(random: Random, households: readonly (readonly Resident[])[], residents: readonly Resident[]): Worker[] {
  const adults = random.some(households.filter(([first]) => first!.birthDate < '1998' && first!.birthDate > '1960'), 200).flatMap((household) => {
    const [one, other] = household;
    // Some couples work in the same house.
    return other && other.birthDate < '1998' && random.chance(0.15) ? [one!, other] : [one!];
  });
  const workers: Worker[] = [];
  const employ = (count: number, organizationId: string, post: Post, role: Worker['role']): void => {
    for (let n = 0; n < count; n++) {
      workers.push({
        id: `${post}-${n}`, person: adults[workers.length]!, organizationId, post, role, fromDay: random.chance(0.1) ? random.between(20, 300) : 0, ward: n % WARDS,
        patients: post === 'family-physician' ? residents.filter((_, index) => index % 4 === n) : [],
      });
    }
  };
  employ(24, HOSPITAL, 'ward-nurse', 'nurse');
  employ(4, HOSPITAL, 'float-nurse', 'nurse');
  employ(8, HOSPITAL, 'emergency-nurse', 'nurse');
  employ(4, HOSPITAL, 'hospitalist', 'physician');
  employ(5, HOSPITAL, 'resident', 'physician');
  employ(5, HOSPITAL, 'specialist', 'physician');
  employ(4, HOSPITAL, 'emergency-physician', 'physician');
  employ(2, HOSPITAL, 'coder', 'clerk');
  employ(4, CLINIC, 'family-physician', 'physician');
  employ(4, CLINIC, 'clinic-nurse', 'nurse');
  employ(3, CLINIC, 'clinic-clerk', 'clerk');
  return workers;
}

export const NUMBER_OF_WARDS = WARDS;
