import { Random } from './random.js';
import { HOSPITAL, type Resident, type Town, type Worker } from './town.js';
import type { Visit } from './year.js';

export const SNOOP_KINDS = ['neighbour', 'family or former partner', 'co-worker', 'celebrity', 'own record', 'after a death', 'many by name', 'one patient at night'] as const;
export type SnoopKind = (typeof SNOOP_KINDS)[number];

export interface Story {
  readonly kind: SnoopKind;
  readonly name: string;
  readonly visits: readonly Visit[];
}

export interface Planted {
  readonly stories: readonly Story[];
  /** Whom the privacy office has on its list. */
  readonly celebrities: readonly Resident[];
}

const DAY = 1_440;
const EACH = 4;

/** Looks that nobody should have taken: what people tell of them, in the words of those who were caught. */
export function plantSnoops({ residents, workers }: Town, seed: number): Planted {
  const random = new Random(seed);
  const stories: Story[] = [];
  const celebrities = random.some(residents, 3);
  const settled = workers.filter(({ fromDay }) => fromDay === 0);
  /** A hospital knows most people of its town from before: then nobody asks why. */
  const excuse = ({ organizationId }: Worker): Pick<Visit, 'relationship' | 'kind' | 'reason'> =>
    (organizationId === HOSPITAL && random.chance(0.4) ? { relationship: 'found', kind: 'encounter' } : { relationship: 'stated', reason: random.pick(['treating-now', 'referral', 'quality', 'patient-asked']) });
  const look = (worker: Worker, patient: Resident, day: number, hour: number, further: Partial<Visit> = {}): Visit =>
    ({ worker, patient, minute: day * DAY + hour * 60 + random.below(60), search: random.chance(0.6) ? 'name' : 'number', ...excuse(worker), ...further });
  const day = (): number => random.between(60, 355);
  const alive = (patient: Resident, on: number): boolean => patient.diedOnDay === undefined || patient.diedOnDay > on;
  const tell = (kind: SnoopKind, visits: readonly Visit[]): void => {
    const name = `${kind} ${stories.length}`;
    if (visits.length > 0) stories.push({ kind, name, visits: visits.map((visit) => ({ ...visit, story: name })) });
  };
  const until = <T>(make: () => T | undefined): T => {
    for (;;) {
      const made = make();
      if (made !== undefined) return made;
    }
  };

  for (let n = 0; n < EACH; n++) {
    const on = day();
    const [neighbourly, neighbour] = until(() => {
      const worker = random.pick(settled);
      const near = residents.filter((one) => one.postalCode === worker.person.postalCode && !one.postalCode.startsWith('K0') && one.addressLine !== worker.person.addressLine && alive(one, on));
      return near.length > 0 ? [worker, random.pick(near)] as const : undefined;
    });
    tell('neighbour', [look(neighbourly, neighbour, on, random.between(8, 17))]);

    const [relative, kin] = until(() => {
      const worker = random.pick(settled);
      const kinsfolk = residents.filter((one) => one.family === worker.person.family && one.addressLine !== worker.person.addressLine && alive(one, on));
      // A former partner has moved out and kept the name.
      return kinsfolk.length > 0 ? [worker, random.pick(kinsfolk)] as const : undefined;
    });
    tell('family or former partner', [look(relative, kin, on, random.between(8, 20)), ...(random.chance(0.5) ? [look(relative, kin, on + 3, random.between(8, 20))] : [])]);

    const curious = random.pick(settled);
    const colleague = random.pick(workers.filter((one) => one.organizationId === curious.organizationId && one.id !== curious.id && one.person.addressLine !== curious.person.addressLine));
    tell('co-worker', [look(curious, colleague.person, on, random.between(8, 18))]);

    const star = random.pick(celebrities);
    tell('celebrity', random.some(settled, random.between(1, 3)).map((worker) => look(worker, star, on, random.between(8, 20))));

    const self = random.pick(settled);
    tell('own record', [look(self, self.person, on, random.between(8, 20))]);

    const gone = random.pick(residents.filter((one) => !celebrities.includes(one)));
    gone.diedOnDay ??= random.between(1, 40);
    tell('after a death', [look(random.pick(settled), gone, Math.min(360, gone.diedOnDay + random.between(20, 90)), random.between(9, 21))]);

    const browser = random.pick(settled);
    tell('many by name', random.some(residents, random.between(12, 40)).filter((one) => alive(one, on)).map((patient, index) => look(browser, patient, on, 18 + Math.floor(index / 12), { relationship: 'stated', reason: 'quality', search: 'name' })));

    // Somebody who works by day.
    const stalker = random.pick(settled.filter(({ post }) => ['specialist', 'family-physician', 'clinic-nurse', 'clinic-clerk', 'coder'].includes(post)));
    const followed = random.pick(residents.filter((one) => one.family !== stalker.person.family && one.postalCode !== stalker.person.postalCode && alive(one, 365)));
    const first = random.between(100, 300);
    tell('one patient at night', Array.from({ length: random.between(4, 9) }, (_, index) => look(stalker, followed, first + index * random.between(2, 6), random.pick([1, 2, 3, 23]))));
  }
  return { stories, celebrities };
}
