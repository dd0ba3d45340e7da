import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { inScope, review, type SurveillanceDeps } from '../surveillance-deps.js';
import { FLAG_STATES, type FlagSide, type FlagSort, type FlagState, type ReasonKind } from '../words.js';
import { readFlagLines } from './flag-lines.js';
import type { FlagLine } from './flag.js';

/** What of the queue somebody wants to see; absent means any. */
export interface FlagQuestion {
  readonly states?: readonly FlagState[] | undefined;
  readonly reasons?: readonly ReasonKind[] | undefined;
  readonly userId?: string | undefined;
  readonly patientKey?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly side?: FlagSide | undefined;
  readonly sourceId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
  readonly sort: FlagSort;
  readonly offset: number;
  readonly limit: number;
}

export interface FlagPage {
  readonly flags: readonly FlagLine[];
  readonly total: number;
  /** Of the same question without its states. */
  readonly countsByState: readonly { readonly state: FlagState; readonly count: number }[];
  /** Accesses of the asker's own: somebody else looks at them. */
  readonly ownHeldBack: number;
  readonly asOfMs: number;
}

export const LONGEST_FLAG_PAGE = 200;

/** Of others' people an organization looks among the accesses that had something of its own: what it asks for must not tell it of the rest. */
const OURS = '($1::text is null or f.organization_id = $1)';
const amongDisclosed = (matches: string): string => `(f.organization_id <> $1 and exists (select from flag_access fa join surveillance_access a on a.id = fa.access_id where fa.flag_id = f.id and a.custodian_ids && array[$1::text] and ${matches}))`;
const MATCHING = `
  from flag f where ${inScope('f', '$1')} and ($3::text[] is null or exists (select from flag_reason r where r.flag_id = f.id and r.kind = any($3) and r.weight > r.weakened_by)) and ($4::text is null or f.user_id = $4) and ($5::text is null or (${OURS} and f.patient_key = $5) or ${amongDisclosed('a.patient_key = $5')})
    and ($6::text is null or f.organization_id = $6) and ($7::text is null or $7 = case when ${OURS} then 'collections' else 'disclosures' end) and ($8::text is null or (${OURS} and $8 = any(f.source_ids)) or ${amongDisclosed("a.disclosed -> $1 -> 'sourceIds' ? $8")})
    and ($9::timestamptz is null or f.occurred_at >= $9) and ($10::timestamptz is null or f.occurred_at < $10)`;
const COUNTS = `select f.state, (f.user_id = $2) as "isOwn", count(*)::int as count ${MATCHING} group by 1, 2`;
const ORDER: Readonly<Record<FlagSort, string>> = { newest: 'f.occurred_at desc, f.id', weightiest: 'f.weight desc, f.occurred_at desc, f.id' };

/** A page of the queue. One's own accesses are never in it. */
export async function listFlags(deps: SurveillanceDeps, request: ChangeRequest, question: FlagQuestion): Promise<FlagPage | ChangeRefusal> {
  const { states, reasons, userId, patientKey, organizationId, side, sourceId, fromMs, untilMs, sort, offset, limit } = question;
  const details = { ...(states && { states: states.join(' ') }), ...(reasons && { reasons: reasons.join(' ') }), ...(userId && { userId }), ...(patientKey && { isOfOnePatient: true }), ...(organizationId && { organizationId }), offset };
  return review(deps, request, 'flags', details, async (scope) => {
    const { database, patients, clock } = deps;
    const values = [scope.organizationId, scope.userId, reasons ?? null, userId ?? null, patientKey ?? null, organizationId ?? null, side ?? null, sourceId ?? null, fromMs === undefined ? null : new Date(fromMs), untilMs === undefined ? null : new Date(untilMs)];
    const [counts, page] = await Promise.all([
      database.query<{ state: FlagState; isOwn: boolean; count: number }>(COUNTS, values),
      database.query<{ id: string }>(`select f.id ${MATCHING} and f.user_id <> $2 and ($11::text[] is null or f.state = any($11)) order by ${ORDER[sort]} offset $12 limit $13`, [...values, states ?? null, Math.max(0, offset), Math.min(Math.max(1, limit), LONGEST_FLAG_PAGE)]),
    ]);
    const countOf = (state: FlagState): number => counts.rows.find((row) => row.state === state && !row.isOwn)?.count ?? 0;
    const countsByState = FLAG_STATES.map((state) => ({ state, count: countOf(state) }));
    return {
      flags: await readFlagLines(database, patients, scope, page.rows.map(({ id }) => id)), countsByState, total: countsByState.filter(({ state }) => !states || states.includes(state)).reduce((sum, { count }) => sum + count, 0),
      ownHeldBack: counts.rows.filter(({ isOwn }) => isOwn).reduce((sum, { count }) => sum + count, 0), asOfMs: clock.nowMs(),
    };
  });
}
