import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, readEventProof, verifyEventProof } from '@longview/audit';
import { isRefusal, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import { applyMigrations, openPostgresDatabase, PostgresAuditProofs, PostgresAuditStore, PostgresSealStore, type PostgresDatabase } from '@longview/persistence';
import pg from 'pg';
import type { BreachInput } from './breach.js';
import { remindAll } from './case-jobs.js';
import { addOrganization, asking, caseOffice, DAY_MS, looked, MORNING_MS, PHILOMENA, ZEBULON, type CaseOffice } from './case-office.fixture.js';
import { BREACH_CIRCUMSTANCES } from './case-words.js';
import { casesByPerson } from './confirmed-cases.js';
import { freezeEvidence } from './evidence.js';
import { createFlagCases } from './flag-cases.js';
import { createPrivacyCases, type PrivacyCases } from './privacy-cases.js';
import type { PrivacyCase } from './read-case.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ada = asking('ada', 'hospital', 'privacy-contact');
const ben = asking('ben', 'hospital', 'privacy-auditor');
const nurse = asking('nora', 'hospital', 'nurse');
const elsewhere = asking('eve', 'lakeside', 'privacy-contact');
const programOffice = asking('pat', 'program', 'program-office');

const BREACH: BreachInput = {
  category: 'used-without-authority', discoveredOn: '2027-01-30', affectedCount: 1, facts: 'A nurse opened the record of a neighbour.', containment: 'Her access was suspended.', prevention: '',
  circumstances: BREACH_CIRCUMSTANCES.map((circumstance) => ({ circumstance, applies: circumstance === 'knowing-use-or-disclosure', reason: circumstance === 'knowing-use-or-disclosure' ? 'She said that she knew.' : '' })),
};

let database: PostgresDatabase;
let owner: pg.Client;
let log: GroupCommitAuditLog;
let sealStore: PostgresSealStore;
let sealer: AuditSealer;
let proofs: PostgresAuditProofs;
let office: CaseOffice;
let cases: PrivacyCases;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  database = openPostgresDatabase(runtimeUrl);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  let nowMs = MORNING_MS - DAY_MS;
  log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => (nowMs += 1_000) });
  sealStore = new PostgresSealStore(runtimeUrl);
  sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: () => (nowMs += 1_000) });
  proofs = new PostgresAuditProofs(runtimeUrl);
});
afterAll(async () => {
  await log.close();
  await sealStore.close();
  await proofs.close();
  await database.close();
  await owner.end();
});
beforeEach(async () => {
  await owner.query('truncate organization, person cascade');
  office = await caseOffice(database, log, (eventId) => proofs.proveInclusion(...(eventId.split('-').map(Number) as [number, number])));
  cases = createPrivacyCases(office);
  await addOrganization(database, 'hospital', [{ id: 'ada', offices: ['privacy-contact'] }, { id: 'ben', offices: ['privacy-auditor'] }, { id: 'nora' }]);
  await addOrganization(database, 'lakeside', [{ id: 'eve', offices: ['privacy-contact'] }]);
  await addOrganization(database, 'program', [{ id: 'pat', offices: ['program-office'] }]);
});

async function sealed(...entries: readonly Parameters<GroupCommitAuditLog['append']>[0][]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const entry of entries) ids.push(await log.append(entry));
  await sealer.sealNow();
  return ids;
}
function done(outcome: PrivacyCase | ChangeRefusal): PrivacyCase {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as PrivacyCase;
}
const seenOf = ({ line: { id, version } }: PrivacyCase) => ({ caseId: id, version });
async function inReview(by: ChangeRequest = ada): Promise<PrivacyCase> {
  const eventIds = await sealed(looked('nora', 'hospital', ZEBULON));
  const opened = done(await cases.open(by, { origin: 'manual', summary: 'Seen in the report of last week', eventIds }));
  return done(await cases.take(by, seenOf(opened)));
}
async function confirmed(by: ChangeRequest = ada): Promise<PrivacyCase> {
  return done(await cases.confirm(by, seenOf(await inReview(by)), 'She had no reason to look.'));
}
async function reported(by: ChangeRequest = ada): Promise<PrivacyCase> {
  const assessed = done(await cases.assess(by, seenOf(await confirmed(by)), BREACH));
  return done(await cases.report(by, seenOf(assessed), { patientsNotifiedOn: '2027-02-01', commissionerNotifiedOn: '2027-02-01' }));
}

