import type { Actor, Role } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import { createIdSource, createSettableClock, type Database, type SettableClock } from '@longview/platform';
import type { ChangeRequest } from '../governance/governed-change.js';
import type { MembershipKey, StandingChanges } from '../standing/standing-changes.js';
import type { FactsOfPerson } from './personal-facts.js';
import { UserRegistry } from './user-registry.js';

export const START_MS = Date.UTC(2026, 10, 22, 15, 0, 0);
export const DAY_MS = 86_400_000;

/** A log in memory that can be made to fail. */
export class AuditInMemory implements AuditLog {
  readonly entries: AuditEntry[] = [];
  isBroken = false;
  async append(entry: AuditEntry): Promise<string> {
    if (this.isBroken) throw new AuditAppendFailed();
    this.entries.push(entry);
    return String(this.entries.length);
  }
}

/** Remembers who was stopped. */
export class StandingInMemory implements StandingChanges {
  readonly stopped: string[] = [];
  stopUser(_: unknown, personId: string, reason: string): Promise<void> {
    this.stopped.push(`${personId} everywhere: ${reason}`);
    return Promise.resolve();
  }
  stopMemberships(_: unknown, memberships: readonly MembershipKey[], reason: string): Promise<void> {
    for (const { personId, organizationId } of memberships) this.stopped.push(`${personId} at ${organizationId}: ${reason}`);
    return Promise.resolve();
  }
  stopOrganization(): Promise<void> {
    return Promise.resolve();
  }
  consentChanged(): Promise<void> {
    return Promise.resolve();
  }
}

export interface Fixture {
  readonly registry: UserRegistry;
  readonly audit: AuditInMemory;
  readonly standing: StandingInMemory;
  readonly clock: SettableClock;
  /** Personal facts on their way to be hashed. */
  readonly facts: FactsOfPerson[];
}

export function createFixture(database: Database): Fixture {
  const [audit, standing, clock] = [new AuditInMemory(), new StandingInMemory(), createSettableClock(START_MS)];
  const facts: FactsOfPerson[] = [];
  const registry = new UserRegistry({ database, audit, clock, ids: createIdSource(clock), standing, identityProviderIds: new Set(['idp', 'second-idp']), limits: { idleWarningDays: 60, idleSuspensionDays: 90 }, keepPersonalFacts: async (_, people) => void facts.push(...people) });
  return { registry, audit, standing, clock, facts };
}

/** Two organizations and a sole practitioner, with their offices. All persons are fictitious. */
export async function seedOrganizations(database: Database): Promise<void> {
  await database.query('truncate organization, person, governance_history, scim_token cascade');
  const at = new Date(START_MS - 400 * DAY_MS);
  await database.query(
    `insert into organization (id, name_en, name_fr, sector, status, status_since, created_at, is_sole_practitioner) values
       ('clinic', 'Cedar Clinic', 'Clinique des Cèdres', 'family-practice', 'active', $1, $1, false), ('hospital', 'North Hospital', 'Hôpital du Nord', 'hospital', 'active', $1, $1, false), ('dr-solo', 'Dr. Solo', 'Dre Solo', 'family-practice', 'active', $1, $1, true)`, [at]);
  await database.query(`insert into organization_source values ('clinic', 'north'), ('clinic', 'south'), ('hospital', 'north'), ('dr-solo', 'north')`);
  await database.query(
    `insert into person (id, display_name, family_name, given_name, email, assurance_level, verified_at, created_at) select id, 'Fictitious ' || id, id, 'Fictitious', id || '@example.org', 2, $1, $1 from unnest(array['lra', 'lra-two', 'lsa', 'doctor', 'solo']) id`, [at]);
  await database.query(
    `insert into membership (id, person_id, organization_id, status, status_since, roles, last_used_at, created_at, created_by) select 'm-' || p, p, o, 'active', $1, r, $2, $1, 'province-file'
       from (values ('lra', 'clinic', '{}'::text[]), ('lra-two', 'clinic', '{}'), ('lsa', 'clinic', '{}'), ('doctor', 'clinic', '{physician}'), ('solo', 'dr-solo', '{physician}')) as given(p, o, r)`, [at, new Date(START_MS - DAY_MS)]);
  await database.query(`insert into person_identity values ('idp', 's-doctor', 'doctor', $1, 'lra')`, [at]);
  await database.query(`insert into entitlement values ('m-doctor', 'north', 'Family practice', 'lra', $1)`, [at]);
}

/** Somebody who acts for an organization. */
export function asks(userId: string, roles: readonly Role[], organizationId = 'clinic', change: Partial<Actor> = {}): ChangeRequest {
  return {
    actor: {
      userId, displayName: `Fictitious ${userId}`, roles, organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
      assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 'session', ...change,
    },
    facts: { requestId: 'request' },
  };
}

export const LRA = asks('lra', ['local-registration-authority']);
export const SECOND_LRA = asks('lra-two', ['local-registration-authority']);
export const LSA = asks('lsa', ['legal-signing-authority']);
