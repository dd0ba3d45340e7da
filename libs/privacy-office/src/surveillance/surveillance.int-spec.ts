import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditStore, PostgresLogFollower, type PostgresDatabase } from '@longview/persistence';
import { measurePeers } from './accesses/gather-facts.js';
import { settleFlags } from './flag-cases.js';
import { drawSamples } from './sampling.js';
import { asks, AUDITOR, DAY_MS, employPeople, HOUR_MS, MONDAY_MS, OFFICE, ORDERED, patient, smallHospital, STATED, type SmallHospital } from './small-hospital.fixture.js';
import { catchUp } from './surveillance-work.js';
import { createSurveillance, type Surveillance } from './surveillance.js';
import { workOnRun } from './runs.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const QUEUE = { sort: 'newest', offset: 0, limit: 50 } as const;
let owner: PostgresDatabase;
let database: PostgresDatabase;
let connections: LogConnections;
let hospital: SmallHospital;
let service: Surveillance;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  owner = openPostgresDatabase(ownerUrl);
  database = openPostgresDatabase(runtimeUrl);
  connections = new LogConnections(runtimeUrl, { poolSize: 4 });
});
beforeEach(async () => {
  hospital = await smallHospital(database, { store: new PostgresAuditStore(runtimeUrl), follower: () => new PostgresLogFollower(connections, 'surveillance', 'first') });
  await employPeople(owner, hospital);
  service = createSurveillance(hospital.deps);
});
afterEach(() => hospital.close());
afterAll(async () => {
  await connections.close();
  await database.close();
  await owner.close();
});

/** What is in the log by now is looked at, as it is a moment later. */
const look = (): ReturnType<typeof catchUp> => {
  hospital.deps.clock.advance(10_000);
  return catchUp(hospital.deps);
};
const queue = async (by = AUDITOR, question: Partial<Parameters<Surveillance['flags']>[1]> = {}) => {
  const page = await service.flags(by, { ...QUEUE, ...question });
  if ('kind' in page) throw new Error(`refused: ${JSON.stringify(page)}`);
  return page;
};
const NEIGHBOUR = () => patient('Gagnon', 'Marie', { addressLine: '43 Balsam Cres.', postalCode: 'L8P 2Z4' });
const kindsOf = async (): Promise<readonly string[]> => (await queue()).flags.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));