describe('a privacy case', () => {
  it('takes events of the log as evidence with proofs that hold with the public key alone, until somebody changes them', async () => {
    const eventIds = await sealed(looked('nora', 'hospital', ZEBULON), looked('nora', 'hospital', PHILOMENA));
    const opened = done(await cases.open(ada, { origin: 'manual', summary: 'Two neighbours', eventIds }));
    expect(opened).toMatchObject({ subjectId: 'nora', suggestedAffectedCount: 2, line: { state: 'new', dueOn: '2027-03-03', isOverdue: false } });
    expect(opened.patients.map(({ name }) => name).sort()).toEqual(['Philomena Testpatient', 'Zebulon Testpatient']);
    for (const { proof } of opened.accesses) {
      const file = readEventProof(proof!)!;
      expect(verifyEventProof(file, publicKey)).toMatchObject({ kind: 'proven' });
      expect(verifyEventProof({ ...file, event: { ...file.event, actor: { ...file.event.actor, userId: 'somebody-else' } } }, publicKey)).toEqual({ kind: 'not-in-the-log' });
    }
    // The product itself can neither change nor remove what was frozen; whoever could is found out by the proof.
    await expect(database.query(`update privacy_case_access set proof = '{}' where case_id = $1`, [opened.line.id])).rejects.toThrow(/does not change/);
    await owner.query('alter table privacy_case_access disable trigger privacy_case_access_frozen');
    await owner.query(`update privacy_case_access set proof = replace(proof, '"nora"', '"otto"') where case_id = $1`, [opened.line.id]);
    await owner.query('alter table privacy_case_access enable trigger privacy_case_access_frozen');
    const tampered = done(await cases.read(ada, opened.line.id));
    for (const { proof } of tampered.accesses) expect(verifyEventProof(readEventProof(proof!)!, publicKey)).toEqual({ kind: 'not-in-the-log' });
  });

  it('is never deleted, and neither are its notes, history, questions and letters', async () => {
    await inReview();
    for (const table of ['privacy_case', 'privacy_case_patient', 'privacy_case_flag', 'privacy_case_access', 'privacy_case_note', 'privacy_case_history', 'privacy_case_question', 'privacy_breach', 'privacy_letter']) {
      await expect(database.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(database.query(`truncate ${table}`)).rejects.toThrow(/permission denied/);
    }
    for (const change of ["privacy_case_note set text_sealed = ''", "privacy_case_history set change = ''", "privacy_case_question set text_sealed = ''", "privacy_letter set letter_sealed = ''"]) {
      await expect(database.query(`update ${change}`)).rejects.toThrow(/permission denied/);
    }
  });

  it('that two people change at once is changed by one of them, and the other is told', async () => {
    const one = await inReview();
    const outcomes = await Promise.all([cases.explain(ada, seenOf(one), 'She covered the ward.'), cases.confirm(ben, seenOf(one), 'She had no reason.')]);
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1);
    expect(outcomes.filter(isRefusal)).toEqual([{ kind: 'refused', code: 'conflict' }]);
    expect(done(await cases.read(ada, one.line.id)).history.map(({ change }) => change)).toHaveLength(3);
  });

  it('that was confirmed is closed by a second person only, and the table holds to that whatever the application says', async () => {
    const one = await reported();
    expect(one).toMatchObject({ needsSecondPerson: true, actions: expect.not.arrayContaining(['close']) });
    expect(await cases.close(ada, seenOf(one))).toMatchObject({ code: 'invalid-input', field: 'state', problem: 'second-person' });
    await expect(database.query(`update privacy_case set state = 'closed', closed_by = 'ada', closed_at = now() where id = $1`, [one.line.id])).rejects.toThrow(/privacy_case_second_person/);
    await expect(database.query(`update privacy_case set state = 'closed', closed_by = 'nora', closed_at = now() where id = $1`, [one.line.id])).rejects.toThrow(/privacy_case_not_oneself/);
    await expect(database.query('update privacy_case set was_confirmed = false where id = $1', [one.line.id])).rejects.toThrow(/stays so/);
    await expect(database.query(`update privacy_case set opened_by = 'ben' where id = $1`, [one.line.id])).rejects.toThrow(/permission denied/);
    expect(done(await cases.close(ben, seenOf(one))).line.state).toBe('closed');
    const reopened = done(await cases.reopen(ada, seenOf(done(await cases.read(ada, one.line.id))), 'A witness came forward'));
    expect(reopened.history.map(({ change }) => change)).toEqual(['case-reopened', 'case-closed', 'case-reported', 'breach-assessed', 'case-confirmed', 'case-taken', 'case-opened']);
    // Explaining it away does not make one person enough.
    const explained = done(await cases.explain(ada, seenOf(reopened), 'She did have a reason.'));
    expect(await cases.close(ada, seenOf(explained))).toMatchObject({ problem: 'second-person' });
    expect(done(await cases.close(programOffice, seenOf(explained))).line.state).toBe('closed');
  });

  it('is not there for its subject, whatever office they hold, nor for another organization', async () => {
    const one = await inReview(ben);
    const [eventId] = await sealed(looked('ben', 'hospital', ZEBULON));
    const aboutBen = done(await cases.open(ada, { origin: 'manual', summary: 'The auditor', eventIds: [eventId!] }));
    expect(aboutBen.line.isForProgramOffice).toBe(false);
    for (const refused of [await cases.read(ben, aboutBen.line.id), await cases.note(ben, seenOf(aboutBen), 'It was nothing'), await cases.read(elsewhere, one.line.id), await cases.read(nurse, one.line.id)]) expect(refused).toMatchObject({ code: 'not-allowed' });
    expect(await cases.list(ben, { offset: 0, limit: 10 })).toMatchObject({ total: 1, cases: [{ id: one.line.id }] });
    expect(await cases.list(elsewhere, { offset: 0, limit: 10 })).toMatchObject({ total: 0 });
    expect(await cases.list(programOffice, { offset: 0, limit: 10 })).toMatchObject({ total: 2 });
    expect(await cases.open(ben, { origin: 'manual', summary: 'Myself', eventIds: [eventId!] })).toMatchObject({ code: 'not-allowed', rule: 'about-oneself' });
    expect(await cases.open(ada, { origin: 'manual', summary: 'Myself', subjectId: 'ada' })).toMatchObject({ code: 'not-allowed' });
  });

  it('about the privacy contact goes to the program office, past those whom the contact leads', async () => {
    const [eventId] = await sealed(looked('ada', 'hospital', ZEBULON));
    const moved = await cases.open(ben, { origin: 'manual', summary: 'The contact', eventIds: [eventId!] });
    expect(moved).toMatchObject({ code: 'not-allowed' });
    const page = await cases.list(programOffice, { offset: 0, limit: 10 });
    expect(page).toMatchObject({ total: 1, cases: [{ isForProgramOffice: true, organizationId: 'hospital' }] });
    if ('kind' in page) throw new Error('The program office was refused.');
    expect(await cases.reviewers(programOffice, page.cases[0]!.id)).toEqual([expect.objectContaining({ userId: 'pat' })]);
  });

  it('takes events of its own side only, of one person only, and only what the sealed log has', async () => {
    const [own, others, ofAnother] = await sealed(looked('nora', 'hospital', ZEBULON), { ...looked('eve', 'lakeside', ZEBULON), custodians: [] }, looked('ben', 'hospital', ZEBULON));
    const unsealed = await log.append(looked('nora', 'hospital', PHILOMENA));
    const open = (by: ChangeRequest, ...eventIds: readonly string[]) => cases.open(by, { origin: 'manual', summary: 'x', eventIds });
    for (const eventId of [others!, unsealed, '99-1', 'x']) expect(await open(ada, eventId)).toMatchObject({ code: 'invalid-input', problem: 'not-in-the-log' });
    expect(await open(ada, own!, ofAnother!)).toMatchObject({ problem: 'of-several-people' });
    // The custodian whose records they were sees it as a disclosure, and may ask about it.
    expect(done(await open(elsewhere, own!)).line).toMatchObject({ organizationId: 'lakeside', subjectName: 'Test nora' });
    await sealer.sealNow();
  });

  it('from a complaint begins with the patient and finds out whose access it was from the events', async () => {
    const opened = done(await cases.open(ada, { origin: 'complaint', summary: 'Who looked in January?', patient: ZEBULON }));
    expect(opened).toMatchObject({ patients: [{ name: 'Zebulon Testpatient', initials: 'Z. T.' }], actions: expect.arrayContaining(['take', 'attach']) });
    expect(opened.line.subjectName).toBeUndefined();
    const taken = done(await cases.take(ada, seenOf(opened)));
    expect(await cases.confirm(ada, seenOf(taken), 'Somebody looked')).toMatchObject({ problem: 'no-subject' });
    const eventIds = await sealed(looked('nora', 'hospital', ZEBULON));
    expect(done(await cases.attach(ada, seenOf(taken), eventIds))).toMatchObject({ subjectId: 'nora', patients: [{ name: 'Zebulon Testpatient' }] });
    expect(await cases.open(ada, { origin: 'complaint', summary: 'Nobody' })).toMatchObject({ field: 'patient', problem: 'missing' });
  });

  it('keeps what people write sealed, and out of the access log', async () => {
    const one = done(await cases.note(ada, seenOf(await inReview()), 'Zebulon Testpatient called: she lives next door.'));
    const { rows } = await owner.query<{ all: string }>(`select (select json_agg(n)::text from privacy_case_note n) || (select json_agg(c)::text from privacy_case c) || (select json_agg(h)::text from privacy_case_history h) as all`);
    expect(rows[0]!.all).not.toMatch(/Testpatient|next door|report of last week/);
    expect(JSON.stringify(office.events)).not.toMatch(/next door|report of last week/);
    expect(one.notes).toMatchObject([{ text: 'Zebulon Testpatient called: she lives next door.', byName: 'Test ada' }]);
  });

  it('is read only after the log says so, of each patient in it', async () => {
    const one = await inReview();
    office.events.length = 0;
    await cases.read(ben, one.line.id);
    expect(office.events).toEqual([expect.objectContaining({ action: 'access-log-read', patient: expect.anything(), objects: [`privacy-case/${one.line.id}`], details: { what: 'privacy-case' } })]);
    const deaf = createPrivacyCases({ ...office, audit: { append: () => Promise.reject(new Error('no log')) } });
    await expect(deaf.read(ada, one.line.id)).rejects.toThrow('no log');
    await expect(deaf.note(ada, seenOf(one), 'unseen')).rejects.toThrow('no log');
    expect(done(await cases.read(ada, one.line.id)).notes).toEqual([]);
  });
});

