import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEventProof, verifyEventProof } from '@longview/audit';
import { DAILY_QUEUE } from '@longview/attestation';
import { openPostgresJobQueue } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf, type Story } from './chart-reader.js';

interface Refused { readonly __typename: 'Refusal'; readonly code: string; readonly field?: string; readonly problem?: string }
interface Case {
  readonly __typename: 'PrivacyCase';
  readonly line: { readonly caseId: string; readonly version: number; readonly state: string; readonly isAnswered: boolean };
  readonly accesses: readonly { readonly eventId: string; readonly proof: string | null }[];
  readonly questions: readonly { readonly answer: string | null }[];
  readonly patients: readonly { readonly name: string; readonly patientKey: string }[];
  readonly actions: readonly string[];
  readonly answerDueOn: string;
}

const CIRCUMSTANCES = ['KNOWING_USE_OR_DISCLOSURE', 'STOLEN', 'FURTHER_USE_OR_DISCLOSURE', 'PATTERN', 'COLLEGE_NOTICE', 'EQUIVALENT_NOTICE', 'SIGNIFICANT'];
const PATIENCE_MS = 60_000;
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(Date.now());

/** Asks until there is an answer to look for. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const deadlineMs = Date.now() + PATIENCE_MS; Date.now() < deadlineMs; await delay(250)) {
    const found = await ask();
    if (found !== undefined) return found;
  }
  throw new Error('It did not come.');
}

describe('a privacy case, from the flag to the Commissioner', () => {
  let stack: RunningStack;
  let story: Story;
  let auditor: GatewayClient;
  let contact: GatewayClient;
  let physician: GatewayClient;
  let caseId: string;

  beforeAll(async () => {
    stack = await startStack();
    story = await storyOf(stack, 'broken-arm');
    [auditor, contact, physician] = await Promise.all(['auditor.halvorsen', 'privacy.singh', 'dr.osei'].map((username) => stack.signIn(username))) as [GatewayClient, GatewayClient, GatewayClient];
    await physician.run('ChooseOrganization', { organizationId: 'st-brigid' });
  });
  afterAll(async () => { await stack?.stop(); });

  const read = async (client: GatewayClient): Promise<Case> => (await client.run<{ privacyCase: Case }>('PrivacyCase', { caseId })).privacyCase;
  /** Does one thing with the case as it stands now. */
  const act = async (client: GatewayClient, operation: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Case | Refused> => {
    const { line: { version } } = await read(auditor);
    const answers = Object.values(await client.run<Record<string, Case | Refused | string>>(operation, { seen: { caseId, version }, ...variables }));
    return answers.find((answer): answer is Case | Refused => typeof answer === 'object')!;
  };

  it('begins with a flag that somebody decides to look into', async () => {
    const { addWatchedPatient } = await auditor.run<{ addWatchedPatient: { __typename: string } }>('AddWatchedPatient', { input: { healthNumber: story.healthNumber, reason: 'in-the-news' } });
    expect(addWatchedPatient.__typename).toBe('WatchList');
    await readTimeline(physician, { patientKey: await open(physician, story.healthNumber) });
    const flag = await eventually(async () => (await auditor.run<{ flags: { flags: readonly { id: string; version: number; user: { userId: string } }[] } }>('Flags', { input: {} })).flags.flags.find(({ user }) => user.userId === 'dr-osei'));
    const { decideFlag } = await auditor.run<{ decideFlag: { __typename: string; caseId: string } }>('DecideFlag', { flag: { id: flag.id, version: flag.version }, input: { decision: 'CASE', note: 'In the news this week' } });
    caseId = decideFlag.caseId;
    expect(await read(contact)).toMatchObject({ line: { state: 'IN_REVIEW', origin: 'FLAG', ownerName: 'Bjørn Halvorsen' }, summary: 'In the news this week', flagIds: [flag.id] });
  });

  it('holds the events with proofs that the log’s public key confirms', async () => {
    const { accesses } = await eventually(async () => {
      const found = await read(auditor);
      return found.accesses.every(({ proof }) => proof !== null) ? found : undefined;
    });
    const publicKey = createPublicKey(await readFile(path.join(stack.secretsFolder, 'audit-signing-public.pem')));
    expect(accesses.length).toBeGreaterThan(0);
    for (const { eventId, proof } of accesses) {
      const file = readEventProof(proof!)!;
      expect([file.event.id, file.event.actor.userId, verifyEventProof(file, publicKey).kind]).toEqual([eventId, 'dr-osei', 'proven']);
    }
  });

  it('asks the person, who sees initials and answers once; their case stays hidden from them', async () => {
    const { accesses, answerDueOn } = await read(auditor);
    expect(await act(auditor, 'AskUser', { input: { text: 'What was the occasion?', dueOn: answerDueOn, eventIds: accesses.map(({ eventId }) => eventId).slice(0, 50) } })).toMatchObject({ line: { state: 'ASKED' } });
    const { myPrivacyQuestions: [question] } = await physician.run<{ myPrivacyQuestions: readonly { questionId: string; accesses: readonly { patientInitials: string }[] }[] }>('MyPrivacyQuestions');
    expect(question!.accesses[0]!.patientInitials).toMatch(/^(\p{Lu}\. ?)+$/u);
    expect(JSON.stringify(question)).not.toContain(story.family);
    expect(await read(physician)).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });
    expect(await physician.run('AnswerPrivacyQuestion', { questionId: question!.questionId, answer: 'I was curious.' })).toMatchObject({ answerPrivacyQuestion: { ok: true } });
    expect(await read(auditor)).toMatchObject({ line: { isAnswered: true }, questions: [{ answer: 'I was curious.' }] });
  });

  it('is confirmed, reported, and closed by a second person', async () => {
    expect(await act(auditor, 'ConfirmPrivacyCase', { finding: 'Curiosity is no reason.' })).toMatchObject({ line: { state: 'CONFIRMED' } });
    const circumstances = CIRCUMSTANCES.map((circumstance) => ({ circumstance, applies: circumstance === 'KNOWING_USE_OR_DISCLOSURE', reason: circumstance === 'KNOWING_USE_OR_DISCLOSURE' ? 'Said so.' : '' }));
    expect(await act(auditor, 'AssessBreach', { input: { category: 'USED_WITHOUT_AUTHORITY', discoveredOn: today(), circumstances, facts: 'A physician opened a record out of curiosity.', affectedCount: 1, containment: 'Access was suspended.', prevention: '' } })).toMatchObject({ breach: { mustNotifyCommissioner: true } });
    const letter = { caseId, templateId: 'PATIENT_BREACH', language: 'FR', facts: [{ name: 'whatInformation', value: 'Vos rapports d’imagerie.' }] };
    expect(await auditor.run('IssuePrivacyLetter', { input: letter })).toMatchObject({ issuePrivacyLetter: { __typename: 'PrivacyLetter', language: 'FR' } });
    expect(await act(auditor, 'ReportPrivacyCase', { patientsNotifiedOn: today(), commissionerNotifiedOn: today() })).toMatchObject({ line: { state: 'REPORTED' } });
    expect(await act(auditor, 'ClosePrivacyCase')).toMatchObject({ code: 'INVALID_INPUT', problem: 'second-person' });
    expect(await act(contact, 'ClosePrivacyCase')).toMatchObject({ line: { state: 'CLOSED' } });
  });

  it('gives the Commissioner a package that names no patient, and is counted for the year', async () => {
    const { takeBreachPackage } = await contact.run<{ takeBreachPackage: { __typename: string; json: string; zip: string } }>('TakeBreachPackage', { caseId, language: 'EN' });
    expect(JSON.parse(takeBreachPackage.json)).toMatchObject({ agentName: 'Dr. Kwame Osei', breach: { affectedCount: 1 }, events: expect.arrayContaining([expect.objectContaining({ userId: 'dr-osei', individual: 1 })]) });
    const archive = Buffer.from(takeBreachPackage.zip, 'base64').toString('utf8');
    for (const { proof } of (await read(auditor)).accesses) expect(archive).toContain(proof!);
    for (const told of [story.healthNumber, story.family.toUpperCase()]) expect(archive.toUpperCase()).not.toContain(told);
    const { annualBreachCount } = await auditor.run<{ annualBreachCount: { rows: readonly { category: string; breaches: number }[] } }>('AnnualBreachCount', { year: Number(today().slice(0, 4)) });
    expect(annualBreachCount.rows.find(({ category }) => category === 'USED_WITHOUT_AUTHORITY')).toMatchObject({ breaches: 1 });
  });

  it('has the person attested anew, and shows in a campaign while it is open', async () => {
    const jobs = await openPostgresJobQueue(stack.database.runtimeUrl, { lookEveryMs: 500 });
    try {
      await jobs.send(DAILY_QUEUE, {}, { key: 'this-morning' });
      const authority = await stack.signIn('lra.morin');
      const review = await eventually(async () => (await authority.run<{ attestationReviews: { reviews: readonly { personName: string; trigger: string }[] } }>('AttestationReviews', { offset: 0, limit: 50 })).attestationReviews.reviews.find(({ trigger }) => trigger === 'PRIVACY_CASE'));
      expect(review.personName).toBe('Dr. Kwame Osei');
      expect(await act(contact, 'ReopenPrivacyCase', { reason: 'A second patient complained.' })).toMatchObject({ line: { state: 'IN_REVIEW' } });
      const office = await stack.signIn('program.okafor');
      const dueOn = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      const { planCampaign } = await office.run<{ planCampaign: { id: string } }>('PlanCampaign', { input: { nameEn: 'This half-year', nameFr: 'Ce semestre', periodFrom: '2026-01-01', periodTo: '2026-06-30', opensOn: today(), dueOn } });
      const sheet = { campaignId: planCampaign.id, organizationId: 'st-brigid', tier: 'USERS' };
      const item = await eventually(async () => {
        const { attestationItems } = await authority.run<{ attestationItems: { items?: readonly { personName: string; signals: readonly string[] }[] } }>('AttestationItems', { sheet, input: { bucket: 'NEEDS_DECISION', limit: 50 } });
        return attestationItems.items?.find(({ personName }) => personName === 'Dr. Kwame Osei');
      });
      expect(item.signals).toContain('PRIVACY_CASE');
    } finally {
      await jobs.close();
    }
  });
});