describe('an access without a reason that holds', () => {
  it('to a neighbour is flagged with its evidence, once, however many workers look', async () => {
    const neighbour = NEIGHBOUR();
    await hospital.append({ userId: 'nurse', action: 'patient-search', requestId: 'r', patient: hospital.deps.patients.pseudonymize({ identifiers: neighbour.identifiers, names: [] }), details: { by: 'identifier', candidateCount: 1 } });
    await catchUp(hospital.deps);
    await hospital.open('nurse', neighbour);
    hospital.deps.clock.advance(10_000);
    const done = await Promise.all([catchUp(hospital.deps), catchUp(hospital.worker()), catchUp(hospital.worker())]);
    expect(done.reduce((sum, { raised }) => sum + raised, 0)).toBe(1);
    const { flags, total } = await queue();
    expect(total).toBe(1);
    expect(flags[0]).toMatchObject({
      state: 'new', user: { userId: 'nurse', organizationName: { en: 'Fictitious hospital' } }, patient: { name: 'Marie Gagnon', birthDate: '1970-01-01' }, sourceIds: ['lakehead'], side: 'collections', mayDecide: true, repeats: 0,
      reasons: [{ kind: 'same-address', facts: { match: 'postal-code' }, count: 1 }, { kind: 'no-relationship', facts: { relationship: 'stated', statedReason: 'treating-now' } }], explanations: [{ kind: 'stated-reason', facts: { reason: 'treating-now' } }],
    });
  });

  it('is not lost and not flagged twice when a worker dies in the middle', async () => {
    await hospital.open('nurse', NEIGHBOUR());
    hospital.deps.clock.advance(10_000);
    const dying = { ...hospital.worker(), database: { ...database, transaction: async <T>(work: Parameters<typeof database.transaction<T>>[0]) => database.transaction(async (connection) => { await work(connection); throw new Error('died before the commit'); }) } };
    await expect(catchUp(dying)).rejects.toThrow('died');
    expect((await database.query('select from surveillance_access')).rowCount).toBe(0);
    await look();
    expect((await queue()).total).toBe(1);
    expect((await database.query<{ accesses: number }>(`select accesses from surveillance_day where user_id = 'nurse'`)).rows).toEqual([{ accesses: 1 }]);
    await owner.query('update surveillance_access set evaluate_at = $1', [new Date(MONDAY_MS)]);
    await look();
    expect(await queue()).toMatchObject({ total: 1, flags: [{ repeats: 0, reasons: [{ count: 1 }, { count: 1 }] }] });
  });

  it('again within a month is a count at the first flag, and after a decision only another reason makes a new one', async () => {
    const [neighbour] = [NEIGHBOUR()];
    for (const day of [0, 3, 9]) {
      hospital.deps.clock.setNow(MONDAY_MS + day * DAY_MS);
      await hospital.open('nurse', neighbour, { session: `day-${day}` });
      await look();
    }
    const { flags: [flag], total } = await queue();
    expect([total, flag!.repeats, flag!.reasons.map(({ count }) => count)]).toEqual([1, 2, [3, 3]]);
    await service.decide(AUDITOR, flag!, { decision: 'explained', note: 'cares for her' });
    hospital.deps.clock.advance(DAY_MS);
    await hospital.open('nurse', neighbour, { session: 'day-10' });
    await look();
    expect(await queue(AUDITOR, { states: ['new'] })).toMatchObject({ total: 0 });
    hospital.deps.clock.advance(DAY_MS);
    await hospital.open('nurse', neighbour, { session: 'day-11', entry: { purposeOfUse: 'BTG' } });
    await look();
    expect((await queue(AUDITOR, { states: ['new'] })).flags).toMatchObject([{ reasons: expect.arrayContaining([expect.objectContaining({ kind: 'override' })]) }]);
  });

  it('is explained by an order, and that it was outweighed is counted', async () => {
    await hospital.open('nurse', NEIGHBOUR(), { basis: ORDERED });
    await look();
    expect((await queue()).total).toBe(0);
    const rules = await service.rules(AUDITOR);
    expect('rules' in rules && rules.rules.find(({ kind }) => kind === 'same-address')).toMatchObject({ raised: 0, suppressed: 1 });
    expect((await database.query(`select is_explained, outweighed -> 0 ->> 'kind' as kind from surveillance_access`)).rows).toEqual([{ is_explained: true, kind: 'same-address' }]);
  });

  it.each([
    ['a relative by name', () => patient('Tremblay-Roy', 'Luc'), {}, 'same-surname'],
    ['a co-worker', () => patient('Singh', 'Arjun', { birthDate: '1990-02-03' }), {}, 'co-worker'],
    ['oneself, by number', () => ({ ...patient('Nguyen', 'X'), identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }] }), {}, 'own-record'],
    ['oneself, by name and birth date', () => patient('Tremblay', 'Anne', { birthDate: '1985-05-05' }), {}, 'own-record'],
    ['somebody who died', () => patient('Wood', 'Ann', { deceased: true }), {}, 'deceased'],
    ['somebody by an override', () => patient('Wood', 'Ann'), { entry: { purposeOfUse: 'BTG' as const } }, 'override'],
    ['a share that was opened elsewhere', () => patient('Wood', 'Ann'), { basis: { ...ORDERED, shareOpenedFrom: 'elsewhere' } }, 'share-opened-elsewhere'],
    ['many pages printed', () => patient('Wood', 'Ann'), { entry: { action: 'printed' as const } }, 'print-or-export'],
  ])('to %s is flagged so', async (_, whom, how, kind) => {
    const subject = whom();
    for (let times = kind === 'print-or-export' ? 5 : 1; times > 0; times--) await hospital.open('nurse', subject, how);
    await look();
    expect(await kindsOf()).toContain(kind);
  });

  it('to a patient whose directive names the person is flagged', async () => {
    const subject = patient('Wood', 'Ann');
    await owner.query(
      `insert into consent_directive (id, patient_keys, patient_sealed, scope, person_id, starts_at, requested_by, organization_id, entered_by, entered_by_name, entered_at) values ('d', $1, '', 'person', 'nurse', $2, 'patient', 'hospital', 'x', 'x', $2)`,
      [[hospital.deps.patients.pseudonymize(subject).key], new Date(MONDAY_MS - DAY_MS)]);
    await hospital.append({ userId: 'nurse', action: 'access-refused', outcome: 'refused', rule: 'consent-blocked', patient: hospital.deps.patients.pseudonymize(subject) });
    await look();
    expect((await queue()).flags).toMatchObject([{ reasons: [{ kind: 'after-named-block', facts: { refusals: 1 } }] }]);
  });
});