describe('a question to the user', () => {
  it('shows them initials and time, not who asks, and is answered once by them alone', async () => {
    const one = await inReview();
    const asked = done(await cases.ask(ada, seenOf(one), { text: 'What was the occasion?', dueOn: '2027-02-08', eventIds: one.accesses.map(({ eventId }) => eventId) }));
    expect(asked.line).toMatchObject({ state: 'asked', isAnswerAwaited: true, isAnswered: false });
    expect(office.letters).toEqual([{ key: expect.stringMatching(/^privacy-question:/), mail: expect.objectContaining({ to: 'nora@mail.example', text: expect.stringContaining('https://longview.example/account/questions') }) }]);
    expect(office.letters[0]!.mail.text).not.toMatch(/Testpatient|Z\. T\.|ada/);
    const [question, ...others] = await cases.ownQuestions(nurse);
    expect(others).toEqual([]);
    expect(question).toMatchObject({ text: 'What was the occasion?', organizationName: { en: 'Organization hospital' }, accesses: [{ patientInitials: 'Z. T.', occurredAtMs: expect.any(Number) }], isOverdue: false });
    expect(JSON.stringify(question)).not.toMatch(/ada|Zebulon|Testpatient|flag/);
    expect(await cases.ownQuestions(ben)).toEqual([]);
    expect(await cases.answer(ben, question!.id, 'Not mine')).toMatchObject({ code: 'not-allowed' });
    expect(await cases.answer(nurse, question!.id, '  ')).toMatchObject({ field: 'answer', problem: 'missing' });
    expect(await cases.answer(nurse, question!.id, 'I covered the ward that night.')).toEqual({ kind: 'changed' });
    expect(await cases.answer(nurse, question!.id, 'Something else')).toEqual({ kind: 'refused', code: 'conflict' });
    // Whoever has not seen the answer cannot decide past it.
    expect(await cases.confirm(ada, seenOf(asked), 'No answer')).toEqual({ kind: 'refused', code: 'conflict' });
    expect(done(await cases.read(ada, one.line.id))).toMatchObject({ line: { isAnswered: true, isAnswerAwaited: false }, questions: [{ answer: 'I covered the ward that night.' }] });
    expect(office.events).toContainEqual(expect.objectContaining({ action: 'case-changed', actor: expect.objectContaining({ userId: 'nora' }), details: { change: 'question-answered' } }));
  });

  it('is recalled once before its day, and stays visible as unanswered', async () => {
    const one = await inReview();
    await cases.ask(ada, seenOf(one), { text: 'What was the occasion?', dueOn: '2027-02-08', eventIds: one.accesses.map(({ eventId }) => eventId) });
    const stay = new AbortController().signal;
    office.letters.length = 0;
    await remindAll(office, stay);
    expect(office.letters).toEqual([]);
    office.clock.advance(6 * DAY_MS);
    await remindAll(office, stay);
    await remindAll(office, stay);
    expect(office.letters.map(({ mail }) => mail.to)).toEqual(['nora@mail.example']);
    office.clock.advance(4 * DAY_MS);
    expect(done(await cases.read(ada, one.line.id)).line).toMatchObject({ isAnswerOverdue: true });
  });

  it('is refused about accesses that are not in the case, and for a day that has passed', async () => {
    const one = await inReview();
    expect(await cases.ask(ada, seenOf(one), { text: 'Why?', dueOn: '2027-02-08', eventIds: ['99-1'] })).toMatchObject({ field: 'eventIds', problem: 'not-in-the-case' });
    expect(await cases.ask(ada, seenOf(one), { text: 'Why?', dueOn: '2027-01-08', eventIds: one.accesses.map(({ eventId }) => eventId) })).toMatchObject({ field: 'dueOn', problem: 'past' });
  });
});

