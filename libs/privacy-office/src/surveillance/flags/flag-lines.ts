import type { Queryable } from '@longview/platform';
import { partFor, type DisclosedParts } from '../accesses/disclosed-part.js';
import type { LogPatients, ReviewScope } from '../surveillance-deps.js';
import type { Explanation, FlagState } from '../words.js';
import type { FlagLine, FlagReason, FlaggedAccess, RevealedPerson } from './flag.js';

interface LineRow {
  readonly id: string; readonly state: FlagState; readonly version: number; readonly raisedAtMs: number; readonly occurredAtMs: number; readonly weight: number; readonly repeats: number; readonly caseId: string | null;
  readonly userId: string; readonly userName: string; readonly roles: readonly string[]; readonly organizationId: string; readonly nameEn: string | null; readonly nameFr: string | null;
  readonly patientKey: string; readonly patientSealed: string; readonly sourceIds: readonly string[]; readonly explanations: readonly Explanation[]; readonly reasons: readonly FlagReason[];
  readonly seen: Seen | null;
}

/** What a custodian sees of a flag of somebody else's people: the accesses that had something of its own. */
interface Seen { readonly accesses: number; readonly occurredAtMs: number; readonly patientKey: string; readonly patientSealed: string; readonly sourceIds: readonly string[] }

const LINES = `
  select f.id, f.state, f.version, floor(extract(epoch from f.raised_at) * 1000)::float8 as "raisedAtMs", floor(extract(epoch from f.occurred_at) * 1000)::float8 as "occurredAtMs", f.weight, f.repeats, f.case_id as "caseId", f.user_id as "userId", f.user_name as "userName",
    f.roles, f.organization_id as "organizationId", o.name_en as "nameEn", o.name_fr as "nameFr", f.patient_key as "patientKey", f.patient_sealed as "patientSealed", f.source_ids as "sourceIds", f.explanations,
    coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'ruleVersion', r.rule_version, 'weight', r.weight, 'weakenedBy', r.weakened_by, 'facts', r.facts, 'count', r.count) order by r.weight - r.weakened_by desc, r.kind) from flag_reason r where r.flag_id = f.id), '[]') as reasons,
    case when f.organization_id <> $2 then (
      select jsonb_build_object('accesses', count(*), 'occurredAtMs', floor(extract(epoch from min(a.first_at)) * 1000), 'patientKey', (array_agg(a.patient_key order by a.first_at, a.id))[1], 'patientSealed', (array_agg(a.patient_sealed order by a.first_at, a.id))[1],
          'sourceIds', coalesce((select jsonb_agg(distinct s) from flag_access fb join surveillance_access b on b.id = fb.access_id cross join jsonb_array_elements_text(b.disclosed -> $2 -> 'sourceIds') s where fb.flag_id = f.id), '[]'))
        from flag_access fa join surveillance_access a on a.id = fa.access_id where fa.flag_id = f.id and a.custodian_ids && array[$2::text] having count(*) > 0) end as seen
  from flag f left join organization o on o.id = f.organization_id where f.id = any($1)`;

/** These flags as the queue shows them, in the order of the ids. What may be seen of them was decided before. */
export async function readFlagLines(connection: Queryable, patients: LogPatients, { userId, organizationId }: ReviewScope, ids: readonly string[]): Promise<readonly FlagLine[]> {
  const { rows } = await connection.query<LineRow>(LINES, [ids, organizationId]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { userName, roles, nameEn, nameFr, caseId, userId: ofUserId, organizationId: ofOrganization, seen, ...whole } = row;
    const isOurs = organizationId === null || organizationId === ofOrganization;
    if (!isOurs && !seen) return [];
    const { patientKey, patientSealed, ...line } = seen ? narrowed(whole, seen) : whole;
    return [{
      ...line, ...(caseId !== null && { caseId }), patient: revealed(patients, patientKey, patientSealed),
      user: { userId: ofUserId, name: userName, roles, organizationId: ofOrganization, organizationName: { en: nameEn ?? ofOrganization, fr: nameFr ?? ofOrganization } },
      side: isOurs ? 'collections' as const : 'disclosures' as const,
      // Whose people they are answers for them; the contributing side sees, and asks there.
      mayDecide: ofUserId !== userId && isOurs,
    }];
  });
}

/** A flag gathers accesses, of several patients even: nothing is left of those that had nothing of this custodian's. */
function narrowed<T extends Pick<LineRow, 'reasons'>>(whole: T, { accesses, ...seen }: Seen) {
  return { ...whole, ...seen, repeats: accesses - 1, reasons: whole.reasons.map((reason) => ({ ...reason, count: Math.min(reason.count, accesses) })) };
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
  readonly eventIds: readonly string[]; readonly organizationId: string; readonly disclosed: DisclosedParts;
}

/** Columns of an access called `a`, for {@link toAccess}. */
export const ACCESS_COLUMNS = `a.id, floor(extract(epoch from a.first_at) * 1000)::float8 as "fromMs", floor(extract(epoch from a.last_at) * 1000)::float8 as "untilMs", a.actions, a.source_ids as "sourceIds", a.item_count as "itemCount", a.session_id as "sessionId", a.event_ids as "eventIds", a.organization_id as "organizationId", a.disclosed`;

/** What an organization may see of an access: of its own people's all, of others' what concerns its records. */
export const seenBy = <T extends AccessRow>({ organizationId }: ReviewScope, row: T): T => (organizationId === null || organizationId === row.organizationId ? row : { ...row, ...partFor(row.disclosed, organizationId) });

export const toAccess = ({ id, fromMs, untilMs, actions, sourceIds, itemCount, sessionId }: AccessRow): FlaggedAccess =>
  ({ id, fromMs, untilMs, sourceIds, itemCount, sessionId, actions: Object.entries(actions).map(([action, count]) => ({ action, count })) });
