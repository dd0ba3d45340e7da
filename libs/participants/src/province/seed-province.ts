import type { Role } from '@longview/access-policy';
import type { AuditLog } from '@longview/audit';
import type { Clock, Database, IdSource } from '@longview/platform';
import type { Sector } from '../organizations/organization-words.js';
import { OFFICES } from '../standing/offices.js';
import { provincialDay } from '../standing/provincial-day.js';

interface LocalizedText {
  readonly en: string;
  readonly fr: string;
}

/** Organizations and people as the province file names them. */
export interface ProvinceSeed {
  readonly organizations: readonly ProvinceOrganization[];
  readonly people: readonly ProvincePerson[];
}

export interface ProvinceOrganization {
  readonly id: string;
  readonly name: LocalizedText;
  readonly sector?: Sector;
  readonly isActive: boolean;
  /** It is accountable for a source. */
  readonly isContributing: boolean;
  readonly phone?: string;
  readonly email?: string;
  readonly sourceIds: readonly string[];
}

export interface ProvincePerson {
  readonly id: string;
  readonly displayName: string;
  readonly email?: string;
  readonly isActive: boolean;
  readonly assuranceLevel: 1 | 2 | 3;
  readonly identities: readonly { readonly identityProviderId: string; readonly subject: string }[];
  readonly memberships: readonly { readonly organizationId: string; readonly roles: readonly Role[]; readonly sourceIds: readonly string[] }[];
}

/** How many rows of each kind the file brought. */
export type SeedOutcome = Readonly<Record<keyof typeof STATEMENTS, number>>;

export interface SeedDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Who the history and the access log name. */
const PROVINCE_FILE = 'province-file';
/** The same in every instance: those that start together seed one after the other. */
const SEED_LOCK = 7_305_811_294;

/**
 * What people changed in the portal is theirs. The file names an organization and its sources, and adds what is not there;
 * it brings nothing back to a person or membership of whom the history says that somebody else changed it.
 */
const UNTOUCHED = (kind: 'person' | 'membership', id: string): string =>
  `not exists (select from governance_history h where h.subject_kind = '${kind}' and h.subject_id = ${id} and h.by_user_id <> '${PROVINCE_FILE}')`;

/** In this order. $1 the rows, $2 the instant, $3 the provincial day. */
const STATEMENTS = {
  organizations: `
    with given as (select * from jsonb_to_recordset($1) as g(id text, name_en text, name_fr text, sector text, status text, phone text, email text, is_contributing boolean, agreement_id text)),
    added as (
      insert into organization (id, name_en, name_fr, sector, status, status_reason, status_since, is_contributing, phone, privacy_email, created_at)
      select id, name_en, name_fr, coalesce(sector, 'other'), status, case status when 'active' then '' else '${PROVINCE_FILE}' end, $2, is_contributing, coalesce(phone, ''), coalesce(email, ''), $2 from given
      on conflict (id) do nothing returning id, status),
    agreed as (
      insert into organization_agreement (id, organization_id, kind, version, signed_by, signed_on, effective_from)
      select g.agreement_id, a.id, 'participation', '1', '${PROVINCE_FILE}', $3::date, $3::date from added a join given g on g.id = a.id where a.status = 'active')
    select from added`,
  renamedOrganizations: `
    update organization o set name_en = g.name_en, name_fr = g.name_fr, phone = coalesce(g.phone, o.phone), privacy_email = coalesce(g.email, o.privacy_email), version = version + 1
      from jsonb_to_recordset($1) as g(id text, name_en text, name_fr text, phone text, email text)
     where o.id = g.id and (o.name_en, o.name_fr, o.phone, o.privacy_email) is distinct from (g.name_en, g.name_fr, coalesce(g.phone, o.phone), coalesce(g.email, o.privacy_email))`,
  sources: `
    insert into organization_source (organization_id, source_id)
    select organization_id, source_id from jsonb_to_recordset($1) as g(organization_id text, source_id text) on conflict do nothing`,
  removedSources: `
    delete from organization_source s
     where s.organization_id in (select id from jsonb_to_recordset($2) as o(id text))
       and not exists (select from jsonb_to_recordset($1) as g(organization_id text, source_id text) where g.organization_id = s.organization_id and g.source_id = s.source_id)`,
  people: `
    insert into person (id, display_name, family_name, given_name, email, is_active, assurance_level, verified_at, verified_by, created_at)
    select id, display_name, family_name, given_name, coalesce(email, ''), is_active, assurance_level, $2, '${PROVINCE_FILE}', $2
      from jsonb_to_recordset($1) as g(id text, display_name text, family_name text, given_name text, email text, is_active boolean, assurance_level smallint) on conflict (id) do nothing`,
  renamedPeople: `
    update person p set display_name = g.display_name, family_name = g.family_name, given_name = g.given_name, version = version + 1
      from jsonb_to_recordset($1) as g(id text, display_name text, family_name text, given_name text) where p.id = g.id and p.display_name <> g.display_name`,
  identities: `
    insert into person_identity (identity_provider_id, subject, person_id, linked_at, linked_by)
    select identity_provider_id, subject, person_id, $2, '${PROVINCE_FILE}'
      from jsonb_to_recordset($1) as g(identity_provider_id text, subject text, person_id text) where ${UNTOUCHED('person', 'person_id')} on conflict do nothing`,
  memberships: `
    insert into membership (id, person_id, organization_id, status, status_since, roles, created_at, created_by)
    select id, person_id, organization_id, 'active', $2, roles, $2, '${PROVINCE_FILE}'
      from jsonb_to_recordset($1) as g(id text, person_id text, organization_id text, roles text[]) on conflict (person_id, organization_id) do nothing`,
  entitlements: `
    insert into entitlement (membership_id, source_id, reason, granted_by, granted_at)
    select m.id, g.source_id, 'province file', '${PROVINCE_FILE}', $2
      from jsonb_to_recordset($1) as g(person_id text, organization_id text, source_id text) join membership m on m.person_id = g.person_id and m.organization_id = g.organization_id
     where ${UNTOUCHED('membership', 'm.id')} on conflict do nothing`,
  offices: `
    insert into role_holder (id, organization_id, person_id, role, status, proposed_by, proposed_at, confirmed_by, confirmed_at)
    select g.id, g.organization_id, g.person_id, g.role, 'in-force', '${PROVINCE_FILE}', $2, '${PROVINCE_FILE}', $2
      from jsonb_to_recordset($1) as g(id text, organization_id text, person_id text, role text)
     where not exists (select from role_holder h where h.organization_id = g.organization_id and h.person_id = g.person_id and h.role = g.role)`,
} as const;

