import { randomBytes } from 'node:crypto';
import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { decideFlag, type FlagConflict, type FlagDecisionInput } from './flags/decide-flag.js';
import { ACCESS_COLUMNS, revealed, toAccess } from './flags/flag-lines.js';
import type { FlaggedAccess, FlaggedUser, FlagLine, RevealedPerson } from './flags/flag.js';
import { review, reviewScope, whoAsks, type ReviewScope, type SurveillanceDeps } from './surveillance-deps.js';
import type { Explanation, FlagState } from './words.js';

export const SAMPLE_QUEUE = 'surveillance-sample';
/** Until somebody says otherwise. */
const USUAL_PER_WEEK = 10;
const COVERAGE_WEEKS = 12;
const LONGEST_PAGE = 100;

/** An access that was drawn by lot, whatever it is: what rules never see is found so. */
export interface SampledAccess {
  readonly id: string;
  /** Its Monday. */
  readonly week: string;
  readonly state: 'new' | 'explained' | 'asked' | 'in-case';
  readonly version: number;
  readonly occurredAtMs: number;
  readonly user: FlaggedUser;
  readonly patient: RevealedPerson;
  readonly access: FlaggedAccess;
  readonly explanations: readonly Explanation[];
  readonly flagId: string | null;
}

export interface SampleQueue {
  readonly perWeek: number;
  readonly accesses: readonly SampledAccess[];
  readonly total: number;
  readonly coverage: readonly { readonly week: string; readonly drawn: number; readonly reviewed: number; readonly accesses: number; readonly seed: string }[];
}

const TO_REVIEW = `from access_sample s join surveillance_access a on a.id = s.access_id where ($1::text is null or s.organization_id = $1) and a.user_id <> $2`;

export async function readSampleQueue(deps: SurveillanceDeps, request: ChangeRequest, page: { readonly offset: number; readonly limit: number }): Promise<SampleQueue | ChangeRefusal> {
  return review(deps, request, 'samples', page, (scope) => sampleQueue(deps, deps.database, scope, page));
}

