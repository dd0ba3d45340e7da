import type { Actor, Role } from '@longview/access-policy';
import type { ChangeRequest, MembershipKey, StandingChanges } from '@longview/participants';
import { createIdSource, createSealer, createSettableClock, type Database, type JobQueue, type Mail, type SettableClock } from '@longview/platform';
import type { AttestationDeps } from './attestation-deps.js';
import type { AccessUse, AccessUses } from './evidence/access-uses.js';
import { noPrivacyCases } from './evidence/read-facts.js';

/** 9 a.m. in Ontario on a fictitious day of a campaign. */
export const MORNING_MS = Date.UTC(2027, 1, 1, 14, 0, 0);
export const DAY_MS = 86_400_000;

export interface SmallProvince extends AttestationDeps {
  /** What the access log says that people did. */
  readonly used: AccessUse[];
  readonly clock: SettableClock;
  readonly letters: { readonly mail: Mail; readonly key: string }[];
  readonly stopped: { readonly reason: string; readonly memberships: readonly MembershipKey[] }[];
  readonly events: Parameters<AttestationDeps['audit']['append']>[0][];
}

/** The ports, remembering what went through them; the database is real. */
export function smallProvince(database: Database): SmallProvince {
  const clock = createSettableClock(MORNING_MS);
  const letters: SmallProvince['letters'] = [];
  const stopped: SmallProvince['stopped'] = [];
  const events: SmallProvince['events'] = [];
  const jobs: JobQueue = { define: async () => undefined, send: async () => true, schedule: async () => undefined, work: async () => undefined, close: async () => undefined };
  const used: AccessUse[] = [];
  const uses: AccessUses = {
    earliestMs: async () => (used.length === 0 ? undefined : Math.min(...used.map(({ atMs }) => atMs))),
    between: async (fromMs, untilMs, onUse) => used.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs).forEach(onUse),
  };
  const standing: StandingChanges = {
    stopUser: async () => undefined, stopOrganization: async () => undefined,
    stopMemberships: async (_, memberships, reason) => void stopped.push({ reason, memberships }),
  };
  return {
    database, clock, used, letters, stopped, events, jobs, standing, ids: createIdSource(clock), sealer: createSealer('a secret of a test, long enough to seal with'), cases: noPrivacyCases, uses, publicUrl: 'https://longview.example',
    audit: { append: async (entry) => { events.push(entry); return String(events.length); } },
    mailer: { send: async (mail, { key }) => void letters.push({ mail, key }) },
  };
}

export interface Person {
  readonly id: string;
  readonly roles?: readonly Role[];
  readonly offices?: readonly Role[];
  readonly lastUsedDaysAgo?: number;
  readonly hasAgreement?: boolean;
  readonly jobTitle?: string;
}

/** Adds an organization with its people, all active, registered 400 days ago, with the agreement accepted unless said otherwise. Fictitious. */
export async function addOrganization(database: Database, id: string, people: readonly Person[], { isSolePractitioner = false } = {}): Promise<void> {
  const since = new Date(MORNING_MS - 400 * DAY_MS);
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at, is_sole_practitioner) values ($1, $2, $3, 'active', $4, $4, $5)`, [id, `Organization ${id}`, `Organisme ${id}`, since, isSolePractitioner]);
  await database.query(`insert into user_agreement (version, effective_from, text_en, text_fr, published_by) values (1, $1, 'text', 'texte', 'test') on conflict do nothing`, [since]);
  for (const { id: person, roles = ['nurse'], offices = [], lastUsedDaysAgo = 3, hasAgreement = true, jobTitle = 'Nurse' } of people) {
    await database.query(`insert into person (id, display_name, family_name, given_name, email, assurance_level, created_at) values ($1, $2, $3, 'Test', $4, 2, $5)`, [person, `Test ${person}`, person, `${person}@mail.example`, since]);
    await database.query(
      `insert into membership (id, person_id, organization_id, status, status_since, roles, job_title, last_used_at, patients_opened, created_at, created_by) values ($1, $2, $3, 'active', $4, $5, $6, $7, 12, $4, 'test')`,
      [`m-${person}`, person, id, since, roles, jobTitle, new Date(MORNING_MS - lastUsedDaysAgo * DAY_MS)]);
    if (hasAgreement) await database.query(`insert into user_agreement_acceptance (id, person_id, version, language, accepted_at, expires_at) values ($1, $2, 1, 'en', $3, $4)`, [`a-${person}`, person, since, new Date(MORNING_MS + 300 * DAY_MS)]);
    for (const office of offices) {
      await database.query(`insert into role_holder (id, organization_id, person_id, role, status, proposed_by, proposed_at, confirmed_by, confirmed_at) values ($1, $2, $3, $4, 'in-force', 'test', $5, 'test', $5)`, [`h-${office}-${person}`, id, person, office, since]);
    }
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

export const PROGRAM_OFFICE = asking('pat', 'program', 'program-office');
