import type { RowBatch } from './insert-rows.js';
import { textArray } from './insert-rows.js';
import type { Calendar } from './organization-rows.js';
import type { Random } from './random.js';
import type { SyntheticPerson } from './synthetic-people.js';

/** People with their log-in identities, memberships, offices and accepted agreement. `commonService` names who may ask the common service. */
export function peopleRows(people: readonly SyntheticPerson[], identityProviderId: string, calendar: Calendar, random: Random): readonly RowBatch[] {
  const { at, day } = calendar;
  const person: RowBatch = {
    table: 'person',
    columns: { id: 'text', display_name: 'text', family_name: 'text', given_name: 'text', email: 'text', assurance_level: 'smallint', verified_at: 'timestamptz', verified_by: 'text', verified_until: 'date', verification_evidence: 'jsonb', college: 'text', licence_number: 'text', created_at: 'timestamptz' },
    rows: [],
  };
  const identity: RowBatch = { table: 'person_identity', columns: { identity_provider_id: 'text', subject: 'text', person_id: 'text', linked_at: 'timestamptz', linked_by: 'text' }, rows: [] };
  const membership: RowBatch = {
    table: 'membership',
    columns: { id: 'text', person_id: 'text', organization_id: 'text', status: 'text', status_reason: 'text', status_since: 'timestamptz', roles: 'text[]', job_title: 'text', employee_number: 'text', last_used_at: 'timestamptz', patients_opened: 'int', last_attested_at: 'timestamptz', last_attested_by: 'text', created_at: 'timestamptz', created_by: 'text' },
    rows: [],
  };
  const holder: RowBatch = { table: 'role_holder', columns: { id: 'text', organization_id: 'text', person_id: 'text', role: 'text', status: 'text', proposed_by: 'text', proposed_at: 'timestamptz', confirmed_by: 'text', confirmed_at: 'timestamptz', last_attested_at: 'timestamptz', last_attested_by: 'text', trained_on: 'date' }, rows: [] };
  const acceptance: RowBatch = { table: 'user_agreement_acceptance', columns: { id: 'text', person_id: 'text', version: 'int', language: 'text', accepted_at: 'timestamptz', expires_at: 'timestamptz' }, rows: [] };

  for (const one of people) {
    const { id, organization, ageDays, idleDays, assuranceLevel } = one;
    const registrar = `${organization.id}-lra`;
    const isVerified = assuranceLevel > 1;
    person.rows.push([
      id, one.displayName, one.family, one.given, one.email, assuranceLevel, isVerified ? at(ageDays) : null, isVerified ? registrar : null, isVerified ? day(-one.documentDays) : null,
      isVerified ? JSON.stringify([{ kind: random.pick(['passport', 'driving-licence', 'ontario-photo-card']), validUntil: day(-one.documentDays) }, { kind: 'birth-certificate' }]) : '[]', one.college, one.licence, at(ageDays),
    ]);
    identity.rows.push([identityProviderId, id, id, at(ageDays), registrar]);
    const wasAttested = ageDays > 190 && one.statusReason !== 'not-attested';
    membership.rows.push([
      `${id}-m`, id, organization.id, one.status, one.statusReason, at(one.status === 'active' ? ageDays : Math.min(ageDays, 20)), textArray(one.roles), one.jobTitle, organization.users > 40 ? `E${id.slice(4)}` : '',
      idleDays === undefined ? null : at(idleDays), one.patientsOpened, wasAttested ? at(170) : null, wasAttested ? registrar : null, at(ageDays), registrar,
    ]);
    for (const office of one.offices) {
      holder.rows.push([`${id}-${office}`, organization.id, id, office, 'in-force', `${organization.id}-lsa`, at(ageDays), 'syn-program-office', at(ageDays), ageDays > 190 ? at(170) : null, ageDays > 190 ? `${organization.id}-lsa` : null, office === 'local-registration-authority' ? day(ageDays) : null]);
    }
    if (idleDays !== undefined) {
      const acceptedAgo = random.chance(0.03) ? 366 + random.below(60) : random.below(340);
      acceptance.rows.push([`${id}-ua`, id, 1, random.chance(0.12) ? 'fr' : 'en', at(acceptedAgo), at(acceptedAgo - 365)]);
    }
  }
  return [person, identity, membership, holder, acceptance];
}

/**
 * What everybody may ask: the common service for as many of each sector as the table says, other sources of the
 * organization for most.
 */
export function entitlementRows(people: readonly SyntheticPerson[], commonServiceId: string, commonServiceUsers: ReadonlyMap<string, number>, sources: ReadonlyMap<string, readonly string[]>, calendar: Calendar, random: Random): RowBatch {
  const entitlement: RowBatch = { table: 'entitlement', columns: { membership_id: 'text', source_id: 'text', reason: 'text', granted_by: 'text', granted_at: 'timestamptz', expires_at: 'timestamptz' }, rows: [] };
  const bySector = Map.groupBy(people, ({ organization }) => organization.sector);
  for (const [sector, members] of bySector) {
    const entitled = new Set(random.shuffle(members).slice(0, commonServiceUsers.get(sector) ?? 0));
    for (const one of members) {
      const { id, organization, ageDays } = one;
      const others = sources.get(organization.id)!.filter((sourceId) => sourceId !== commonServiceId && random.chance(0.55));
      for (const sourceId of entitled.has(one) ? [commonServiceId, ...others] : others) {
        // An entitlement with an end is for a time: a locum, a student's term. Those of the common service count in the table and stay.
        const expires = sourceId !== commonServiceId && random.chance(0.04) ? calendar.at(-(random.below(300) - 40)) : null;
        entitlement.rows.push([`${id}-m`, sourceId, 'care-team', `${organization.id}-lra`, calendar.at(ageDays), expires]);
      }
    }
  }
  return entitlement;
}