/**
 * Brings what the province file names and the database lacks, in one transaction; says so in the access log before it
 * stands. Doing it again changes nothing, and instances that start together do it one after the other.
 */
export async function seedProvince({ database, audit, clock, ids }: SeedDeps, { organizations, people }: ProvinceSeed): Promise<SeedOutcome> {
  const nowMs = clock.nowMs();
  const now = new Date(nowMs);
  const memberships = people.flatMap(({ id, memberships: theirs }) => theirs.map((membership) => ({ ...membership, personId: id })));
  const rows = {
    organizations: organizations.map(({ id, name, sector, isActive, isContributing, phone, email }) => ({ id, name_en: name.en, name_fr: name.fr, sector, status: isActive ? 'active' : 'suspended', is_contributing: isContributing, phone, email, agreement_id: ids.newId() })),
    sources: organizations.flatMap(({ id, sourceIds }) => sourceIds.map((sourceId) => ({ organization_id: id, source_id: sourceId }))),
    people: people.map(({ id, displayName, email, isActive, assuranceLevel }) => ({ id, display_name: displayName, email, ...namesOf(displayName), is_active: isActive, assurance_level: assuranceLevel })),
    identities: people.flatMap(({ id, identities }) => identities.map(({ identityProviderId, subject }) => ({ identity_provider_id: identityProviderId, subject, person_id: id }))),
    memberships: memberships.map(({ personId, organizationId, roles }) => ({ id: ids.newId(), person_id: personId, organization_id: organizationId, roles: roles.filter((role) => !OFFICES.has(role)) })),
    entitlements: memberships.flatMap(({ personId, organizationId, sourceIds }) => sourceIds.map((sourceId) => ({ person_id: personId, organization_id: organizationId, source_id: sourceId }))),
    offices: memberships.flatMap(({ personId, organizationId, roles }) => roles.filter((role) => OFFICES.has(role)).map((role) => ({ id: ids.newId(), organization_id: organizationId, person_id: personId, role }))),
  };
  return database.transaction(async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const run = async (statement: keyof typeof STATEMENTS, given: readonly object[], ...further: readonly unknown[]): Promise<number> => (await connection.query(STATEMENTS[statement], [JSON.stringify(given), ...further])).rowCount ?? 0;
    const outcome: SeedOutcome = {
      organizations: await run('organizations', rows.organizations, now, provincialDay(nowMs)),
      renamedOrganizations: await run('renamedOrganizations', rows.organizations),
      sources: await run('sources', rows.sources),
      removedSources: await run('removedSources', rows.sources, JSON.stringify(rows.organizations.map(({ id }) => ({ id })))),
      people: await run('people', rows.people, now),
      renamedPeople: await run('renamedPeople', rows.people),
      identities: await run('identities', rows.identities, now),
      memberships: await run('memberships', rows.memberships, now),
      entitlements: await run('entitlements', rows.entitlements, now),
      offices: await run('offices', rows.offices, now),
    };
    const changes = Object.entries(outcome).filter(([, count]) => count > 0);
    if (changes.length > 0) await audit.append({ action: 'configuration-applied', outcome: 'success', actor: { userId: PROVINCE_FILE, displayName: '', roles: [] }, details: Object.fromEntries(changes) });
    return outcome;
  });
}

const TITLE = /^(dr|dre|mr|mrs|ms|mme|m|prof)\.?$/i;

/** Lists sort by family name; the file has only the name as people say it. */
function namesOf(displayName: string): { readonly family_name: string; readonly given_name: string } {
  const [first = '', ...others] = displayName.split(',')[0]!.trim().split(/\s+/);
  const words = TITLE.test(first) && others.length > 0 ? others : [first, ...others];
  return { family_name: words.at(-1) ?? '', given_name: words.slice(0, -1).join(' ') };
}
