import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { PostgresAuditReader } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { find, open, readTimeline, storyOf, type Slice, type Story } from './chart-reader.js';

interface Answer { readonly __typename: string; readonly code?: string; readonly field?: string; readonly problem?: string }
interface Restriction { readonly extent: string; readonly grounds: readonly { readonly ground: string; readonly durationMs: number }[]; readonly activeOverride: { readonly overrideId: string; readonly remainingMs: number; readonly isOwn: boolean } | null }
type RestrictedSlice = Slice & { readonly restriction: Restriction };
interface Directive extends Answer { readonly directiveId: string; readonly version: number; readonly state: string }

/** Long enough for a notification that was lost, shorter than anybody would wait. */
const WITHIN_MS = 5_000;
/** Long enough to open everything, short enough to wait for. */
const OVERRIDE_MS = 8_000;

describe('a patient’s word', () => {
  let stack: RunningStack;
  let otherUrl: string;
  let log: PostgresAuditReader;
  let privacy: GatewayClient;

  beforeAll(async () => {
    stack = await startStack({
      province: (text) => {
        const province = parse(text) as { sources: object[] };
        return stringify({ ...province, sources: province.sources.map((source) => ({ ...source, overrideDurationMs: OVERRIDE_MS })) });
      },
    });
    otherUrl = await stack.startAnother();
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    log = new PostgresAuditReader(stack.database.runtimeUrl);
    privacy = await stack.signIn('privacy.singh');
  });
  afterAll(async () => {
    await log?.close();
    await stack?.stop();
  });

  const eventsOf = async (userId: string, action: string) => (await log.find({ about: { userId }, fromMs: 0, untilMs: Date.now() + 1_000, limit: 1_000 })).filter((event) => event.action === action);
  const enter = async ({ healthNumber, family, given, birthDate }: Story, input: object = {}, client = privacy): Promise<Directive> => {
    const { openConsentFile } = await client.run<{ openConsentFile: Answer & { fileKey: string } }>('OpenConsentFile', { patient: { identifierValue: healthNumber, family, given: given.join(' '), birthDate } });
    return (await client.run<{ enterDirective: Directive }>('EnterDirective', { fileKey: openConsentFile.fileKey, input: { scope: 'EVERYTHING', requestedBy: 'PATIENT', ...input } })).enterDirective;
  };
  const withdraw = async ({ directiveId, version }: Directive): Promise<void> => void (await privacy.run('WithdrawDirective', { directiveId, version }));
  const restrictionOf = (timeline: Awaited<ReturnType<typeof readTimeline>>): Restriction => (timeline.slices.at(-1) as RestrictedSlice).restriction;
  const launch = (client: GatewayClient, patientKey: string, studyInstanceUid: string): Promise<{ launchStudy: Answer & { launchId: string } }> => client.run('LaunchStudy', { patientKey, studyInstanceUid, sourceIds: ['thames-valley'] });
  const metadata = async (client: GatewayClient, studyUid: string): Promise<number> => {
    const response = await client.fetch(`${client.baseUrl}/dicom-web/studies/${studyUid}/metadata`);
    await response.body?.cancel();
    return response.status;
  };
  /** How long it took until this was so. */
  const untilTrue = async (isSo: () => Promise<boolean>): Promise<number> => {
    const startedMs = performance.now();
    while (!(await isSo())) {
      if (performance.now() - startedMs > WITHIN_MS + OVERRIDE_MS) throw new Error('It did not come to be so.');
      await delay(50);
    }
    return performance.now() - startedMs;
  };
  /** What the page's own stream of events brings from now on. */
  const eventsAt = (client: GatewayClient): { readonly seen: readonly { kind: string; patientKey: string | null }[]; readonly stop: () => Promise<void> } => {
    const seen: { kind: string; patientKey: string | null }[] = [];
    const stream = client.stream<{ sessionEvents: { kind: string; patientKey: string | null } }>('SessionEvents')[Symbol.asyncIterator]();
    const reading = (async () => { for (let next = await stream.next(); !next.done; next = await stream.next()) seen.push(next.value.sessionEvents); })().catch(() => undefined);
    return { seen, stop: async () => { await Promise.race([stream.return?.(undefined), delay(100)]); void reading; } };
  };

  it('is overridden for a time, by one person, with its notices; at zero everything is closed again, in an open viewer, too', async () => {
    const story = await storyOf(stack, 'broken-arm');
    const studyUid = story.facts!['studyUid']!;
    const doctor = await stack.signIn('dr.leclair');
    const other = doctor.at(otherUrl);
    const patientKey = await open(doctor, story.healthNumber);
    const directive = await enter(story);
    expect(directive).toMatchObject({ __typename: 'ConsentDirective', state: 'IN_EFFECT', version: 1 });

    const closed = await readTimeline(doctor, { patientKey });
    expect(closed.items).toEqual([]);
    expect(closed.completeness).toMatchObject({ isRestricted: true });
    expect(closed.completeness!.outcomes.map(({ recordCount }) => recordCount).filter((count) => count > 0)).toEqual([]);
    expect(restrictionOf(closed)).toEqual(expect.objectContaining({ extent: 'ALL', grounds: ['EXPRESS_CONSENT', 'HARM_TO_PATIENT', 'HARM_TO_OTHERS'].map((ground) => expect.objectContaining({ ground, durationMs: OVERRIDE_MS })), activeOverride: null }));
    expect((await launch(doctor, patientKey, studyUid)).launchStudy.__typename).toBe('RecordNotFound');

    const events = eventsAt(other);
    const { startOverride } = await doctor.run<{ startOverride: Answer & { overrideId: string; remainingMs: number } }>('StartOverride', { patientKey, ground: 'HARM_TO_OTHERS' });
    const startedMs = performance.now();
    expect(startOverride).toMatchObject({ __typename: 'ActiveOverride' });
    expect(startOverride.remainingMs).toBeLessThanOrEqual(OVERRIDE_MS);
    const opened = await readTimeline(doctor, { patientKey });
    expect(opened.items.length).toBeGreaterThan(5);
    expect(restrictionOf(opened)).toMatchObject({ extent: 'NONE', activeOverride: { overrideId: startOverride.overrideId, isOwn: true } });
    expect((await launch(doctor, patientKey, studyUid)).launchStudy.__typename).toBe('StudyLaunch');
    for (const one of [doctor, other]) expect(await metadata(one, studyUid)).toBe(200);

    for (const one of [doctor, other]) await untilTrue(async () => (await metadata(one, studyUid)) === 404);
    await untilTrue(async () => (await readTimeline(other, { patientKey })).items.length === 0);
    await untilTrue(async () => events.seen.some(({ kind, patientKey: key }) => kind === 'CONSENT_CHANGED' && key === patientKey));
    const closedAfterMs = performance.now() - startedMs - startOverride.remainingMs;
    expect(closedAfterMs).toBeLessThan(WITHIN_MS);
    expect((await launch(doctor, patientKey, studyUid)).launchStudy.__typename).toBe('RecordNotFound');
    await events.stop();

    expect(await eventsOf('dr-leclair', 'override-started')).toMatchObject([{ purposeOfUse: 'BTG', details: { ground: 'harm-to-others', notices: 'custodian patient commissioner' } }]);
    expect(await eventsOf('dr-leclair', 'override-ended')).toMatchObject([{ details: { reason: 'expired' } }]);
    expect((await eventsOf('dr-leclair', 'study-launched')).filter(({ outcome }) => outcome === 'success')).toMatchObject([{ purposeOfUse: 'BTG', details: { overrideId: startOverride.overrideId } }]);
    await withdraw(directive);
    expect((await readTimeline(doctor, { patientKey })).items.length).toBeGreaterThan(5);
  });

  it('entered at one instance closes timelines and viewers that are open at the other', async () => {
    const story = await storyOf(stack, 'broken-arm');
    const studyUid = story.facts!['studyUid']!;
    const doctor = await stack.signIn('dr.leclair');
    const patientKey = await open(doctor, story.healthNumber);
    await readTimeline(doctor, { patientKey });
    expect((await launch(doctor, patientKey, studyUid)).launchStudy.__typename).toBe('StudyLaunch');
    expect(await metadata(doctor, studyUid)).toBe(200);
    const events = eventsAt(doctor);
    await stack.fault({ sourceId: 'st-brigid', fault: 'hang' });
    const slices: Slice[] = [];
    const stream = (async () => { for await (const { timeline } of doctor.stream<{ timeline: Slice }>('Timeline', { patientKey })) slices.push(timeline); })();
    while (!slices.some(({ items }) => items.length > 0) || events.seen.length === 0) await delay(20);

    const directive = await enter(story, {}, privacy.at(otherUrl));
    const enteredMs = performance.now();
    expect(await Promise.race([stream.then(() => 'ended'), delay(WITHIN_MS, 'too late', { ref: false })])).toBe('ended');
    expect(slices.at(-1)).toMatchObject({ __typename: 'Refusal', code: 'CONSENT_CHANGED' });
    await untilTrue(async () => (await metadata(doctor, studyUid)) === 404);
    await untilTrue(async () => events.seen.some(({ kind, patientKey: key }) => kind === 'CONSENT_CHANGED' && key === patientKey));
    expect(performance.now() - enteredMs).toBeLessThan(WITHIN_MS);
    await events.stop();
    await stack.fault(undefined);
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    expect((await eventsOf('privacy-singh', 'launch-ended')).at(-1)).toMatchObject({ details: { reason: 'consent-changed' } });
    await withdraw(directive);
  });

  it('leaves the person findable, and what one hospital knows of them unsaid', async () => {
    const story = await storyOf(stack, 'broken-arm');
    const doctor = await stack.signIn('dr.leclair');
    const patientKey = await open(doctor, story.healthNumber);
    const before = await readTimeline(doctor, { patientKey });
    const directive = await enter(story, { scope: 'CUSTODIAN_RECORD', custodianId: 'st-brigid' });
    const isOfStBrigid = ({ copies }: { copies: readonly { sourceId: string; siteName?: string | null }[] }): boolean => copies.some(({ sourceId }) => sourceId === 'st-brigid');
    expect(before.items.some(isOfStBrigid)).toBe(true);

    const found = await find(doctor, { family: story.family, birthDate: story.birthDate });
    const candidate = found.candidates.find(({ patient }) => patient.healthNumber === story.healthNumber)!;
    expect(candidate.patient).toMatchObject({ birthDate: story.birthDate, names: [{ family: story.family }] });
    expect(candidate.sourceIds).not.toContain('st-brigid');
    const theirs = story.recordNumbers.find(({ siteId }) => siteId === 'st-brigid')!;
    expect(candidate.patient.localIdentifiers.map(({ value }) => value)).not.toContain(theirs.value);
    expect(JSON.stringify(await doctor.run('OpenedPatient', { patientKey }))).not.toContain(theirs.value);

    const after = await readTimeline(doctor, { patientKey });
    expect(after.items.some(isOfStBrigid)).toBe(false);
    expect(after.items.length).toBeGreaterThan(0);
    expect(restrictionOf(after).extent).toBe('SOME');
    const said = (sourceId: string) => after.completeness!.outcomes.find((one) => one.sourceId === sourceId)!;
    // Like a source that was asked and had nothing; no word of it anywhere.
    expect(said('st-brigid')).toMatchObject({ state: 'ANSWERED', recordCount: 0, withheldCount: 0, faultCode: null });
    expect(said('thames-valley').recordCount).toBe(before.completeness!.outcomes.find(({ sourceId }) => sourceId === 'thames-valley')!.recordCount);
    const own = (await doctor.run<{ report: Answer }>('Report', { patientKey, copyKey: before.items.find((item) => item.kind === 'REPORT' && isOfStBrigid(item))?.copies.find(({ sourceId }) => sourceId === 'st-brigid')?.copyKey ?? before.items.find(isOfStBrigid)!.copies[0]!.copyKey })).report;
    expect(own.__typename).toBe('RecordNotFound');
    expect((await eventsOf('dr-leclair', 'records-shown')).at(0)!.consentBlockedSourceIds).toContain('st-brigid');
    await withdraw(directive);
  });

  it('that a source keeps itself is told to the source, where it can be told; the others say that they cannot be overridden here', async () => {
    const { healthNumber } = await storyOf(stack, 'consent-blocked');
    const doctor = await stack.signIn('dr.leclair');
    const patientKey = await open(doctor, healthNumber);
    const before = await readTimeline(doctor, { patientKey });
    expect(restrictionOf(before)).toMatchObject({ extent: 'SOME', grounds: [{ ground: 'EXPRESS_CONSENT' }, { ground: 'HARM_TO_PATIENT' }, { ground: 'HARM_TO_OTHERS' }] });
    const countAt = (timeline: typeof before, sourceId: string): number => timeline.completeness!.outcomes.find((one) => one.sourceId === sourceId)!.recordCount;
    expect(countAt(before, 'di-common-service')).toBe(0);
    const { startOverride } = await doctor.run<{ startOverride: Answer & { overrideId: string } }>('StartOverride', { patientKey, ground: 'EXPRESS_CONSENT', substitute: { name: 'Quentin Charbonneau', relationship: 'SPOUSE_OR_PARTNER' } });
    const opened = await readTimeline(doctor, { patientKey });
    expect(countAt(opened, 'di-common-service')).toBeGreaterThan(0);
    // London still holds something back and cannot be told.
    expect(restrictionOf(opened)).toMatchObject({ extent: 'SOME', grounds: [], activeOverride: { overrideId: startOverride.overrideId } });
    expect(await doctor.run('EndOverride', { overrideId: startOverride.overrideId })).toMatchObject({ endOverride: { ok: true } });
    expect(countAt(await readTimeline(doctor, { patientKey }), 'di-common-service')).toBe(0);
  });

  it.each([
    ['an end before its start', { startsAt: 1_800_000_000_000, endsAt: 1_799_999_999_999 }, { code: 'INVALID_INPUT', field: 'endsAt', problem: 'not-after-start' }],
    ['another custodian’s record', { scope: 'CUSTODIAN_RECORD', custodianId: 'thames-valley' }, { code: 'INVALID_INPUT', field: 'custodianId', problem: 'another-organization' }],
    ['everything without the patient', { requestedBy: 'CUSTODIAN' }, { code: 'INVALID_INPUT', field: 'requestedBy', problem: 'patient-must-ask' }],
  ])('is not entered with %s', async (_, input, refusal) => {
    expect(await enter(await storyOf(stack, 'known-allergies'), input)).toMatchObject({ __typename: 'Refusal', ...refusal });
  });

  it('is entered by privacy contacts alone, for a number that can be one', async () => {
    const doctor = await stack.signIn('dr.leclair');
    const patient = { identifierValue: '9999999998', family: 'Nobody', given: 'Known', birthDate: '1980-01-01' };
    expect(await privacy.run('OpenConsentFile', { patient })).toMatchObject({ openConsentFile: { __typename: 'Refusal', code: 'INVALID_INPUT', field: 'identifierValue' } });
    const { healthNumber } = await storyOf(stack, 'broken-arm');
    expect(await doctor.run('OpenConsentFile', { patient: { ...patient, identifierValue: healthNumber } })).toMatchObject({ openConsentFile: { __typename: 'Refusal', code: 'NOT_ALLOWED' } });
    expect(await doctor.run('ConsentFile', { fileKey: 'not-a-key' })).toMatchObject({ consentFile: { __typename: 'Refusal' } });
  });
});