describe('a search', () => {
  const search = (userId: string, whom: ReturnType<typeof patient>, candidateCount: number, session = 's') =>
    hospital.append({ userId, action: 'patient-search', sessionId: session, requestId: `${Math.random()}`, patient: hospital.deps.patients.pseudonymize({ identifiers: whom.identifiers, names: [] }), details: { by: 'identifier', candidateCount } });

  it('for the same patient again and again without opening is flagged when there was time to open', async () => {
    const subject = patient('Wood', 'Ann');
    for (const session of ['a', 'b', 'c']) await search('nurse', subject, 1, session);
    await look();
    expect((await queue()).total).toBe(0);
    hospital.deps.clock.advance(HOUR_MS);
    await look();
    expect((await queue()).flags).toMatchObject([{ reasons: [{ kind: 'search-without-opening', facts: { searches: 3 } }], repeats: 2 }]);
  });

  it('that fails many times a day is one flag of the person', async () => {
    for (let n = 0; n < 16; n++) await search('nurse', patient('X', 'Y'), 0);
    await look();
    expect((await queue()).flags).toMatchObject([{ reasons: [{ kind: 'repeated-wrong-searches', facts: { searches: 16 } }] }]);
  });

  it('by name that leads to many strangers is one flag of the person', async () => {
    for (let n = 0; n < 9; n++) {
      const stranger = patient('Wood', `Ann ${n}`);
      await hospital.append({ userId: 'nurse', action: 'patient-search', requestId: `r${n}`, patient: hospital.deps.patients.pseudonymize(stranger), details: { by: 'demographics', isCandidateShown: true } });
      await hospital.open('nurse', stranger);
    }
    await look();
    const { flags, total } = await queue();
    expect(total).toBe(1);
    expect(flags[0]).toMatchObject({ reasons: expect.arrayContaining([expect.objectContaining({ kind: 'many-by-name', facts: { patients: 9 } })]), repeats: 8 });
  });
});

describe('what is usual', () => {
  it('makes an hour of the night unusual, unless the person is at work then', async () => {
    const weekdays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
    for (const day of weekdays) {
      for (let n = 0; n < 7; n++) {
        hospital.deps.clock.setNow(MONDAY_MS + day * DAY_MS + n * HOUR_MS / 2);
        await hospital.open('nurse', patient('Wood', 'Ann'), { session: `work-${day}`, basis: ORDERED });
      }
    }
    const night = MONDAY_MS + 14 * DAY_MS - 8 * HOUR_MS;
    hospital.deps.clock.setNow(night);
    await hospital.open('nurse', patient('Stone', 'Eve'), { session: 'night' });
    await look();
    expect((await queue()).flags).toMatchObject([{ patient: { name: 'Eve Stone' }, reasons: [{ kind: 'unusual-hour', facts: { hour: 2 } }, { kind: 'no-relationship' }] }]);
    hospital.deps.clock.setNow(night + DAY_MS);
    await hospital.open('nurse', patient('Wood', 'Ann'), { session: 'on-call', basis: ORDERED });
    await hospital.open('nurse', patient('Hill', 'Ian'), { session: 'on-call' });
    await look();
    expect((await queue()).total).toBe(1);

    const activity = await service.userActivity(AUDITOR, { userId: 'nurse', year: 2026 });
    if ('kind' in activity) throw new Error('refused');
    expect(activity).toMatchObject({ accesses: 73, explained: 71, timeZone: 'America/Toronto' });
    expect(activity.heatmap.find(({ weekday, hour }) => weekday === 1 && hour === 10)).toMatchObject({ isUnusual: false });
    expect(activity.days.find(({ day }) => day === '2026-11-23')).toMatchObject({ accesses: 7, patients: 7, flags: 0 });
    expect(activity.peers.find(({ measure }) => measure === 'patients-per-day')!.points).toMatchObject([{ userId: 'nurse', isSubject: true }]);
  });

  it('makes a day of very many patients stand out against peers', async () => {
    const day = new Date(MONDAY_MS - 5 * DAY_MS);
    await owner.query(`insert into surveillance_day (user_id, organization_id, day, role, accesses, patients) select 'peer-' || n, 'hospital', $1::date, 'nurse', 8, 8 from generate_series(1, 5) n`, [day]);
    await measurePeers(database, MONDAY_MS);
    for (let n = 0; n < 26; n++) await hospital.open('nurse', patient('Wood', 'Ann'));
    await look();
    expect((await queue()).flags).toMatchObject([{ reasons: expect.arrayContaining([expect.objectContaining({ kind: 'volume-against-peers', facts: { patients: 26, usual: 8, peers: 5 } })]) }]);
  });
});

