import { randomBytes } from 'node:crypto';
import type { Actor, Role } from '@longview/access-policy';
import { PatientPseudonymizer, type AuditEntry, type AuditLog } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { ChangeRequest } from '@longview/participants';
import { createIdSource, createSealer, createSettableClock, type Database, type JobQueue, type Mail, type SettableClock } from '@longview/platform';
import type { CaseDeps } from './case-deps.js';
import { readLetterTemplates } from './letters/letter-templates.js';

/** 9 a.m. in Ontario on a fictitious day. */
export const MORNING_MS = Date.UTC(2027, 1, 1, 14, 0, 0);
export const DAY_MS = 86_400_000;

export interface CaseOffice extends CaseDeps {
  readonly clock: SettableClock;
  readonly letters: { readonly mail: Mail; readonly key: string }[];
  readonly queued: { readonly queue: string; readonly data: object }[];
  readonly events: AuditEntry[];
  readonly settled: { readonly caseId: string; readonly outcome: string }[];
}

const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

/** The ports, remembering what went through them; database and log are real. */
export async function caseOffice(database: Database, log: AuditLog, prove: CaseDeps['prove']): Promise<CaseOffice> {
  const clock = createSettableClock(MORNING_MS);
  const letters: CaseOffice['letters'] = [];
  const queued: CaseOffice['queued'] = [];
  const events: AuditEntry[] = [];
  const settled: CaseOffice['settled'] = [];
  const jobs: JobQueue = { define: async () => undefined, send: async (queue, data) => { queued.push({ queue, data }); return true; }, schedule: async () => undefined, work: async () => undefined, close: async () => undefined };
  return {
    database, clock, letters, queued, events, settled, jobs, prove, ids: createIdSource(clock), sealer: createSealer('a secret of a test, long enough to seal with'), patients: pseudonymizer,
    publicUrl: 'https://longview.example', settings: { caseDays: 30, answerDays: 7, remindDays: 2 }, templates: await readLetterTemplates(),
    audit: { append: async (entry) => { events.push(entry); return log.append(entry); } },
    mailer: { send: async (mail, { key }) => void letters.push({ mail, key }) },
    settleFlags: async (_, caseId, outcome) => void settled.push({ caseId, outcome }),
  };
}

/** Fictitious. */
export const ZEBULON: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9000000001' }], names: [{ family: 'Testpatient', given: ['Zebulon'] }], birthDate: '1971-02-03' };
export const PHILOMENA: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9000000002' }], names: [{ family: 'Testpatient', given: ['Philomena'] }], birthDate: '1980-05-06' };

/** What the log says when somebody opens a patient. */
export function looked(userId: string, organizationId: string, patient: SubjectIdentity): AuditEntry {
  return { action: 'patient-opened', outcome: 'success', actor: { userId, displayName: `Test ${userId}`, roles: ['nurse'], organizationId }, sessionId: `session-${userId}`, patient: pseudonymizer.pseudonymize(patient), custodians: [{ custodianId: 'lakeside', sourceId: 'lakeside-records', itemCount: 3, use: 'collection' }] };
}

export interface Member {
  readonly id: string;
  readonly offices?: readonly Role[];
}

/** Adds an organization with its people, all active. Fictitious. */
export async function addOrganization(database: Database, id: string, people: readonly Member[]): Promise<void> {
  const since = new Date(MORNING_MS - 400 * DAY_MS);
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at, phone, privacy_email) values ($1, $2, $3, 'active', $4, $4, '705-555-0100', $5)`, [id, `Organization ${id}`, `Organisme ${id}`, since, `privacy@${id}.example`]);
  for (const { id: person, offices = [] } of people) {
    await database.query(`insert into person (id, display_name, family_name, given_name, email, assurance_level, created_at) values ($1, $2, $3, 'Test', $4, 2, $5)`, [person, `Test ${person}`, person, `${person}@mail.example`, since]);
    await database.query(`insert into membership (id, person_id, organization_id, status, status_since, roles, job_title, last_used_at, created_at, created_by) values ($1, $2, $3, 'active', $4, '{nurse}', 'Nurse', $4, $4, 'test')`, [`m-${person}`, person, id, since]);
    for (const office of offices) await database.query(`insert into role_holder (id, organization_id, person_id, role, status, proposed_by, proposed_at, confirmed_by, confirmed_at) values ($1, $2, $3, $4, 'in-force', 'test', $5, 'test', $5)`, [`h-${office}-${person}`, id, person, office, since]);
  }
}

/** Somebody acting for an organization with these offices. */
export function asking(userId: string, organizationId: string, ...roles: readonly Role[]): ChangeRequest {
  const actor: Actor = {
    userId, displayName: `Test ${userId}`, roles, organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
    assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: `session-${userId}`,
  };
  return { actor, facts: { requestId: `request-${userId}` } };
}
