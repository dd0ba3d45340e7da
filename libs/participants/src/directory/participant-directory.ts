import { ROLES, type Role } from '@longview/access-policy';
import type { Clock, Database, IdSource } from '@longview/platform';
import { provincialDay } from '../standing/provincial-day.js';
import type { Membership, MembershipStatus, OrganizationContact, OrganizationStatus, Participant, ParticipantDirectory, Registration } from './participant.js';

interface MembershipRow {
  readonly id: string;
  readonly organizationId: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly organizationStatus: OrganizationStatus;
  readonly isAgreementInForce: boolean;
  readonly isViewing: boolean;
  readonly status: MembershipStatus;
  readonly reason: string;
  readonly sinceMs: number;
  readonly roles: readonly string[];
  readonly offices: readonly string[] | null;
  readonly sources: readonly string[] | null;
}

interface PersonRow {
  readonly id: string;
  readonly displayName: string;
  readonly isActive: boolean;
  readonly assuranceLevel: 1 | 2 | 3;
  readonly memberships: readonly MembershipRow[] | null;
  readonly notContributing: readonly string[] | null;
}

/** $1 the provincial day, $2 the instant. Every table is entered by a key: person, membership by person, the rest by membership or organization. */
const SELECT_PERSON = `
  select p.id, p.display_name as "displayName", p.is_active as "isActive",
    case when p.verified_at is null or p.verified_until < $1::date then 1 else p.assurance_level end as "assuranceLevel",
    (select json_agg(json_build_object(
        'id', m.id, 'organizationId', o.id, 'nameEn', o.name_en, 'nameFr', o.name_fr, 'organizationStatus', o.status,
        'isViewing', o.is_viewing,
        'isAgreementInForce', exists (
          select from organization_agreement a where a.organization_id = o.id and a.kind = 'participation'
            and a.effective_from <= $1::date and (a.effective_to is null or a.effective_to >= $1::date) and (a.ended_at is null or a.ended_at > $2::timestamptz)),
        'status', m.status, 'reason', m.status_reason, 'sinceMs', floor(extract(epoch from m.status_since) * 1000),
        'roles', m.roles,
        'offices', (select json_agg(h.role) from role_holder h where h.person_id = p.id and h.organization_id = o.id and h.status = 'in-force'),
        'sources', (
          select json_agg(e.source_id) from entitlement e join organization_source s on s.organization_id = o.id and s.source_id = e.source_id
           where e.membership_id = m.id and (e.expires_at is null or e.expires_at > $2::timestamptz))
      ) order by o.name_en, o.id)
      from membership m join organization o on o.id = m.organization_id where m.person_id = p.id) as memberships,
    (select json_agg(c.id) from organization c where c.contribution_ended_at is not null) as "notContributing"
  from person p`;
const BY_ID = `${SELECT_PERSON} where p.id = $3`;
const BY_IDENTITY = `${SELECT_PERSON} where p.id = (select person_id from person_identity where identity_provider_id = $3 and subject = $4)`;

const CONTACTS = `
  select o.id as "organizationId", o.phone, o.privacy_email as email,
    coalesce((select array_agg(p.display_name order by p.display_name) from role_holder h join person p on p.id = h.person_id
      where h.organization_id = o.id and h.role = 'local-registration-authority' and h.status = 'in-force' and p.is_active), '{}') as "registrationAuthorities"
  from organization o where o.id = any($1)`;

const REGISTRATION = `
  select p.email, p.college, p.licence_number as "licenceNumber", floor(extract(epoch from p.verified_at) * 1000)::float8 as "verifiedAtMs", p.verified_until::text as "verifiedUntil",
    coalesce((select json_agg(json_build_object('identityProviderId', i.identity_provider_id, 'linkedAtMs', floor(extract(epoch from i.linked_at) * 1000)) order by i.linked_at)
      from person_identity i where i.person_id = p.id), '[]') as identities
  from person p where p.id = $1`;

const NOTE_PATIENT_OPENED = 'update membership set last_used_at = $3, idle_warned_at = null, patients_opened = patients_opened + 1 where person_id = $1 and organization_id = $2';
const NOTE_USE = 'update membership set last_used_at = $3, idle_warned_at = null where person_id = $1 and organization_id = $2';

