import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { PostgresAuditReader } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf, type Story, type Timeline } from './chart-reader.js';

interface Line { readonly accessId: string; readonly who: { readonly userId: string; readonly displayName: string; readonly standingNow: string }; readonly patient: { readonly patientKey: string; readonly name: string }; readonly shown: readonly { readonly custodianId: string; readonly use: string }[]; readonly collectedItemCount: number; readonly usedItemCount: number; readonly marks: readonly string[] }
interface Page { readonly __typename: string; readonly code?: string; readonly lines: readonly Line[]; readonly total: number; readonly asOf: number }
interface Ticket { readonly __typename: string; readonly code?: string; readonly token: string; readonly path: string }

const WITHIN_MS = 15_000;

describe('who looked at what, over the wire', () => {
  let stack: RunningStack;
  let log: PostgresAuditReader;
  let story: Story;
  let timeline: Timeline;
  let startedMs: number;
  let doctor: GatewayClient;
  let clinic: GatewayClient;
  let hospital: GatewayClient;
  let office: GatewayClient;
  let patientKey: string;

  beforeAll(async () => {
    stack = await startStack({
      // The family health team has an auditor of its own.
      province: (text) => {
        const province = parse(text) as { users: { id: string; memberships: { roles: string[] }[] }[] };
        for (const user of province.users) if (user.id === 'clerk-baxter') for (const membership of user.memberships) membership.roles = ['privacy-auditor'];
        return stringify(province);
      },
    });
    log = new PostgresAuditReader(stack.database.runtimeUrl);
    startedMs = Date.now() - 1_000;
    [doctor, clinic, hospital, office] = await Promise.all([stack.signIn('dr.leclair'), stack.signIn('clerk.baxter'), stack.signIn('privacy.singh'), stack.signIn('program.okafor')]);
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    story = await storyOf(stack, 'broken-arm');
    timeline = await readTimeline(doctor, { patientKey: await open(doctor, story.healthNumber) });
    const { findAccessPatient } = await office.run<{ findAccessPatient: { patient: { patientKey: string } } }>('FindAccessPatient', { identifierValue: story.healthNumber });
    ({ patientKey } = findAccessPatient.patient);
    const shownAtMs = Date.now();
    const deadline = shownAtMs + WITHIN_MS;
    while ((await report(office, { kind: 'COLLECTIONS', patientKey })).asOf < shownAtMs) {
      if (Date.now() > deadline) throw new Error('The index did not catch up with the log.');
      await delay(200);
    }
  });
  afterAll(async () => {
    await log?.close();
    await stack?.stop();
  });

  const report = async (client: GatewayClient, input: object): Promise<Page> =>
    (await client.run<{ accessReport: Page }>('AccessReport', { input: { from: startedMs, until: Date.now() + 60_000, ...input } })).accessReport;
  const issue = async (client: GatewayClient, input: object): Promise<Ticket> =>
    (await client.run<{ issueAccessFile: Ticket }>('IssueAccessFile', { input: { fileKind: 'COMPLETE_RECORD', format: 'NDJSON', language: 'EN', report: { kind: 'DISCLOSURES', from: startedMs, until: Date.now() + 60_000 }, ...input } })).issueAccessFile;
  const fetchFile = (client: GatewayClient, token: string): Promise<Response> =>
    client.fetch(`${client.baseUrl}/access-reports/file`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: client.origin }, body: new URLSearchParams({ token }).toString() });
  const readingsOf = async (userId: string) => log.find({ about: { userId }, action: 'access-log-read', fromMs: 0, untilMs: Date.now() + 1_000, limit: 50 });

  it('is told to each organization for its own side, and to the program office for both', async () => {
    const custodians = [...new Set(timeline.items.flatMap(({ copies }) => copies.map(({ sourceId }) => sourceId)))];
    expect(custodians).toContain('st-brigid');
    const ours = await report(clinic, { kind: 'COLLECTIONS', patientKey });
    expect(ours.lines).toMatchObject([{ who: { userId: 'dr-leclair', displayName: 'Dr. Anne Leclair', standingNow: 'ACTIVE' }, patient: { patientKey, name: expect.stringContaining(story.family) } }]);
    expect(ours.lines[0]!.collectedItemCount).toBeGreaterThan(0);
    expect(new Set(ours.lines[0]!.shown.map(({ custodianId }) => custodianId)).size).toBeGreaterThan(1);
    expect(await report(clinic, { kind: 'DISCLOSURES', patientKey })).toMatchObject({ lines: [], total: 0 });

    const theirs = await report(hospital, { kind: 'DISCLOSURES', patientKey });
    expect(theirs.lines).toMatchObject([{ who: { userId: 'dr-leclair' } }]);
    expect(new Set(theirs.lines[0]!.shown.map(({ custodianId }) => custodianId))).toEqual(new Set(['st-brigid']));
    expect(theirs.lines[0]!.collectedItemCount).toBeLessThan(ours.lines[0]!.collectedItemCount);
    expect(await report(hospital, { kind: 'COLLECTIONS', patientKey })).toMatchObject({ lines: [], total: 0 });
    expect(await report(hospital, { kind: 'COLLECTIONS', organizationId: 'mountain-brow', patientKey })).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });

    for (const [organizationId, kind, like] of [['mountain-brow', 'COLLECTIONS', ours], ['st-brigid', 'DISCLOSURES', theirs]] as const) {
      expect((await report(office, { kind, organizationId, patientKey })).lines.map(({ accessId, collectedItemCount }) => ({ accessId, collectedItemCount }))).toEqual(like.lines.map(({ accessId, collectedItemCount }) => ({ accessId, collectedItemCount })));
    }
  });

  it('is told to no clinician, at no door', async () => {
    const refused = { __typename: 'Refusal', code: 'NOT_ALLOWED' };
    const period = { from: startedMs, until: Date.now() };
    expect(await report(doctor, { kind: 'COLLECTIONS', patientKey })).toMatchObject(refused);
    expect((await doctor.run<{ findAccessPatient: object }>('FindAccessPatient', { identifierValue: story.healthNumber })).findAccessPatient).toMatchObject(refused);
    expect((await doctor.run<{ patientAccessList: object }>('PatientAccessList', { input: { patientKey, language: 'EN', ...period } })).patientAccessList).toMatchObject(refused);
    expect((await doctor.run<{ accessDetail: object }>('AccessDetail', { kind: 'COLLECTIONS', accessId: '1-1' })).accessDetail).toMatchObject(refused);
    expect(await issue(doctor, {})).toMatchObject(refused);
    const { token } = await issue(hospital, {});
    expect((await fetchFile(doctor, token)).status).toBe(404);
    expect((await readingsOf('dr-leclair')).every(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('is handed out as a file once, without a name in its address; reading it stands in the log', async () => {
    const { token, path } = await issue(hospital, { report: { kind: 'DISCLOSURES', patientKey, from: startedMs, until: Date.now() + 60_000 } });
    expect(path).toBe('/access-reports/file');
    const response = await fetchFile(hospital, token);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="complete-record-[\dTZ-]+\.ndjson"$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ type: 'head', asked_by: 'Harpreet Singh', side: expect.stringContaining('St. Brigid’s Hospital') });
    expect(lines.at(-1)).toMatchObject({ type: 'end', rows: lines.length - 2 });
    expect(lines.slice(1, -1).some(({ person, action }) => person === 'Dr. Anne Leclair' && action === 'records-shown')).toBe(true);
    expect(text).not.toContain(story.healthNumber);
    expect((await fetchFile(hospital, token)).status).toBe(404);
    expect((await readingsOf('privacy-singh')).map(({ details }) => details?.['what']).slice(0, 2)).toEqual(['access-file-ended', 'access-file-begun']);
    expect(await readingsOf('privacy-singh')).toEqual(expect.arrayContaining([expect.objectContaining({ patient: expect.objectContaining({ key: patientKey }), details: expect.objectContaining({ what: 'access-report', report: 'disclosures', side: 'st-brigid' }) })]));
  });

  it('is told to the patient in words', async () => {
    const list = async (language: string) => (await hospital.run<{ patientAccessList: { heading: string; lines: readonly { sentences: readonly string[] }[] } }>('PatientAccessList', { input: { patientKey, language, from: startedMs, until: Date.now() } })).patientAccessList;
    const [english, french] = [await list('EN'), await list('FR')];
    expect(english.lines[0]!.sentences.join(' ')).toMatch(/^On .*, Dr\. Anne Leclair \(physician, Mountain Brow Family Health Team, Hamilton\) looked at your record\. They saw a list of your records \(.*\), held by St\. Brigid’s Hospital, Hamilton\./);
    expect(french.lines[0]!.sentences[0]).toMatch(/^Le .* Dr\. Anne Leclair \(médecin, .*\) a consulté votre dossier\.$/);
    expect(JSON.stringify([english, french])).not.toMatch(/st-brigid|dr-leclair|patientKey|TREAT/);
  });
});
