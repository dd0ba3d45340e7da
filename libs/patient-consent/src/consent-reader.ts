import type { ConsentOverride, ConsentReader, DirectiveScope, DirectiveTerms, OverrideGround, PatientConsent } from '@longview/consent';
import type { Clock, Queryable } from '@longview/platform';

/** A directive's terms as every statement here selects them. Instants are whole milliseconds since the epoch. */
export const TERMS = `id, scope, custodian_id as "custodianId", person_id as "personId", except_organization_ids as "exceptOrganizationIds", except_person_ids as "exceptPersonIds",
  floor(extract(epoch from starts_at) * 1000)::float8 as "startsAtMs", floor(extract(epoch from ends_at) * 1000)::float8 as "endsAtMs"`;

export interface TermsRow {
  readonly id: string;
  readonly scope: DirectiveScope['kind'];
  readonly custodianId: string | null;
  readonly personId: string | null;
  readonly exceptOrganizationIds: readonly string[];
  readonly exceptPersonIds: readonly string[];
  readonly startsAtMs: number;
  readonly endsAtMs: number | null;
}

export const OVERRIDE = `id, ground, user_id as "userId", organization_id as "organizationId",
  floor(extract(epoch from started_at) * 1000)::float8 as "startedAtMs", floor(extract(epoch from expires_at) * 1000)::float8 as "expiresAtMs"`;

interface OverrideRow {
  readonly id: string;
  readonly ground: OverrideGround;
  readonly userId: string;
  readonly organizationId: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
}

/** $1 the keys of the patients, $2 now: what ended cannot come back. */
const READ = `select
  (select json_agg(d) from (select ${TERMS}, patient_keys as "patientKeys" from consent_directive where patient_keys && $1::text[] and (ends_at is null or ends_at > $2)) d) as directives,
  (select json_agg(o) from (select ${OVERRIDE}, patient_keys as "patientKeys" from consent_override where patient_keys && $1::text[] and ended_at is null and expires_at > $2) o) as overrides`;

interface Kept { readonly patientKeys: readonly string[] }

/** Reads patients' consent as the tables have it at this moment. */
export function createConsentReader(database: Queryable, clock: Pick<Clock, 'nowMs'>): ConsentReader {
  return {
    async read(patients): Promise<readonly PatientConsent[]> {
      const { rows: [row] } = await database.query<{ directives: readonly (TermsRow & Kept)[] | null; overrides: readonly (OverrideRow & Kept)[] | null }>(READ, [[...new Set(patients.flat())], new Date(clock.nowMs())], 'patient-consent');
      const directives = row?.directives ?? [];
      const overrides = row?.overrides ?? [];
      return patients.map((keys) => {
        const isTheirs = ({ patientKeys }: Kept): boolean => patientKeys.some((key) => keys.includes(key));
        return { directives: directives.filter(isTheirs).map(toTerms), overrides: overrides.filter(isTheirs).map(({ patientKeys: _, ...override }): ConsentOverride => override) };
      });
    },
  };
}

export function toTerms({ id, startsAtMs, endsAtMs, exceptOrganizationIds, exceptPersonIds, ...target }: TermsRow): DirectiveTerms {
  return { id, scope: toScope(target), exceptions: { organizationIds: exceptOrganizationIds, userIds: exceptPersonIds }, startsAtMs, ...(endsAtMs !== null && { endsAtMs }) };
}

function toScope({ scope, custodianId, personId }: Pick<TermsRow, 'scope' | 'custodianId' | 'personId'>): DirectiveScope {
  switch (scope) {
    case 'everything': return { kind: scope };
    case 'person': return { kind: scope, userId: personId! };
    default: return { kind: scope, custodianId: custodianId! };
  }
}
