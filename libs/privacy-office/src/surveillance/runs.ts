import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { evaluateAgain } from './evaluate.js';
import { readRuleBook } from './rules/rule-book.js';
import { review, reviewScope, whoAsks, type SurveillanceDeps } from './surveillance-deps.js';
import type { RunState } from './words.js';

export const RUN_QUEUE = 'surveillance-run';
const PAGE = 500;
const MOST_SHOWN = 50;

/** Rules as they are now, over accesses of the past. */
export interface SurveillanceRun {
  readonly id: string;
  readonly state: RunState;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly looked: number;
  readonly total: number;
  readonly raised: number;
  readonly startedAtMs: number;
  readonly startedBy: string;
  readonly endedAtMs: number | null;
}

const SHOWN = `select id, state, floor(extract(epoch from from_at) * 1000)::float8 as "fromMs", floor(extract(epoch from until_at) * 1000)::float8 as "untilMs", looked, total, raised, floor(extract(epoch from started_at) * 1000)::float8 as "startedAtMs", started_by as "startedBy",
  floor(extract(epoch from ended_at) * 1000)::float8 as "endedAtMs" from surveillance_run`;

export async function listRuns(deps: SurveillanceDeps, request: ChangeRequest): Promise<readonly SurveillanceRun[] | ChangeRefusal> {
  return review(deps, request, 'runs', {}, async ({ organizationId }) => (await deps.database.query<SurveillanceRun>(`${SHOWN} where $1::text is null or organization_id = $1 order by started_at desc, id limit ${MOST_SHOWN}`, [organizationId])).rows);
}

/** Begins in the background; its job exists when the run does. */
export async function startRun(deps: SurveillanceDeps, request: ChangeRequest, { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): Promise<SurveillanceRun | ChangeRefusal> {
  return governedChange(deps, request, 'surveillance-changed', async ({ connection, nowMs, newId, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    if (!(fromMs < untilMs)) return refuse({ code: 'invalid-input', field: 'until', problem: 'before-from' });
    const id = newId();
    await connection.query(
      `insert into surveillance_run (id, organization_id, from_at, until_at, state, total, started_at, started_by)
       select $1, $2, $3, $4, 'waiting', (select count(*) from surveillance_access where first_at >= $3 and first_at < $4 and ($2::text is null or organization_id = $2)), $5, $6`,
      [id, scope.organizationId, new Date(fromMs), new Date(untilMs), new Date(nowMs), request.actor.displayName]);
    await deps.jobs.send(RUN_QUEUE, { runId: id }, { key: id, within: connection });
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', objects: [`surveillance-run/${id}`], details: { change: 'run-started' } });
    return readRun(connection, id);
  });
}

/** Ends at the next page. What it flagged stays flagged. */
export async function cancelRun(deps: SurveillanceDeps, request: ChangeRequest, id: string): Promise<SurveillanceRun | ChangeRefusal> {
  return governedChange(deps, request, 'surveillance-changed', async ({ connection, nowMs, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    const { rowCount } = await connection.query(`update surveillance_run set state = 'cancelled', ended_at = $3 where id = $1 and ($2::text is null or organization_id = $2) and state in ('waiting', 'running')`, [id, scope.organizationId, new Date(nowMs)]);
    if (rowCount === 0) return refuse({ code: 'conflict' });
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', objects: [`surveillance-run/${id}`], details: { change: 'run-cancelled' } });
    return readRun(connection, id);
  });
}

/** Does a run, page by page, each in a transaction of its own with how far it came: after a crash it goes on there. */
export async function workOnRun(deps: SurveillanceDeps, runId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await nextPage(deps, runId)));
}

async function nextPage(deps: SurveillanceDeps, runId: string): Promise<boolean> {
  return deps.database.transaction(async (connection) => {
    const { rows: [run] } = await connection.query<{ organizationId: string | null; from: Date; until: Date; at: Date | null; id: string }>(
      `select organization_id as "organizationId", from_at as "from", until_at as "until", position_at as at, position_id as id from surveillance_run where id = $1 and state in ('waiting', 'running') for update`, [runId]);
    if (!run) return false;
    // The position as the database wrote it: a number of milliseconds would be too coarse.
    const { rows } = await connection.query<{ id: string; at: string }>(
      `select a.id, a.first_at::text as at from surveillance_access a, surveillance_run r where r.id = $1 and a.first_at >= r.from_at and a.first_at < r.until_at and (r.organization_id is null or a.organization_id = r.organization_id)
          and (r.position_at is null or (a.first_at, a.id) > (r.position_at, r.position_id)) order by a.first_at, a.id limit ${PAGE}`, [runId]);
    const last = rows.at(-1);
    if (!last) {
      await connection.query(`update surveillance_run set state = 'done', ended_at = $2 where id = $1`, [runId, new Date(deps.clock.nowMs())]);
      return false;
    }
    const { looked, raised } = await evaluateAgain(connection, deps, await readRuleBook(connection, deps.firstRules), rows.map(({ id }) => id));
    await connection.query(`update surveillance_run set state = 'running', position_at = $2::timestamptz, position_id = $3, looked = looked + $4, raised = raised + $5 where id = $1`, [runId, last.at, last.id, looked, raised]);
    return true;
  });
}

async function readRun(connection: Queryable, id: string): Promise<SurveillanceRun> {
  return (await connection.query<SurveillanceRun>(`${SHOWN} where id = $1`, [id])).rows[0]!;
}
