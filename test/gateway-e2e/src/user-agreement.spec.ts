import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PostgresAuditReader } from '@longview/persistence';
import { GatewayClient, startStack, type RunningStack } from '@longview/test-support';
import { find, open, readTimeline } from './chart-reader.js';

/** Reads what stands before everything else, and does not agree yet. */
class HesitantClient extends GatewayClient {
  override async acceptAgreement(): Promise<void> {}
}

interface Agreement { readonly userAgreement: { readonly version: number; readonly because: string; readonly text: readonly { readonly kind: string; readonly text: string }[] } }

const HEALTH_NUMBER = '9993180331';

describe('the user agreement', () => {
  let stack: RunningStack;
  let database: pg.Client;
  let log: PostgresAuditReader;

  beforeAll(async () => {
    stack = await startStack();
    database = new pg.Client({ connectionString: stack.database.ownerUrl });
    await database.connect();
    log = new PostgresAuditReader(stack.database.runtimeUrl);
  });
  afterAll(async () => {
    await log?.close();
    await database?.end();
    await stack?.stop();
  });

  const signIn = async (username: string): Promise<GatewayClient> => {
    const client = new HesitantClient(stack.baseUrl);
    await client.signIn(stack.accounts.find((one) => one.username === username)!);
    return client;
  };
  const read = async (client: GatewayClient, language = 'EN'): Promise<Agreement['userAgreement']> => (await client.run<Agreement>('UserAgreement', { language })).userAgreement;
  const accept = async (client: GatewayClient, version: number): Promise<object> => (await client.run<{ acceptUserAgreement: object }>('AcceptUserAgreement', { version, language: 'EN' })).acceptUserAgreement;
  const codeOf = async (client: GatewayClient): Promise<string | undefined> => (await find(client, { healthNumber: HEALTH_NUMBER })).code;

  it('stands before patients and before governance, at every door', async () => {
    const doctor = await signIn('dr.leclair');
    expect(await codeOf(doctor)).toBe('AGREEMENT_REQUIRED');
    expect((await readTimeline(doctor, { patientKey: 'any' })).slices[0]).toMatchObject({ __typename: 'Refusal', code: 'AGREEMENT_REQUIRED' });
    expect((await doctor.fetch('/dicom-web/studies/1.2.3/metadata')).status).toBe(404);
    const office = await signIn('program.okafor');
    expect((await office.run<{ publishUserAgreement: object }>('PublishUserAgreement', { draft: { textEn: 'x', textFr: 'x', effectiveFrom: Date.now() } })).publishUserAgreement).toMatchObject({ code: 'AGREEMENT_REQUIRED' });
  });

  it('is read in both languages, accepted once, and written down', async () => {
    const doctor = await signIn('dr.leclair');
    const [en, fr] = [await read(doctor), await read(doctor, 'FR')];
    expect([en.because, en.text[0]!.text.startsWith('# Why we ask'), fr.text[0]!.text.startsWith('# Pourquoi')]).toEqual(['FIRST_TIME', true, true]);
    expect(await accept(doctor, en.version + 1)).toMatchObject({ code: 'CONFLICT' });
    expect(await accept(doctor, en.version)).toMatchObject({ __typename: 'Done' });
    expect(await codeOf(doctor)).toBeUndefined();
    const [event] = await log.find({ about: { userId: 'dr-leclair' }, action: 'agreement-accepted', fromMs: 0, untilMs: Date.now() + 1_000, limit: 5 });
    expect(event).toMatchObject({ outcome: 'success', details: { version: 1, language: 'en' } });
    const { acceptedUserAgreements } = await doctor.run<{ acceptedUserAgreements: readonly { version: number; text: string }[] }>('AcceptedUserAgreements');
    expect(acceptedUserAgreements).toMatchObject([{ version: 1, text: en.text[0]!.text }]);
    expect(await codeOf(await signIn('dr.leclair'))).toBeUndefined();
  });

  it('closes nothing when it runs out in the middle of a shift, and is asked for at the next log-in', async () => {
    const doctor = await signIn('dr.leclair');
    const patientKey = await open(doctor, HEALTH_NUMBER);
    await database.query(`update user_agreement_acceptance set expires_at = now() - interval '1 minute'`);
    expect((await readTimeline(doctor, { patientKey })).items.length).toBeGreaterThan(0);
    await doctor.run('LockSession');
    await doctor.signIn(stack.accounts.find(({ username }) => username === 'dr.leclair')!);
    expect((await readTimeline(doctor, { patientKey })).items.length).toBeGreaterThan(0);
    const later = await signIn('dr.leclair');
    expect([await codeOf(later), (await read(later)).because]).toEqual(['AGREEMENT_REQUIRED', 'EXPIRED']);
    await accept(later, 1);
  });

  it('is asked for again when the program office publishes a new version, with what changed', async () => {
    const doctor = await signIn('dr.leclair');
    const office = await stack.signIn('program.okafor');
    const [en, fr] = [(await read(office)).text[0]!.text, (await read(office, 'FR')).text[0]!.text];
    const draft = { textEn: `${en}\n\nYou also water the plants.`, textFr: `${fr}\n\nVous arrosez aussi les plantes.`, effectiveFrom: Date.now() };
    expect((await doctor.run<{ publishUserAgreement: object }>('PublishUserAgreement', { draft })).publishUserAgreement).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await office.run<{ publishUserAgreement: object }>('PublishUserAgreement', { draft: { ...draft, textFr: '' } })).publishUserAgreement).toMatchObject({ code: 'INVALID_INPUT', field: 'textFr', problem: 'missing' });
    expect((await office.run<{ publishUserAgreement: object }>('PublishUserAgreement', { draft })).publishUserAgreement).toMatchObject({ version: 2 });
    expect(await codeOf(doctor)).toBeUndefined();
    const later = await signIn('dr.leclair');
    expect(await codeOf(later)).toBe('AGREEMENT_REQUIRED');
    const { because, text } = await read(later, 'FR');
    expect([because, text.filter(({ kind }) => kind === 'ADDED').map((run) => run.text.trim())]).toEqual(['NEW_VERSION', ['Vous arrosez aussi les plantes.']]);
    await accept(later, 2);
    expect(await codeOf(later)).toBeUndefined();
  });
});