describe('a flag that becomes a case', () => {
  it('does so in the transaction of its decision, once, and gets its proofs when the log has sealed', async () => {
    const flagCases = createFlagCases(office);
    const eventId = await log.append(looked('nora', 'hospital', ZEBULON));
    const flag = { request: ada, flagId: 'flag-1', organizationId: 'hospital', userId: 'nora', patient: office.patients.pseudonymize({ ...ZEBULON, names: [] }), accessEventIds: [eventId], state: 'asked' as const, question: 'What was the occasion?', note: 'Same street' };
    await expect(database.transaction(async (connection) => {
      await flagCases.open(connection, flag);
      throw new Error('The flag was decided by somebody else.');
    })).rejects.toThrow();
    expect(await cases.list(ada, { offset: 0, limit: 10 })).toMatchObject({ total: 0 });
    const { caseId } = await database.transaction((connection) => flagCases.open(connection, flag));
    expect(await database.transaction((connection) => flagCases.open(connection, { ...flag, state: 'in-review' }))).toEqual({ caseId });
    const opened = done(await cases.read(ben, caseId));
    expect(opened).toMatchObject({ line: { state: 'asked', origin: 'flag', ownerId: 'ada' }, summary: 'Same street', flagIds: ['flag-1'], questions: [{ text: 'What was the occasion?', dueOn: '2027-02-08' }], accesses: [{ eventId }] });
    expect(opened.accesses[0]!.proof).toBeUndefined();
    // The flag knew a number only; who it was says the event.
    expect(opened.patients).toMatchObject([{ name: '' }]);
    expect(office.queued).toContainEqual({ queue: 'privacy-case-evidence', data: { caseId } });
    expect(await freezeEvidence(office, caseId)).toBe(1);
    await sealer.sealNow();
    expect(await freezeEvidence(office, caseId)).toBe(0);
    const { accesses: [access], patients } = done(await cases.read(ben, caseId));
    expect(patients).toMatchObject([{ name: 'Zebulon Testpatient' }]);
    expect(verifyEventProof(readEventProof(access!.proof!)!, publicKey)).toMatchObject({ kind: 'proven' });
    expect(access).toMatchObject({ action: 'patient-opened', provenAtMs: expect.any(Number) });
    await cases.confirm(ada, { caseId, version: done(await cases.read(ada, caseId)).line.version }, 'No reason');
    expect(office.settled).toEqual([{ caseId, outcome: 'confirmed' }]);
  });
});

