import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCheckpoint, verifyConsistency } from '@longview/audit';
import pg from 'pg';
import { PostgresAuditReader } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { find, open, openCandidate, readTimeline, storyOf, type Slice, type Story } from './chart-reader.js';

type Report = { readonly __typename: string; readonly code?: string; readonly sections: readonly { readonly role: string; readonly text: string }[]; readonly outcome?: { readonly sourceId: string; readonly state: string } };

describe('finding a patient and reading the record', () => {
  let stack: RunningStack;
  let doctor: GatewayClient;
  let log: PostgresAuditReader;
  const story = (id: string): Promise<Story> => storyOf(stack, id);
  const eventsOf = (userId: string) => log.find({ about: { userId }, fromMs: 0, untilMs: Date.now() + 1_000, limit: 1_000 });
  const readReport = async (client: GatewayClient, patientKey: string, copyKey: string): Promise<Report> => (await client.run<{ report: Report }>('Report', { patientKey, copyKey })).report;

  beforeAll(async () => {
    stack = await startStack();
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    doctor = await stack.signIn('dr.leclair');
    log = new PostgresAuditReader(stack.database.runtimeUrl);
  });
  afterAll(async () => {
    await log?.close();
    await stack?.stop();
  });

  it('finds one person by health number, as people write it, and may open them at once', async () => {
    const { healthNumber, family, birthDate } = await story('broken-arm');
    const found = await find(doctor, { healthNumber: `${healthNumber.slice(0, 4)} ${healthNumber.slice(4, 7)}-${healthNumber.slice(7)} AB` });
    expect(found).toMatchObject({ __typename: 'PatientSearchAnswer', mayOpenDirectly: true, candidates: [{ patient: { healthNumber, birthDate, names: [{ family }] } }] });
  });

  it('finds by family name and birth date, without accents, and leaves the choice to the user', async () => {
    const { family, birthDate, healthNumber } = await story('broken-arm');
    const found = await find(doctor, { family: family.toLowerCase(), birthDate });
    expect(found.mayOpenDirectly).toBe(false);
    expect(found.candidates.map(({ patient }) => patient.healthNumber)).toContain(healthNumber);
  });

  it('finds by record number within its own domain only', async () => {
    const [london, kitchener] = [await story('same-record-number-london'), await story('same-record-number-kitchener')];
    for (const person of [london, kitchener]) {
      const { system, value } = person.recordNumbers.find((number) => number.value === 'MRN7788')!;
      const found = await find(doctor, { localIdentifier: value, identifierSystem: system });
      expect(found.candidates.map(({ patient }) => patient.names[0]!.family)).toEqual([person.family]);
    }
  });

  it.each([
    [{ healthNumber: '9999999998' }, 'healthNumber'], [{ healthNumber: '12345' }, 'healthNumber'], [{ family: 'Tremblay' }, 'birthDate'], [{ family: 'Tremblay', birthDate: '2026-02-30' }, 'birthDate'],
    [{ birthDate: '1980-01-01' }, 'family'], [{ localIdentifier: '1', identifierSystem: 'urn:nobody' }, 'identifierSystem'], [{}, 'healthNumber'],
  ])('refuses %j at the field %s', async (input, field) => {
    expect(await find(doctor, input)).toMatchObject({ __typename: 'Refusal', code: 'INVALID_INPUT', field });
  });

  it('asks no source and writes no search down for a number with a wrong check digit', async () => {
    const before = (await eventsOf('dr-leclair')).filter(({ action }) => action === 'patient-search').length;
    await find(doctor, { healthNumber: '9999999998' });
    expect((await eventsOf('dr-leclair')).filter(({ action }) => action === 'patient-search')).toHaveLength(before);
  });

  it('streams the first rows before the last source has answered, and says what is missing', async () => {
    const slow = await story('slow-source');
    await stack.fault({ sourceId: 'superior-north', fault: 'slow', delayMs: 1_500, door: 'fhir' });
    const patientKey = await open(doctor, slow.healthNumber);
    const { slices, outcomes, completeness } = await readTimeline(doctor, { patientKey });
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    expect(slices[0]!.outcomes.map(({ state }) => state)).toContain('PENDING');
    expect(slices[0]!.outcomes).toHaveLength(11);
    const slowSlice = slices.findIndex((slice) => slice.outcomes.some(({ sourceId, state }) => sourceId === 'superior-north' && state !== 'PENDING'));
    expect(slices.slice(0, slowSlice).flatMap((slice) => slice.outcomes.filter(({ state }) => state === 'ANSWERED')).length).toBeGreaterThan(5);
    expect(outcomes.get('superior-north')).toMatchObject({ state: 'ANSWERED' });
    expect(outcomes.get('superior-north')!.recordCount).toBeGreaterThan(0);
    expect(outcomes.get('lake-of-the-woods')).toMatchObject({ state: 'DOWN' });
    expect(outcomes.get('quinte-shore')).toMatchObject({ state: 'NOT_ENTITLED', recordCount: 0 });
    expect(slices.at(-1)).toMatchObject({ isLast: true });
    expect(completeness).toMatchObject({ isComplete: false });
    expect(completeness!.outcomes).toHaveLength(11);
  });

  it('shows nothing of a source that the user may not ask', async () => {
    const { healthNumber } = await story('not-entitled-source');
    const { items } = await readTimeline(doctor, { patientKey: await open(doctor, healthNumber) });
    expect(items.flatMap(({ copies }) => copies.map(({ sourceId }) => sourceId))).not.toContain('quinte-shore');
  });

  it('retries one source without asking the others again', async () => {
    const { healthNumber } = await story('failing-source');
    const patientKey = await open(doctor, healthNumber);
    expect((await readTimeline(doctor, { patientKey })).outcomes.get('lake-of-the-woods')).toMatchObject({ state: 'DOWN' });
    const { outcomes } = await readTimeline(doctor, { patientKey, onlySourceIds: ['lake-of-the-woods'] });
    expect(outcomes.get('lake-of-the-woods')).toBeDefined();
  });

  it('never shows one person what belongs to another: same record number, twins, a number on the wrong record', async () => {
    for (const pair of [['same-record-number-london', 'same-record-number-kitchener'], ['twin-noah', 'twin-nathan'], ['number-on-wrong-record', 'owner-of-wrong-record']]) {
      const keysOf = async (id: string): Promise<ReadonlySet<string>> => {
        const { healthNumber, given } = await story(id);
        const found = await find(doctor, { healthNumber });
        const candidate = found.candidates.find(({ patient }) => patient.names.some((name) => name.given[0] === given[0])) ?? found.candidates[0]!;
        const { items } = await readTimeline(doctor, { patientKey: await openCandidate(doctor, candidate.candidateKey) });
        return new Set(items.flatMap((item) => [item.studyInstanceUid, `${item.copies[0]!.sourceId} ${item.title} ${item.id}`].filter((key) => key !== null)));
      };
      const [one, other] = [await keysOf(pair[0]!), await keysOf(pair[1]!)];
      expect(one.size).toBeGreaterThan(0);
      expect([...one].filter((key) => other.has(key))).toEqual([]);
    }
  });

  it('writes a report down before its text leaves', async () => {
    const { healthNumber } = await story('broken-arm');
    const patientKey = await open(doctor, healthNumber);
    const { items } = await readTimeline(doctor, { patientKey });
    const [copy] = items.find(({ kind }) => kind === 'REPORT')!.copies;
    const report = await readReport(doctor, patientKey, copy!.copyKey);
    expect(report.__typename).toBe('Report');
    expect(report.sections.map(({ role }) => role)).toContain('impression');
    const event = (await eventsOf('dr-leclair')).find(({ action }) => action === 'report-opened')!;
    expect(event).toMatchObject({ outcome: 'success', purposeOfUse: 'TREAT', actor: { organizationId: 'mountain-brow' }, custodians: [{ sourceId: copy!.sourceId, use: 'collection' }] });
    expect(JSON.stringify(event)).not.toContain(healthNumber);
  });

  it('says so when the source of a report does not answer', async () => {
    const { healthNumber } = await story('broken-arm');
    const patientKey = await open(doctor, healthNumber);
    const { items } = await readTimeline(doctor, { patientKey });
    const [copy] = items.find(({ kind }) => kind === 'REPORT')!.copies;
    await stack.fault({ sourceId: copy!.sourceId, fault: 'down' });
    const report = await readReport(doctor, patientKey, copy!.copyKey);
    await stack.fault({ sourceId: copy!.sourceId, fault: 'none' });
    expect(report).toMatchObject({ __typename: 'RecordUnavailable', outcome: { sourceId: copy!.sourceId, state: 'DOWN' } });
  });

  it('writes down which rows are printed', async () => {
    const { healthNumber } = await story('broken-arm');
    const patientKey = await open(doctor, healthNumber);
    const { items } = await readTimeline(doctor, { patientKey, forPrint: true });
    const itemIds = items.slice(0, 3).map(({ id }) => id);
    expect(await doctor.run('RecordPrint', { patientKey, itemIds })).toMatchObject({ recordPrint: { __typename: 'Done' } });
    const events = (await eventsOf('dr-leclair')).filter(({ action }) => action === 'printed');
    expect(events.map(({ objects }) => objects)).toContainEqual(itemIds);
  });

  it('refuses a user whose role opens no records, and writes the refusal down', async () => {
    const auditor = await stack.signIn('auditor.halvorsen');
    expect(await find(auditor, { healthNumber: (await story('broken-arm')).healthNumber })).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });
    expect((await eventsOf('auditor-halvorsen')).map(({ action }) => action)).toContain('access-refused');
  });

  it('shows a timeline of 3,000 rows', async () => {
    const { healthNumber } = await story('three-thousand-items');
    const { items } = await readTimeline(doctor, { patientKey: await open(doctor, healthNumber) });
    expect(items.length).toBeGreaterThan(2_500);
  });

  it('shows nothing while the access log cannot be written, and goes on when it can', async () => {
    const { healthNumber } = await story('broken-arm');
    const found = await find(doctor, { healthNumber });
    const patientKey = await openCandidate(doctor, found.candidates[0]!.candidateKey);
    const { items } = await readTimeline(doctor, { patientKey });
    const copyKey = items.find(({ kind }) => kind === 'REPORT')!.copies[0]!.copyKey;
    const owner = new pg.Client({ connectionString: stack.database.ownerUrl });
    await owner.connect();
    const role = pg.escapeIdentifier(new URL(stack.database.runtimeUrl).username);
    try {
      await owner.query(`revoke insert on audit_event from ${role}`);
      expect(await find(doctor, { healthNumber })).toMatchObject({ __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE' });
      expect(await readReport(doctor, patientKey, copyKey)).toMatchObject({ __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE' });
      const { slices } = await readTimeline(doctor, { patientKey });
      expect(slices.flatMap((slice: Slice) => slice.items ?? [])).toEqual([]);
      expect(slices.at(-1)).toMatchObject({ __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE' });
      const launch = await doctor.run<{ launchStudy: { __typename: string; code?: string } }>('LaunchStudy', { patientKey, studyInstanceUid: (await story('broken-arm')).facts!['studyUid'], sourceIds: ['thames-valley'] });
      expect(launch.launchStudy).toMatchObject({ __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE' });
    } finally {
      await owner.query(`grant insert on audit_event to ${role}`);
      await owner.end();
    }
    expect((await find(doctor, { healthNumber })).__typename).toBe('PatientSearchAnswer');
  });

  it('hands anybody the signed heads of the log, and shows that a newer one continues one that was kept', async () => {
    const publicKey = createPublicKey(await readFile(path.join(stack.secretsFolder, 'audit-signing-public.pem'), 'utf8'));
    const ask = (address: string) => fetch(`${stack.baseUrl}/access-log/${address}`);
    const headNow = async () => openCheckpoint(await (await ask('checkpoint')).text(), publicKey)!;
    const kept = await headNow();
    let newest = kept;
    while (newest.treeSize === kept.treeSize) {
      await find(doctor, { healthNumber: (await story('broken-arm')).healthNumber });
      newest = await headNow();
    }
    const { proof } = (await (await ask(`consistency?oldSize=${kept.treeSize}&newSize=${newest.treeSize}`)).json()) as { readonly proof: readonly string[] };
    expect(verifyConsistency(kept.treeSize, kept.rootHash, newest.treeSize, newest.rootHash, proof.map((hash) => Buffer.from(hash, 'base64')))).toBe(true);
    const statuses = ['checkpoint?day=2020-01-01', 'checkpoint?day=2999-01-01', 'consistency?oldSize=1&newSize=999999999', 'checkpoint?day=2026-02-30', 'checkpoint?day=tomorrow', 'consistency?oldSize=5&newSize=2', 'consistency?oldSize=-1&newSize=2', 'consistency'];
    expect(await Promise.all(statuses.map(async (address) => (await ask(address)).status))).toEqual([404, 404, 404, 400, 400, 400, 400, 400]);
  });

  it('leaves no person in the log of the whole run', async () => {
    const text = stack.gatewayLog();
    expect(text.split('\n').length).toBeGreaterThan(50);
    const cast = (await (await fetch(`${stack.sandboxAdmin}/story-cast`)).json()) as readonly Story[];
    for (const { healthNumber, family, recordNumbers } of cast) for (const secret of [healthNumber, family, ...recordNumbers.map(({ value }) => value)]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\b\d{10}[A-Z]{0,2}\b(?<!\d{13})/);
    expect(text).not.toContain('code=');
  });
});