/** Locked first: of two log-ins at once, the second sees what the first has asked. */
const SLEEPING = `select id, organization_id as "organizationId" from membership where person_id = $1 and status = 'suspended' and status_reason = 'idle' for update`;
/** The request belongs to the sleep that it asks to end: a later sleep begins later, and is asked about again. */
const REQUEST_RETURN = `
  insert into governance_history (id, subject_kind, subject_id, organization_id, occurred_at, by_user_id, change)
  select $1, 'membership', m.id, m.organization_id, $3, m.person_id, 'return-requested' from membership m where m.id = $2
     and not exists (select from governance_history h where h.subject_kind = 'membership' and h.subject_id = m.id and h.change = 'return-requested' and h.occurred_at >= m.status_since)`;

const AWAITED_RETURNS = `
  select m.organization_id as "organizationId" from membership m where m.person_id = $1 and m.status = 'suspended' and m.status_reason = 'idle'
     and exists (select from governance_history h where h.subject_kind = 'membership' and h.subject_id = m.id and h.change = 'return-requested' and h.occurred_at >= m.status_since)`;

/**
 * Reads people as the tables have them at this moment; keeps nothing.
 * @param custodians who is accountable for each source: nobody else is entitled to the sources of a custodian that gives
 *   its records no more.
 */
export function createParticipantDirectory({ database, clock, ids, custodians = new Map() }: { readonly database: Database; readonly clock: Clock; readonly ids: IdSource; readonly custodians?: ReadonlyMap<string, string> }): ParticipantDirectory {
  const find = async (name: string, statement: string, ...keys: readonly string[]): Promise<Participant | undefined> => {
    const nowMs = clock.nowMs();
    const { rows: [row] } = await database.query<PersonRow>(statement, [provincialDay(nowMs), new Date(nowMs), ...keys], name);
    return row && { userId: row.id, displayName: row.displayName, isActive: row.isActive, assuranceLevel: row.assuranceLevel, memberships: (row.memberships ?? []).map((membership) => toMembership(membership, isGiven(new Set(row.notContributing), custodians))) };
  };
  return {
    findById: (userId) => find('person-by-id', BY_ID, userId),
    findByIdentity: (identityProviderId, subject) => find('person-by-identity', BY_IDENTITY, identityProviderId, subject),
    async contactsOf(organizationIds) {
      return (await database.query<OrganizationContact>(CONTACTS, [organizationIds])).rows;
    },
    async registrationOf(userId) {
      const { rows: [row] } = await database.query<Omit<Registration, 'verifiedAtMs' | 'verifiedUntil'> & { verifiedAtMs: number | null; verifiedUntil: string | null }>(REGISTRATION, [userId]);
      if (!row) return undefined;
      const { verifiedAtMs, verifiedUntil, ...registration } = row;
      return { ...registration, ...(verifiedAtMs !== null && { verifiedAtMs }), ...(verifiedUntil !== null && { verifiedUntil }) };
    },
    async awaitedReturnsOf(userId) {
      return (await database.query<{ organizationId: string }>(AWAITED_RETURNS, [userId])).rows.map(({ organizationId }) => organizationId);
    },
    async noteUse(userId, organizationId) {
      await database.query(NOTE_USE, [userId, organizationId, new Date(clock.nowMs())]);
    },
    async notePatientOpened(userId, organizationId) {
      await database.query(NOTE_PATIENT_OPENED, [userId, organizationId, new Date(clock.nowMs())]);
    },
    requestReturn: (userId) => database.transaction(async (connection) => {
      const { rows } = await connection.query<{ id: string; organizationId: string }>(SLEEPING, [userId]);
      const asked: string[] = [];
      for (const { id, organizationId } of rows) {
        if ((await connection.query(REQUEST_RETURN, [ids.newId(), id, new Date(clock.nowMs())])).rowCount === 1) asked.push(organizationId);
      }
      return asked;
    }),
  };
}

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** True for a source that an organization may ask: its own always, another's while that contributes. */
const isGiven = (notContributing: ReadonlySet<string>, custodians: ReadonlyMap<string, string>) => (sourceId: string, organizationId: string): boolean => {
  const custodianId = custodians.get(sourceId);
  return custodianId === undefined || custodianId === organizationId || !notContributing.has(custodianId);
};

function toMembership(row: MembershipRow, mayAsk: (sourceId: string, organizationId: string) => boolean): Membership {
  return {
    membershipId: row.id, organizationId: row.organizationId, organizationName: { en: row.nameEn, fr: row.nameFr }, organizationStatus: row.organizationStatus,
    isOrganizationAgreementInForce: row.isAgreementInForce, isOrganizationViewing: row.isViewing, status: row.status, statusReason: row.reason, statusSinceMs: row.sinceMs,
    roles: [...new Set([...row.roles, ...(row.offices ?? [])])].filter(isRole), entitledSourceIds: new Set((row.sources ?? []).filter((sourceId) => mayAsk(sourceId, row.organizationId))),
  };
}