describe('what leaves the privacy office', () => {
  it('is a package of the breach for the Commissioner that names no patient and proves every event', async () => {
    const one = await confirmed();
    expect(await cases.breachPackage(ada, one.line.id, 'en')).toMatchObject({ field: 'breach', problem: 'not-assessed' });
    expect(await cases.assess(ada, seenOf(one), { ...BREACH, facts: 'A nurse opened the record of TESTPATIENT, Zebulon.' })).toMatchObject({ field: 'facts', problem: 'names-patient' });
    expect(await cases.assess(ada, seenOf(one), { ...BREACH, circumstances: BREACH.circumstances.slice(1) })).toMatchObject({ field: 'circumstances', problem: 'answer-each' });
    expect(await cases.assess(ada, seenOf(one), { ...BREACH, circumstances: BREACH.circumstances.map((answer) => ({ ...answer, reason: '' })) })).toMatchObject({ problem: 'reason-missing' });
    expect(await cases.assess(ada, seenOf(one), { ...BREACH, category: 'stolen' })).toMatchObject({ problem: 'stolen-applies' });
    const assessed = done(await cases.assess(ada, seenOf(one), BREACH));
    expect(await cases.report(ada, seenOf(assessed), { patientsNotifiedOn: '2027-02-01' })).toMatchObject({ field: 'commissionerNotifiedOn', problem: 'missing' });
    expect(await cases.report(ada, seenOf(assessed), { patientsNotifiedOn: '2027-01-01', commissionerNotifiedOn: '2027-02-01' })).toMatchObject({ field: 'patientsNotifiedOn', problem: 'before-discovery' });
    const taken = await cases.breachPackage(ada, one.line.id, 'fr');
    if ('kind' in taken) throw new Error('The package was refused.');
    expect(taken.html).toContain('<html lang="fr">');
    expect(taken.html).toContain('disposition 1');
    const record = JSON.parse(taken.json) as { events: { id: string; individual: number }[]; breach: { mustNotifyCommissioner: boolean } };
    expect(record).toMatchObject({ breach: { mustNotifyCommissioner: true }, events: [{ individual: 1, userId: 'nora' }] });
    for (const { proof } of one.accesses) expect(taken.zip.includes(Buffer.from(proof!))).toBe(true);
    expect(taken.zip.includes(Buffer.from('Testpatient'))).toBe(false);
    expect(taken.zip.includes(Buffer.from('9000000001'))).toBe(false);
  });

  it('is a letter in the language of the patient, which says what is missing until nothing is, and then never changes', async () => {
    const one = await reported();
    const input = { caseId: one.line.id, templateId: 'patient-breach', language: 'fr' } as const;
    expect(await cases.previewLetter(ada, { ...input, facts: new Map() })).toEqual({ problems: [{ field: 'whatInformation', problem: 'missing' }] });
    const form = await cases.letterForm(ada, input);
    expect(form).toMatchObject({ language: 'fr', fields: expect.arrayContaining([{ name: 'whatHappened', isRequired: true, suggestion: BREACH.facts }, { name: 'prevention', isRequired: false, suggestion: '' }]) });
    const facts = new Map([['whatInformation', 'Vos rapports de laboratoire.'], ['whatHappened', 'Une infirmière a ouvert votre dossier.']]);
    const issued = await cases.issueLetter(ada, { ...input, facts });
    expect(issued).toMatchObject({ subject: expect.stringContaining('sans autorisation'), paragraphs: expect.arrayContaining(['Zebulon Testpatient,', 'Ce qui s’est passé : Une infirmière a ouvert votre dossier.', expect.stringContaining('droit de porter plainte')]) });
    expect(office.events).toContainEqual(expect.objectContaining({ action: 'letter-issued', patient: expect.anything(), details: expect.objectContaining({ template: 'patient-breach', templateVersion: 1, language: 'fr' }) }));
    const [letter] = done(await cases.read(ben, one.line.id)).letters;
    expect(await cases.letter(ben, letter!.id)).toEqual(issued);
    expect(await cases.letter(elsewhere, letter!.id)).toMatchObject({ code: 'not-allowed' });
    const { rows } = await owner.query<{ kept: string }>('select letter_sealed as kept from privacy_letter');
    expect(rows[0]!.kept).not.toContain('Testpatient');
  });

  it('is a letter to the Commissioner, who is not told whose information it was', async () => {
    const one = await reported();
    const input = { caseId: one.line.id, templateId: 'commissioner-breach', language: 'en' } as const;
    expect(await cases.issueLetter(ada, { ...input, facts: new Map([['facts', 'She looked up Zebulon Testpatient.']]) })).toEqual({ problems: [{ field: 'facts', problem: 'names-patient' }] });
    expect(await cases.issueLetter(ada, { ...input, facts: new Map() })).toMatchObject({ paragraphs: expect.arrayContaining([expect.stringContaining('paragraph 1'), expect.stringContaining('on February 1, 2027')]) });
    const explained = done(await cases.explain(ada, seenOf(await inReview()), 'She covered the ward.'));
    expect(await cases.previewLetter(ada, { ...input, caseId: explained.line.id, facts: new Map() })).toMatchObject({ field: 'templateId', problem: 'not-confirmed' });
    expect(await cases.previewLetter(ada, { caseId: explained.line.id, templateId: 'patient-reply', language: 'en', facts: new Map([['answer', 'A nurse who covered the ward.']]) })).toMatchObject({ paragraphs: expect.arrayContaining(['A nurse who covered the ward.']) });
  });

  it('is the count of a year: each breach once, where its case lies, when it stands confirmed', async () => {
    const one = await reported();
    const count = await cases.annualCount(ada, 2027);
    if ('kind' in count) throw new Error('The count was refused.');
    expect(count.dueOn).toBe('2028-03-01');
    expect(count.rows).toHaveLength(5);
    expect(count.rows.find(({ category }) => category === 'used-without-authority')).toMatchObject({ organizationId: 'hospital', breaches: 1, affected: 1, one: 1, twoToTen: 0 });
    expect(await cases.annualCount(elsewhere, 2027)).toMatchObject({ rows: expect.not.arrayContaining([expect.objectContaining({ breaches: 1 })]) });
    const ofAll = await cases.annualCount(programOffice, 2027);
    expect('kind' in ofAll ? [] : ofAll.rows.filter(({ breaches }) => breaches > 0).map(({ organizationId }) => organizationId)).toEqual(['hospital', undefined]);
    await cases.reopen(ben, seenOf(one), 'A witness came forward');
    expect(await cases.annualCount(programOffice, 2027)).toMatchObject({ undecided: 1, rows: expect.not.arrayContaining([expect.objectContaining({ breaches: 1 })]) });
  });
});

