import type { Queryable } from '@longview/platform';
import type { SeenDocument } from './user-input.js';
import { withoutNulls } from './user-list.js';
import type { User, UserEntitlement, UserHistoryLine, UserIdentity, UserLine } from './user.js';

interface MembershipFacts {
  readonly createdAtMs: number;
  readonly requestedBy: string;
  readonly patientsOpened: number;
  readonly lastAttestedAtMs: number | null;
  readonly assuranceLevel: 1 | 2 | 3;
  readonly verifiedAtMs: number | null;
  readonly verifiedBy: string | null;
  readonly documents: readonly SeenDocument[];
}

const MOST_HISTORY = 200;
const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;
/** Who did something, by name where that is a person. */
const nameOf = (column: string): string => `coalesce((select display_name from person where person.id = ${column}), ${column})`;

/** What the user's page shows beyond the line of the table. */
export async function readUserDetails(connection: Queryable, { membershipId, personId }: UserLine): Promise<Omit<User, keyof UserLine | 'isOwnRequest' | 'isOneself' | 'mayEdit' | 'actions'>> {
  const { rows: [facts] } = await connection.query<MembershipFacts>(
    `select ${ms('m.created_at')} as "createdAtMs", ${nameOf('m.created_by')} as "requestedBy", m.patients_opened as "patientsOpened", ${ms('m.last_attested_at')} as "lastAttestedAtMs",
       p.assurance_level as "assuranceLevel", ${ms('p.verified_at')} as "verifiedAtMs", ${nameOf('p.verified_by')} as "verifiedBy", p.verification_evidence as documents
       from membership m join person p on p.id = m.person_id where m.id = $1`, [membershipId]);
  const { rows: entitlements } = await connection.query<UserEntitlement>(
    `select source_id as "sourceId", reason, ${nameOf('granted_by')} as "grantedBy", ${ms('granted_at')} as "grantedAtMs", to_char((expires_at - interval '1 second') at time zone 'America/Toronto', 'YYYY-MM-DD') as "expiresOn"
       from entitlement where membership_id = $1 order by source_id`, [membershipId]);
  const { rows: identities } = await connection.query<UserIdentity>(
    `select identity_provider_id as "identityProviderId", subject, ${ms('linked_at')} as "linkedAtMs", ${nameOf('linked_by')} as "linkedBy" from person_identity where person_id = $1 order by linked_at, subject`, [personId]);
  const { rows: history } = await connection.query<UserHistoryLine>(
    `select ${ms('occurred_at')} as "atMs", ${nameOf('by_user_id')} as by, change, reason from governance_history where subject_kind = 'membership' and subject_id = $1 order by occurred_at desc, id desc limit ${MOST_HISTORY}`, [membershipId]);
  const { createdAtMs, requestedBy, patientsOpened, lastAttestedAtMs, assuranceLevel, verifiedAtMs, verifiedBy, documents } = facts!;
  return {
    createdAtMs, requestedBy, patientsOpened, ...(lastAttestedAtMs !== null && { lastAttestedAtMs }),
    ...(verifiedAtMs !== null && { verification: { assuranceLevel, atMs: verifiedAtMs, by: verifiedBy ?? '', documents } }),
    entitlements: entitlements.map(withoutNulls), identities, history,
  };
}