/** How many accesses of one's own organization are drawn each week, from the next draw on. */
export async function changeSampling(deps: SurveillanceDeps, request: ChangeRequest, perWeek: number): Promise<SampleQueue | ChangeRefusal> {
  return governedChange(deps, request, 'surveillance-changed', async ({ connection, nowMs, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    if (!Number.isInteger(perWeek) || perWeek < 0 || perWeek > 500) return refuse({ code: 'invalid-input', field: 'perWeek', problem: 'out-of-range' });
    await connection.query('insert into sampling values ($1, $2, $3, $4) on conflict (organization_id) do update set per_week = excluded.per_week, changed_by = excluded.changed_by, changed_at = excluded.changed_at', [request.actor.organizationId, perWeek, request.actor.userId, new Date(nowMs)]);
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', details: { change: 'sampling-changed', perWeek } });
    return sampleQueue(deps, connection, scope, { offset: 0, limit: 50 });
  });
}

/** Decides a drawn access. One that is asked about or becomes a case is a flag from then on, and is decided as such. */
export async function decideSample(deps: SurveillanceDeps, request: ChangeRequest, seen: { readonly id: string; readonly version: number }, input: FlagDecisionInput): Promise<SampledAccess | FlagConflict | ChangeRefusal> {
  if (input.decision === 'ask' || input.decision === 'case') return decideAsFlag(deps, request, seen, input);
  return governedChange(deps, request, 'flag-decided', async ({ connection, nowMs, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    const sample = await findSample(deps, connection, scope, seen.id);
    if (!sample) return refuse({ code: 'not-allowed', rule: 'unknown-sample' });
    const [from, to] = input.decision === 'undo' ? ['explained', 'new'] : ['new', 'explained'];
    const { rowCount } = await connection.query('update access_sample set state = $4, version = version + 1, decided_by = $5, decided_at = $6, note = $7 where id = $1 and version = $2 and state = $3', [seen.id, seen.version, from, to, request.actor.userId, new Date(nowMs), input.note?.trim() ?? '']);
    if (rowCount === 0) return refuse({ code: 'conflict' });
    await deps.audit.append({ ...whoAsks(request), action: 'flag-decided', outcome: 'success', objects: [`access-sample/${seen.id}`], details: { decision: input.decision } });
    return (await findSample(deps, connection, scope, seen.id))!;
  });
}

async function decideAsFlag(deps: SurveillanceDeps, request: ChangeRequest, seen: { readonly id: string; readonly version: number }, input: FlagDecisionInput): Promise<SampledAccess | FlagConflict | ChangeRefusal> {
  const scope = reviewScope(request.actor);
  if ('rule' in scope) return { kind: 'refused', code: 'not-allowed', rule: scope.rule };
  const flag = await deps.database.transaction((connection) => flagOf(deps, connection, scope, seen));
  if ('kind' in flag) return flag;
  const decided: FlagLine | FlagConflict | ChangeRefusal = await decideFlag(deps, request, flag, input);
  if ('kind' in decided) return decided;
  await deps.database.query('update access_sample set state = $2, version = version + 1, decided_by = $3, decided_at = $4 where id = $1', [seen.id, decided.state, request.actor.userId, new Date(deps.clock.nowMs())]);
  return (await findSample(deps, deps.database, scope, seen.id))!;
}

/** The flag of a drawn access; made once, without a reason but the lot. */
async function flagOf(deps: SurveillanceDeps, connection: Queryable, scope: ReviewScope, { id, version }: { readonly id: string; readonly version: number }): Promise<{ readonly id: string; readonly version: number } | ChangeRefusal> {
  const sample = await findSample(deps, connection, scope, id);
  if (!sample) return { kind: 'refused', code: 'not-allowed', rule: 'unknown-sample' };
  if (sample.version !== version || sample.state !== 'new') return { kind: 'refused', code: 'conflict' };
  const { rows: [known] } = await connection.query<{ id: string; version: number; state: FlagState }>('select f.id, f.version, f.state from flag_access fa join flag f on f.id = fa.flag_id where fa.access_id = $1 limit 1', [sample.access.id]);
  if (known && known.state !== 'new') {
    // Decided as a flag already: the lot has nothing to add.
    await connection.query('update access_sample set state = $2, version = version + 1, flag_id = $3 where id = $1', [id, known.state === 'confirmed' ? 'in-case' : known.state, known.id]);
    return { kind: 'refused', code: 'conflict' };
  }
  const flagId = known?.id ?? deps.ids.newId();
  if (!known) {
    await connection.query(
      `insert into flag (id, user_id, user_name, roles, organization_id, patient_key, patient_sealed, raised_at, occurred_at, last_at, weight, custodian_ids, source_ids, explanations)
       select $1, user_id, user_name, roles, organization_id, patient_key, patient_sealed, $3, first_at, last_at, 0, custodian_ids, source_ids, explanations from surveillance_access where id = $2`, [flagId, sample.access.id, new Date(deps.clock.nowMs())]);
    await connection.query('insert into flag_access (access_id, flag_id) values ($1, $2)', [sample.access.id, flagId]);
  }
  await connection.query('update access_sample set flag_id = $2 where id = $1', [id, flagId]);
  return { id: flagId, version: known?.version ?? 1 };
}

/**
 * Draws from the accesses of the week before, for every organization that had any: by lot, from a seed that is kept, so that
 * anybody can draw again and find the same. Drawn once however often it is called.
 */
export async function drawSamples(connection: Queryable, nowMs: number, newId: () => string): Promise<number> {
  const { rows } = await connection.query<{ organizationId: string; perWeek: number; week: string }>(
    `with week as (select (date_trunc('week', $1::timestamptz at time zone 'America/Toronto') - interval '7 days')::date as monday)
     select d.organization_id as "organizationId", coalesce(s.per_week, ${USUAL_PER_WEEK}) as "perWeek", monday::text as week from week cross join lateral (select distinct organization_id from surveillance_day where day >= monday and day < monday + 7 and accesses > 0 and organization_id <> '') d
       left join sampling s on s.organization_id = d.organization_id where not exists (select from access_sample x where x.organization_id = d.organization_id and x.week = monday)`, [new Date(nowMs)]);
  let drawn = 0;
  for (const { organizationId, perWeek, week } of rows) {
    const { rowCount } = await connection.query(
      `insert into access_sample (id, organization_id, week, seed, access_id)
       select $5 || '-' || row_number() over (), $1, $2::date, $3, a.id from (select id from surveillance_access where organization_id = $1 and day >= $2::date and day < $2::date + 7 and first_at >= $2::date - 1 and first_at < $2::date + 9 and is_opened order by md5($3 || id), id limit $4) a
       on conflict (organization_id, week, access_id) do nothing`, [organizationId, week, randomBytes(12).toString('hex'), perWeek, newId()]);
    drawn += rowCount ?? 0;
  }
  return drawn;
}

async function sampleQueue({ patients }: SurveillanceDeps, connection: Queryable, { organizationId, userId }: ReviewScope, { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<SampleQueue> {
  const { rows: [setting] } = await connection.query<{ perWeek: number }>('select per_week as "perWeek" from sampling where organization_id = $1', [organizationId]);
  const { rows: [count] } = await connection.query<{ total: number }>(`select count(*)::int as total ${TO_REVIEW} and s.state = 'new'`, [organizationId, userId]);
  const { rows } = await connection.query<SampleRow>(`${SAMPLE_COLUMNS} and s.state = 'new' order by s.week, s.id offset $3 limit $4`, [organizationId, userId, Math.max(0, offset), Math.min(Math.max(1, limit), LONGEST_PAGE)]);
  const { rows: coverage } = await connection.query<SampleQueue['coverage'][number]>(
    `select s.week::text as week, min(s.seed) as seed, count(*)::int as drawn, count(*) filter (where s.state <> 'new')::int as reviewed,
        (select coalesce(sum(d.accesses), 0)::int from surveillance_day d where ($1::text is null or d.organization_id = $1) and d.day >= s.week and d.day < s.week + 7) as accesses
       from access_sample s where $1::text is null or s.organization_id = $1 group by s.week order by s.week desc limit ${COVERAGE_WEEKS}`, [organizationId]);
  return { perWeek: setting?.perWeek ?? USUAL_PER_WEEK, total: count!.total, accesses: rows.map((row) => toSample(patients, row)), coverage };
}

type SampleRow = Parameters<typeof toAccess>[0] & {
  readonly sampleId: string; readonly week: string; readonly state: SampledAccess['state']; readonly version: number; readonly userId: string; readonly userName: string; readonly roles: readonly string[];
  readonly nameEn: string | null; readonly nameFr: string | null; readonly key: string; readonly sealed: string; readonly explanations: readonly Explanation[]; readonly flagId: string | null;
};

const SAMPLE_COLUMNS = `select s.id as "sampleId", s.week::text as week, s.state, s.version, s.flag_id as "flagId", a.user_id as "userId", a.user_name as "userName", a.roles, (select name_en from organization o where o.id = a.organization_id) as "nameEn",
  (select name_fr from organization o where o.id = a.organization_id) as "nameFr", a.patient_key as key, a.patient_sealed as sealed, a.explanations, ${ACCESS_COLUMNS} ${TO_REVIEW}`;

function toSample(patients: SurveillanceDeps['patients'], row: SampleRow): SampledAccess {
  const { sampleId, week, state, version, flagId, userId, userName, roles, organizationId, nameEn, nameFr, key, sealed, explanations } = row;
  return {
    id: sampleId, week, state, version, flagId, explanations, occurredAtMs: row.fromMs, access: toAccess(row), patient: revealed(patients, key, sealed),
    user: { userId, name: userName, roles, organizationId, organizationName: { en: nameEn ?? organizationId, fr: nameFr ?? organizationId } },
  };
}

async function findSample({ patients }: SurveillanceDeps, connection: Queryable, { organizationId, userId }: ReviewScope, id: string): Promise<SampledAccess | undefined> {
  const { rows: [row] } = await connection.query<SampleRow>(`${SAMPLE_COLUMNS} and s.id = $3`, [organizationId, userId, id]);
  return row && toSample(patients, row);
}
