import { Random } from './random.js';
import { NUMBER_OF_WARDS, type Resident, type Town, type Worker } from './town.js';

/** One visit to a record, as the gateway would have written it. */
export interface Visit {
  readonly worker: Worker;
  readonly patient: Resident;
  /** Minutes since the year began, in Ontario's time of winter. */
  readonly minute: number;
  readonly relationship: 'found' | 'stated';
  readonly kind?: 'order' | 'encounter' | 'roster' | 'launch' | 'earlier-reason';
  readonly reason?: string;
  readonly search?: 'number' | 'name';
  readonly isPrinted?: boolean;
  readonly isOverride?: boolean;
  /** Looked for and not opened. */
  readonly isSearchOnly?: boolean;
  /** Planted, and in which story. */
  readonly story?: string;
}

interface Stay { readonly patient: Resident; readonly ward: number; readonly until: number }

export const DAYS = 365;
const DAY = 1_440;
const HOLIDAYS = new Set([0, 46, 92, 137, 181, 214, 248, 284, 358, 359]);
const BEDS = 9;
/** A registration that the hospital's own source shows too late, or an outside consultation: the person has to say why. */
const NOT_FOUND = 0.06;

/** Everything that people do in a year for a reason, day by day. */
export function* ordinaryYear(town: Town, seed: number): Generator<readonly Visit[]> {
  const random = new Random(seed);
  const stays: Stay[] = [];
  const earlier = new Map<string, number>();
  const by = (post: Worker['post'], day: number): Worker[] => town.workers.filter((worker) => worker.post === post && worker.fromDay <= day && (hash(worker.id, Math.floor(day / 7)) % 14) !== 0);

  for (let day = 0; day < DAYS; day++) {
    const visits: Visit[] = [];
    const isWorkday = day % 7 < 5 && !HOLIDAYS.has(day);
    const living = (): Resident => {
      for (;;) {
        const one = random.pick(town.residents);
        if (one.diedOnDay === undefined || one.diedOnDay > day) return one;
      }
    };
    const visit = (worker: Worker, patient: Resident, hour: number, found: NonNullable<Visit['kind']>, share = NOT_FOUND): void => {
      const minute = day * DAY + Math.floor(hour * 60) + random.below(50);
      const pair = `${worker.id} ${patient.number}`;
      const search = random.chance(0.3) ? 'name' as const : 'number' as const;
      const common = { worker, patient, minute, search, ...(random.chance(0.015) && { isPrinted: true }), ...(random.chance(0.0006) && { isOverride: true }) };
      if (random.chance(0.012)) visits.push({ ...common, relationship: 'found', isSearchOnly: true });
      if (!random.chance(share)) visits.push({ ...common, relationship: 'found', kind: found });
      else if ((earlier.get(pair) ?? -9) >= day - 1) visits.push({ ...common, relationship: 'found', kind: 'earlier-reason', reason: 'treating-now' });
      else visits.push({ ...common, relationship: 'stated', reason: random.pick(['treating-now', 'treating-now', 'referral', 'emergency', 'quality']) });
      earlier.set(pair, day);
    };

    // Residents move to another ward every eight weeks.
    if (day % 56 === 0) for (const resident of by('resident', day)) resident.ward = (resident.ward + 1) % NUMBER_OF_WARDS;
    for (let ward = 0; ward < NUMBER_OF_WARDS; ward++) {
      while (stays.filter((stay) => stay.ward === ward && stay.until > day).length < BEDS) {
        const patient = living();
        const until = day + random.between(1, 9);
        if (random.chance(0.03)) patient.diedOnDay = until;
        stays.push({ patient, ward, until });
      }
      const here = stays.filter((stay) => stay.ward === ward && stay.until > day).map(({ patient }) => patient);
      const team = by('ward-nurse', day).filter((nurse) => nurse.ward === ward);
      // Five days on, two off, days and nights in turn.
      const onDuty = team.filter((nurse) => (hash(nurse.id, 1) + day) % 7 < 5);
      const isNight = (nurse: Worker): boolean => Math.floor((day + hash(nurse.id, 2)) / 14) % 3 === 0;
      const shift = [...onDuty, ...by('float-nurse', day).filter((nurse) => (hash(nurse.id, 3) + day) % NUMBER_OF_WARDS === ward)];
      for (const nurse of shift) for (const patient of random.some(here, random.between(3, 5))) visit(nurse, patient, isNight(nurse) ? random.pick([20, 21, 22, 23.9, 2, 4, 6]) : random.pick([7, 8, 9, 11, 13, 15, 17, 18]), 'encounter');
      const doctors = [...by('hospitalist', day).filter((doctor) => doctor.ward === ward && isWorkday), ...by('resident', day).filter((resident) => resident.ward === ward && (hash(resident.id, day) % 5) > 0)];
      for (const doctor of doctors) for (const patient of random.some(here, random.between(5, 9))) visit(doctor, patient, random.pick([7, 8, 9, 10, 11, 14, 15, 16]), random.chance(0.3) ? 'order' : 'encounter');
    }
    // Called at night: sometimes one patient only.
    const [onCall] = random.some([...by('resident', day), ...by('hospitalist', day)], 1);
    const inHouse = stays.filter((stay) => stay.until > day);
    if (onCall) for (const { patient } of random.some(inHouse, random.between(1, 4))) visit(onCall, patient, random.pick([20, 22, 1, 3, 5]), 'encounter');
    for (const { patient, until } of stays) if (until === day) for (const coder of random.some(by('coder', day), isWorkday ? 1 : 0)) visit(coder, patient, random.between(8, 15), 'encounter', 0.01);
    for (let n = random.between(5, 10); n > 0; n--) {
      const [patient, hour] = [living(), random.pick([0, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])];
      const crew = (post: Worker['post']): Worker[] => by(post, day).filter((worker) => (hash(worker.id, day) % 3) === (hour < 8 ? 0 : hour < 16 ? 1 : 2));
      for (const worker of [...random.some(crew('emergency-nurse'), 1), ...random.some(crew('emergency-physician'), 1)]) visit(worker, patient, hour, 'encounter', 0.12);
    }
    if (isWorkday) {
      for (const specialist of by('specialist', day)) for (let n = random.between(3, 5); n > 0; n--) visit(specialist, living(), random.between(9, 15), random.chance(0.75) ? 'order' : 'encounter', 0.1);
      for (const physician of by('family-physician', day)) {
        const today = random.some(physician.patients.filter(({ diedOnDay }) => diedOnDay === undefined || diedOnDay > day), random.between(6, 9));
        for (const [index, patient] of today.entries()) {
          visit(physician, patient, 9 + index * 0.6, random.chance(0.6) ? 'launch' : 'roster', 0.02);
          if (random.chance(0.4)) for (const nurse of random.some(by('clinic-nurse', day), 1)) visit(nurse, patient, 9 + index * 0.6, 'roster', 0.01);
          if (random.chance(0.3)) for (const clerk of random.some(by('clinic-clerk', day), 1)) visit(clerk, patient, 8.5, 'roster', 0.01);
        }
        // Results in the evening, at home.
        if (day % 7 === 2) for (const patient of random.some(physician.patients, 3)) visit(physician, patient, 20, 'order', 0.02);
      }
    }
    for (let index = stays.length - 1; index >= 0; index--) if (stays[index]!.until < day - 2) stays.splice(index, 1);
    yield visits;
  }
}

/** Who is on duty when is nobody's choice of the day: a number from a name. */
export function hash(text: string, salt: number): number {
  let value = 2_166_136_261 ^ salt;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return value >>> 3;
}