describe('whoever attests people', () => {
  it('is told of an open case and of a confirmed one, where the person acted', async () => {
    const one = await confirmed();
    expect(await casesByPerson.openAmong(database, ['nora', 'ben'])).toEqual(new Set(['nora']));
    expect(await casesByPerson.confirmedSince(database, MORNING_MS - DAY_MS)).toEqual([{ caseId: one.line.id, personId: 'nora', organizationId: 'hospital' }]);
    expect(await casesByPerson.confirmedSince(database, MORNING_MS + DAY_MS)).toEqual([]);
    await cases.reopen(ben, seenOf(one), 'Not so');
    expect(await casesByPerson.confirmedSince(database, 0)).toEqual([]);
  });
});

describe('a case whose day comes', () => {
  it('is recalled to its owner, or to the organization’s reviewers, once before and once after', async () => {
    await inReview();
    await sealed();
    done(await cases.open(ada, { origin: 'complaint', summary: 'Nobody took it', patient: ZEBULON }));
    const stay = new AbortController().signal;
    const letters = async (): Promise<readonly string[]> => {
      office.letters.length = 0;
      await remindAll(office, stay);
      await remindAll(office, stay);
      return office.letters.map(({ mail }) => mail.to).sort();
    };
    expect(await letters()).toEqual([]);
    office.clock.advance(29 * DAY_MS);
    const everybody = ['ada@mail.example', 'ada@mail.example', 'ben@mail.example'];
    expect(await letters()).toEqual(everybody);
    expect(office.letters.every(({ mail }) => !/Testpatient|nora/.test(`${mail.subject}${mail.text}`))).toBe(true);
    office.clock.advance(DAY_MS);
    expect(await letters()).toEqual([]);
    office.clock.advance(DAY_MS);
    expect(await letters()).toEqual(everybody);
    expect(await cases.list(ada, { isOverdue: true, offset: 0, limit: 10 })).toMatchObject({ total: 2, overdue: 2, cases: [{ isOverdue: true }, { isOverdue: true }] });
  });
});