describe('a reviewer', () => {
  it('asks, with a case, and is told when somebody else was faster', async () => {
    await hospital.open('nurse', NEIGHBOUR());
    await look();
    const { flags: [flag] } = await queue();
    expect(await service.decide(AUDITOR, flag!, { decision: 'ask' })).toMatchObject({ kind: 'refused', field: 'question' });
    expect(await service.decide(AUDITOR, flag!, { decision: 'ask', question: 'Why?' })).toMatchObject({ state: 'asked', caseId: 'case-1', version: 2 });
    expect(hospital.cases).toMatchObject([{ flagId: flag!.id, userId: 'nurse', organizationId: 'hospital', state: 'asked', question: 'Why?', accessEventIds: [expect.any(String), expect.any(String)] }]);
    expect(await service.decide(asks('second', ['privacy-contact']), flag!, { decision: 'explained' })).toMatchObject({ kind: 'conflict', flag: { state: 'asked' } });
    expect(await service.decide(AUDITOR, { id: flag!.id, version: 2 }, { decision: 'undo' })).toMatchObject({ kind: 'refused', problem: 'not-from-here' });
    await settleFlags(database, 'case-1', 'confirmed');
    const rules = await service.rules(AUDITOR);
    expect('rules' in rules && rules.rules.filter(({ raised }) => raised > 0)).toMatchObject([{ kind: 'same-address', raised: 1, confirmed: 1 }, { kind: 'no-relationship', raised: 1, confirmed: 1 }]);
    expect(await service.previewRetiring(AUDITOR, 'same-address', 90)).toMatchObject({ flags: 1, confirmed: 1, examples: [{ id: flag!.id }] });
    expect(await service.flag(AUDITOR, flag!.id)).toMatchObject({ notes: [{ by: 'Fictitious auditor', decision: 'ask' }], accesses: [{ itemCount: 4, actions: expect.arrayContaining([{ action: 'patient-opened', count: 1 }]) }] });
  });

  it('neither sees nor decides what is about their own access, and that they tried is written down', async () => {
    await hospital.open('auditor', patient('Roy', 'Luc'));
    await look();
    expect(await queue()).toMatchObject({ total: 0, flags: [], ownHeldBack: 1 });
    const { flags: [flag] } = await queue(OFFICE);
    expect(await service.flag(AUDITOR, flag!.id)).toMatchObject({ kind: 'refused', rule: 'unknown-flag' });
    expect(await service.decide(AUDITOR, flag!, { decision: 'explained' })).toMatchObject({ kind: 'refused', rule: 'own-access' });
    expect(await service.userActivity(AUDITOR, { userId: 'auditor', year: 2026 })).toMatchObject({ rule: 'own-access' });
    expect(await service.decide(OFFICE, flag!, { decision: 'explained' })).toMatchObject({ state: 'explained' });
    expect((await database.query(`select from audit_event where action = (select code from audit_term where value = 'flag-decided')`)).rowCount).toBe(2);
  });

  it('sees their own organization\'s side only: their people, and looks at their records', async () => {
    await hospital.open('nurse', NEIGHBOUR());
    await look();
    expect((await queue(asks('there', ['privacy-auditor'], 'lakehead'))).flags).toMatchObject([{ side: 'disclosures', mayDecide: false }]);
    expect(await queue(asks('elsewhere', ['privacy-auditor'], 'program-office'))).toMatchObject({ total: 0 });
    expect(await service.flags(asks('nurse', ['nurse']), QUEUE)).toMatchObject({ kind: 'refused', rule: 'role-does-not-permit' });
    const { flags: [flag] } = await queue();
    expect(await service.patientLooks(AUDITOR, flag!.patient.key, { offset: 0, limit: 10 })).toMatchObject({ total: 1, patient: { name: 'Marie Gagnon' }, looks: [{ user: { userId: 'nurse' }, flagId: flag!.id }] });
    expect(await service.patientLooks(asks('elsewhere', ['privacy-auditor'], 'program-office'), flag!.patient.key, { offset: 0, limit: 10 })).toMatchObject({ kind: 'refused', rule: 'unknown-patient' });
  });

  it('sees of others\' people only what concerns their own records: no other source, count, action, event, access or patient', async () => {
    const [shared, others] = [patient('Wood', 'Ann'), patient('Wood', 'Eve')];
    const line = (custodianId: string, itemCount: number) => ({ custodianId, sourceId: `${custodianId}-records`, itemCount, use: 'collection' as const });
    const show = (whom: typeof shared, action: 'records-shown' | 'report-opened' | 'printed', ...custodians: ReturnType<typeof line>[]) => hospital.append({ userId: 'nurse', action, patient: hospital.deps.patients.pseudonymize(whom), custodians });
    const search = (whom: typeof shared, n: number) => hospital.append({ userId: 'nurse', action: 'patient-search', requestId: `r${n}`, patient: hospital.deps.patients.pseudonymize(whom), details: { by: 'demographics', isCandidateShown: true } });
    // One flag of the person with many patients: the first has nothing at Lakehead.
    for (const [n, whom] of [others, ...Array.from({ length: 8 }, (_, i) => patient('Wood', `Ann ${i}`)), shared].entries()) {
      hospital.deps.clock.advance(1_000);
      await search(whom, n);
      await hospital.append({ userId: 'nurse', action: 'patient-opened', patient: hospital.deps.patients.pseudonymize(whom), details: STATED, custodians: [] });
      await show(whom, 'report-opened', line('program-office', 3));
    }
    await show(shared, 'records-shown', line('lakehead', 4), line('program-office', 5));
    await show(shared, 'printed', line('program-office', 6));
    await look();
    const lakehead = asks('there', ['privacy-auditor'], 'lakehead');
    expect(await queue()).toMatchObject({ total: 1, flags: [{ patient: { name: 'Eve Wood' }, repeats: 9 }] });
    const seen = await queue(lakehead);
    const flag = seen.flags.find(({ patient: { name } }) => name === 'Ann Wood')!;
    expect(seen.flags.map((one) => [one.patient.name, one.sourceIds, one.repeats])).toEqual([['Ann Wood', ['lakehead-records'], 0]]);
    const details = await service.flag(lakehead, flag.id);
    if ('kind' in details) throw new Error('refused');
    expect(details.accesses.map(({ sourceIds, itemCount, actions }) => [sourceIds, itemCount, Object.fromEntries(actions.map(({ action, count }) => [action, count]))])).toEqual([[['lakehead-records'], 4, { 'patient-opened': 1, 'records-shown': 1, printed: 1 }]]);
    expect(details.eventIds).toHaveLength(3);
    for (const question of [{ sourceId: 'program-office-records' }, { patientKey: hospital.deps.patients.pseudonymize(others).key }]) expect(await queue(lakehead, question)).toMatchObject({ total: 0 });
    for (const question of [{ sourceId: 'lakehead-records' }, { patientKey: hospital.deps.patients.pseudonymize(shared).key }]) expect(await queue(lakehead, question)).toMatchObject({ total: 1 });
    const looks = await service.patientLooks(lakehead, hospital.deps.patients.pseudonymize(shared).key, { offset: 0, limit: 10 });
    expect('looks' in looks && looks.looks.map(({ actions }) => actions.map(({ action }) => action).sort())).toEqual([['patient-opened', 'printed', 'records-shown']]);
    for (const by of [AUDITOR, OFFICE]) {
      const whole = (await queue(by)).flags.map(({ id }) => service.flag(by, id));
      expect((await Promise.all(whole)).flatMap((one) => ('kind' in one ? [] : one.accesses)).find(({ sourceIds }) => sourceIds.length === 2)).toMatchObject({ itemCount: 18, actions: expect.arrayContaining([{ action: 'report-opened', count: 1 }]) });
    }
  });

  it('keeps views of the queue and filters by all that it names', async () => {
    await hospital.open('nurse', NEIGHBOUR());
    await look();
    const { flags: [flag] } = await queue();
    for (const question of [{ userId: 'nurse' }, { patientKey: flag!.patient.key }, { organizationId: 'hospital' }, { side: 'collections' }, { sourceId: 'lakehead' }, { reasons: ['same-address'] }, { states: ['new'] }, { fromMs: MONDAY_MS, untilMs: MONDAY_MS + DAY_MS }] as const) {
      expect(await queue(AUDITOR, question)).toMatchObject({ total: 1, flags: [{ id: flag!.id }] });
    }
    for (const question of [{ userId: 'doctor' }, { patientKey: 'x' }, { organizationId: 'lakehead' }, { side: 'disclosures' }, { sourceId: 'x' }, { reasons: ['deceased'] }, { states: ['asked'] }, { fromMs: MONDAY_MS + DAY_MS }] as const) {
      expect(await queue(AUDITOR, question)).toMatchObject({ total: 0, flags: [] });
    }
    await service.saveView(AUDITOR, { name: 'Mine', question: '{}' });
    expect(await service.saveView(AUDITOR, { name: 'Mine', question: '{"a":1}' })).toMatchObject([{ name: 'Mine', question: '{"a":1}' }]);
    expect(await service.views(OFFICE)).toEqual([]);
  });

  it('has accesses drawn by lot once a week, and decides them apart', async () => {
    for (let n = 0; n < 15; n++) await hospital.open('nurse', patient('Wood', 'Ann'), { basis: ORDERED });
    await look();
    hospital.deps.clock.advance(7 * DAY_MS);
    for (const drawn of [10, 0]) expect(await drawSamples(database, hospital.deps.clock.nowMs(), () => hospital.deps.ids.newId())).toBe(drawn);
    const samples = await service.samples(AUDITOR, { offset: 0, limit: 50 });
    if ('kind' in samples) throw new Error('refused');
    expect(samples).toMatchObject({ total: 10, perWeek: 10, coverage: [{ week: '2026-11-23', drawn: 10, reviewed: 0, accesses: 15 }] });
    const [first, second] = samples.accesses;
    expect(await service.decideSample(AUDITOR, first!, { decision: 'explained' })).toMatchObject({ state: 'explained', version: 2 });
    expect(await service.decideSample(AUDITOR, first!, { decision: 'explained' })).toMatchObject({ code: 'conflict' });
    expect(await service.decideSample(AUDITOR, second!, { decision: 'case', note: 'odd' })).toMatchObject({ state: 'in-case', flagId: expect.any(String) });
    expect(await service.samples(AUDITOR, { offset: 0, limit: 50 })).toMatchObject({ total: 8, coverage: [{ reviewed: 2 }] });
    expect(hospital.cases).toMatchObject([{ state: 'in-review', note: 'odd' }]);
  });

  it('watches a patient, and every access to them is looked at from then on', async () => {
    const subject = patient('Star', 'Zoe', { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9000000019' }] });
    expect(await service.watch(AUDITOR, { healthNumber: '9000 000 016', reason: 'public-figure' })).toMatchObject({ kind: 'refused', problem: 'check-digit' });
    expect(await service.watch(AUDITOR, { healthNumber: '9000 000 019', reason: 'public-figure' })).toMatchObject([{ reason: 'public-figure', version: 1 }]);
    const waiting = await service.watchList(AUDITOR);
    expect(waiting).toMatchObject([{ patient: { key: expect.any(String) }, numberEnding: '019' }]);
    expect(JSON.stringify(waiting)).not.toContain('9000000019');
    await hospital.open('doctor', subject, { basis: { relationship: 'found', relationshipKind: 'encounter' } });
    await look();
    expect((await queue()).flags).toMatchObject([{ reasons: [{ kind: 'watch-list', facts: { reason: 'public-figure' } }] }]);
    const [opened] = (await service.watchList(AUDITOR)) as readonly { readonly numberEnding?: string; readonly patient: { readonly name?: string } }[];
    expect([opened?.patient.name, opened?.numberEnding]).toEqual([expect.stringContaining('Star'), undefined]);
    expect(await service.watchList(OFFICE)).toEqual([]);
  });
});

describe('a rule', () => {
  it('is changed by the program office as a new version with who and why, and runs over history, with an end and a way to stop', async () => {
    await hospital.open('nurse', patient('Wood', 'Ann'));
    await look();
    expect((await queue()).total).toBe(0);
    const change = { kind: 'no-relationship', seenVersion: 1, isActive: true, weight: 60, thresholds: { missingAdds: 25 }, explainedBy: {}, why: 'a month of asking' } as const;
    expect(await service.changeRule(AUDITOR, change)).toMatchObject({ kind: 'refused', rule: 'another-organization' });
    expect(await service.changeRule(OFFICE, { ...change, thresholds: { other: 1 } })).toMatchObject({ kind: 'refused', field: 'thresholds' });
    const rules = await service.changeRule(OFFICE, change);
    expect('rules' in rules && rules.rules.find(({ kind }) => kind === 'no-relationship')).toMatchObject({ version: 2, weight: 60, history: [{ version: 2, changedBy: 'Fictitious office', why: 'a month of asking' }] });
    expect(await service.changeRule(OFFICE, change)).toMatchObject({ code: 'conflict' });

    const run = await service.startRun(OFFICE, { fromMs: MONDAY_MS - DAY_MS, untilMs: MONDAY_MS + DAY_MS });
    if ('kind' in run) throw new Error('refused');
    expect(run).toMatchObject({ state: 'waiting', total: 1 });
    expect(hospital.jobsSent).toEqual([{ queue: 'surveillance-run', data: { runId: run.id } }]);
    await workOnRun(hospital.deps, run.id, new AbortController().signal);
    await workOnRun(hospital.deps, run.id, new AbortController().signal);
    expect(await service.runs(OFFICE)).toMatchObject([{ state: 'done', looked: 1, raised: 1 }]);
    expect((await queue()).flags).toMatchObject([{ reasons: [{ kind: 'no-relationship', ruleVersion: 2 }] }]);
    hospital.deps.clock.advance(HOUR_MS);
    const second = await service.startRun(OFFICE, { fromMs: MONDAY_MS - DAY_MS, untilMs: MONDAY_MS + DAY_MS });
    await service.cancelRun(OFFICE, 'id' in second ? second.id : '');
    await workOnRun(hospital.deps, 'id' in second ? second.id : '', new AbortController().signal);
    expect((await service.runs(OFFICE) as readonly object[])[0]).toMatchObject({ state: 'cancelled', looked: 0 });
  });

  it('that is retired raises nothing more', async () => {
    const { thresholds, explainedBy, weight } = hospital.deps.firstRules.rules.find(({ kind }) => kind === 'same-address')!;
    await service.changeRule(OFFICE, { kind: 'same-address', seenVersion: 1, isActive: false, weight, thresholds, explainedBy, why: 'too many neighbours' });
    await hospital.open('nurse', NEIGHBOUR(), { basis: STATED });
    await look();
    expect((await queue()).total).toBe(0);
  });
});
