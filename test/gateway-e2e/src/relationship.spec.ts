import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PostgresAuditReader } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { find, readTimeline, storyOf } from './chart-reader.js';

interface Relationship { readonly state: string; readonly kind: string | null; readonly reason: string | null }
interface Answer { readonly __typename: string; readonly code?: string; readonly relationship: Relationship; readonly isComplete: boolean; readonly reasons: readonly { readonly code: string; readonly label: { readonly en: string; readonly fr: string } }[] }
interface Opened { readonly patientKey: string; readonly relationship: Relationship }

describe('why somebody is with a patient', () => {
  let stack: RunningStack;
  let log: PostgresAuditReader;
  let hospital: GatewayClient;

  beforeAll(async () => {
    stack = await startStack();
    await stack.fault(undefined);
    log = new PostgresAuditReader(stack.database.runtimeUrl);
    hospital = await stack.signIn('dr.osei');
    await hospital.run('ChooseOrganization', { organizationId: 'st-brigid' });
  });
  afterAll(async () => {
    await log?.close();
    await stack?.stop();
  });

  const openOf = async (client: GatewayClient, storyId: string): Promise<Opened> => {
    const found = await find(client, { healthNumber: (await storyOf(stack, storyId)).healthNumber });
    return (await client.run<{ openPatient: Opened }>('OpenPatient', { candidateKey: found.candidates[0]!.candidateKey })).openPatient;
  };
  const look = async (patientKey: string): Promise<Answer> => (await hospital.run<{ findRelationship: Answer }>('FindRelationship', { patientKey })).findRelationship;
  const state = async (patientKey: string, reason: string): Promise<Answer> => (await hospital.run<{ stateReason: Answer }>('StateReason', { patientKey, reason })).stateReason;
  const eventsOf = (userId: string) => log.find({ about: { userId }, fromMs: 0, untilMs: Date.now() + 1_000, limit: 1_000 });

  it('is known for the patients of one’s own roster, and stands in every event about them', async () => {
    const doctor = await stack.signIn('dr.leclair');
    const { patientKey, relationship } = await openOf(doctor, 'broken-arm');
    expect(relationship).toMatchObject({ state: 'FOUND', kind: 'ROSTER', reason: null });
    expect((await readTimeline(doctor, { patientKey })).items.length).toBeGreaterThan(5);
    const shown = (await eventsOf('dr-leclair')).filter(({ action }) => action === 'patient-opened' || action === 'records-shown');
    expect(shown.length).toBeGreaterThan(1);
    for (const { details } of shown) expect(details).toMatchObject({ relationship: 'found', relationshipKind: 'roster' });
  });

  it('is found in the records of one’s own hospital, which says nothing of them', async () => {
    const { patientKey, relationship } = await openOf(hospital, 'broken-arm');
    expect(relationship.state).toBe('MISSING');
    expect(await look(patientKey)).toMatchObject({ __typename: 'RelationshipAnswer', relationship: { state: 'FOUND', kind: 'ENCOUNTER', reason: null }, reasons: [] });
    expect((await readTimeline(hospital, { patientKey })).items.length).toBeGreaterThan(5);
    const sought = (await eventsOf('dr-osei')).find(({ action }) => action === 'relationship-sought')!;
    expect(sought).toMatchObject({ outcome: 'success', details: { found: 'encounter' }, completeness: { outcomes: [{ sourceId: 'st-brigid' }] } });
    expect(sought.objects).toBeUndefined();
  });

  it('is asked for where nothing says it: before the answer nothing of the record is shown, by no door', async () => {
    const { healthNumber, facts } = await storyOf(stack, 'addendum-as-own-report');
    const { patientKey } = await openOf(hospital, 'addendum-as-own-report');
    expect(await hospital.run('OpenedPatient', { patientKey })).toMatchObject({ openedPatient: { patient: { healthNumber }, relationship: { state: 'MISSING' } } });
    const { relationship, reasons, isComplete } = await look(patientKey);
    expect(relationship.state).toBe('MISSING');
    expect(isComplete).toBe(true);
    expect(reasons.map(({ code }) => code)).toEqual(['treating-now', 'referral', 'patient-asked', 'emergency']);
    for (const { label } of reasons) expect(label.en).not.toBe(label.fr);

    const refused = { __typename: 'Refusal', code: 'REASON_REQUIRED' };
    const { slices, items } = await readTimeline(hospital, { patientKey });
    expect([slices, items]).toMatchObject([[refused], []]);
    expect((await readTimeline(hospital, { patientKey, forPrint: true })).slices).toMatchObject([refused]);
    const copyKey = Buffer.from('thames-valley\nreport\n1').toString('base64url');
    expect(await hospital.run('Report', { patientKey, copyKey })).toMatchObject({ report: refused });
    expect(await hospital.run('RecordPrint', { patientKey, itemIds: ['1'] })).toMatchObject({ recordPrint: refused });
    expect(await hospital.run('LaunchStudy', { patientKey, studyInstanceUid: facts!['studyUid'], sourceIds: ['thames-valley'] })).toMatchObject({ launchStudy: refused });
    expect((await eventsOf('dr-osei')).filter(({ action, rule }) => action === 'access-refused' && rule === 'reason-required').length).toBeGreaterThanOrEqual(4);
  });

  it('is what the person says it is, for the purpose that goes with it, and asked once', async () => {
    const { patientKey } = await openOf(hospital, 'addendum-as-own-report');
    expect(await state(patientKey, 'curiosity')).toMatchObject({ __typename: 'Refusal', code: 'INVALID_INPUT' });
    expect(await state(patientKey, 'patient-asked')).toMatchObject({ relationship: { state: 'STATED', reason: 'patient-asked' } });
    expect((await readTimeline(hospital, { patientKey })).items.length).toBeGreaterThan(0);
    const [shown] = (await eventsOf('dr-osei')).filter(({ action, details }) => action === 'records-shown' && details?.['relationship'] === 'stated');
    expect(shown).toMatchObject({ purposeOfUse: 'PATRQT', details: { statedReason: 'patient-asked' } });
    expect((await eventsOf('dr-osei')).map(({ action }) => action)).toContain('relationship-stated');
    expect((await openOf(hospital, 'addendum-as-own-report')).relationship).toMatchObject({ state: 'FOUND', kind: 'EARLIER_REASON', reason: 'patient-asked' });
    // Under another authority it is another access.
    const elsewhere = hospital.at(stack.baseUrl);
    await elsewhere.run('ChooseOrganization', { organizationId: 'thames-valley' });
    expect((await openOf(elsewhere, 'addendum-as-own-report')).relationship.state).toBe('MISSING');
    await elsewhere.run('ChooseOrganization', { organizationId: 'st-brigid' });
  });

  it('is asked for when the hospital’s own source does not answer in time, and goes with the images too', async () => {
    await stack.fault({ sourceId: 'st-brigid', fault: 'hang' });
    const { facts } = await storyOf(stack, 'broken-arm');
    const { patientKey } = await openOf(hospital, 'broken-arm');
    const { relationship, reasons, isComplete } = await look(patientKey);
    await stack.fault({ sourceId: 'st-brigid', fault: 'none' });
    expect(isComplete).toBe(false);
    expect(relationship.state).toBe('MISSING');
    expect(reasons).not.toEqual([]);
    await state(patientKey, 'emergency');
    const { launchStudy } = await hospital.run<{ launchStudy: { __typename: string } }>('LaunchStudy', { patientKey, studyInstanceUid: facts!['studyUid'], sourceIds: ['thames-valley', 'di-common-service'] });
    expect(launchStudy.__typename).toBe('StudyLaunch');
    expect((await eventsOf('dr-osei')).find(({ action }) => action === 'study-launched')).toMatchObject({ details: { relationship: 'stated', statedReason: 'emergency' } });
  });

  it('does not leave the session of the person who gave it', async () => {
    const { patientKey } = await openOf(hospital, 'addendum-as-own-report');
    const doctor = await stack.signIn('dr.leclair');
    expect(await doctor.run('FindRelationship', { patientKey })).toMatchObject({ findRelationship: { __typename: 'Refusal', code: 'PATIENT_NOT_OPEN' } });
    expect(await doctor.run('StateReason', { patientKey, reason: 'treating-now' })).toMatchObject({ stateReason: { __typename: 'Refusal', code: 'PATIENT_NOT_OPEN' } });
  });

  it('keeps the roster without a single number', async () => {
    const owner = new pg.Client({ connectionString: stack.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ patient_key: string }>(`select * from roster_patient where organization_id = 'mountain-brow'`);
    await owner.end();
    expect(rows.length).toBeGreaterThan(15);
    expect(JSON.stringify(rows)).not.toMatch(/\d{10}/);
  });
});
