import type { Queryable } from '@longview/platform';
import type { LogPatients, ReviewScope } from '../surveillance-deps.js';
import type { Explanation, FlagState } from '../words.js';
import type { FlagLine, FlagReason, FlaggedAccess, RevealedPerson } from './flag.js';

interface LineRow {
  readonly id: string; readonly state: FlagState; readonly version: number; readonly raisedAtMs: number; readonly occurredAtMs: number; readonly weight: number; readonly repeats: number; readonly caseId: string | null;
  readonly userId: string; readonly userName: string; readonly roles: readonly string[]; readonly organizationId: string; readonly nameEn: string | null; readonly nameFr: string | null;
  readonly patientKey: string; readonly patientSealed: string; readonly sourceIds: readonly string[]; readonly explanations: readonly Explanation[]; readonly reasons: readonly FlagReason[];
}

const LINES = `
  select f.id, f.state, f.version, floor(extract(epoch from f.raised_at) * 1000)::float8 as "raisedAtMs", floor(extract(epoch from f.occurred_at) * 1000)::float8 as "occurredAtMs", f.weight, f.repeats, f.case_id as "caseId", f.user_id as "userId", f.user_name as "userName",
    f.roles, f.organization_id as "organizationId", o.name_en as "nameEn", o.name_fr as "nameFr", f.patient_key as "patientKey", f.patient_sealed as "patientSealed", f.source_ids as "sourceIds", f.explanations,
    coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'ruleVersion', r.rule_version, 'weight', r.weight, 'weakenedBy', r.weakened_by, 'facts', r.facts, 'count', r.count) order by r.weight - r.weakened_by desc, r.kind) from flag_reason r where r.flag_id = f.id), '[]') as reasons
  from flag f left join organization o on o.id = f.organization_id where f.id = any($1)`;

/** These flags as the queue shows them, in the order of the ids. What may be seen of them was decided before. */
export async function readFlagLines(connection: Queryable, patients: LogPatients, { userId, organizationId }: ReviewScope, ids: readonly string[]): Promise<readonly FlagLine[]> {
  const { rows } = await connection.query<LineRow>(LINES, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { patientKey, patientSealed, userName, roles, nameEn, nameFr, caseId, userId: ofUserId, organizationId: ofOrganization, ...line } = row;
    return [{
      ...line, ...(caseId !== null && { caseId }), patient: revealed(patients, patientKey, patientSealed),
      user: { userId: ofUserId, name: userName, roles, organizationId: ofOrganization, organizationName: { en: nameEn ?? ofOrganization, fr: nameFr ?? ofOrganization } },
      side: organizationId === null || organizationId === ofOrganization ? 'collections' as const : 'disclosures' as const,
      // Whose people they are answers for them; the contributing side sees, and asks there.
      mayDecide: ofUserId !== userId && (organizationId === null || organizationId === ofOrganization),
    }];
  });
}

/** Who it is, for those who may know. A seal of a key that is not here any more reveals nobody. */
export function revealed(patients: LogPatients, key: string, sealed: string): RevealedPerson {
  try {
    const { name, birthDate } = patients.reveal(sealed);
    return { key, ...(name !== undefined && { name }), ...(birthDate !== undefined && { birthDate }) };
  } catch {
    return { key };
  }
}

interface AccessRow {
  readonly id: string; readonly fromMs: number; readonly untilMs: number; readonly actions: Readonly<Record<string, number>>; readonly sourceIds: readonly string[]; readonly itemCount: number; readonly sessionId: string;
}

/** Columns of an access called `a`, for {@link toAccess}. */
export const ACCESS_COLUMNS = `a.id, floor(extract(epoch from a.first_at) * 1000)::float8 as "fromMs", floor(extract(epoch from a.last_at) * 1000)::float8 as "untilMs", a.actions, a.source_ids as "sourceIds", a.item_count as "itemCount", a.session_id as "sessionId"`;

export const toAccess = ({ id, fromMs, untilMs, actions, sourceIds, itemCount, sessionId }: AccessRow): FlaggedAccess =>
  ({ id, fromMs, untilMs, sourceIds, itemCount, sessionId, actions: Object.entries(actions).map(([action, count]) => ({ action, count })) });
