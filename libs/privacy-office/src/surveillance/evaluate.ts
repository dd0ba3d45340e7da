import type { Clock, IdSource, Queryable } from '@longview/platform';
import { gatherFacts } from './accesses/gather-facts.js';
import { raiseFlags, type JudgedAccess } from './flags/raise-flags.js';
import { takeTurn, waitForTurn } from './one-at-a-time.js';
import { isExplained, judge } from './rules/judge.js';
import type { RuleBook } from './rules/rule.js';

export interface EvaluateDeps {
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface Evaluated {
  readonly looked: number;
  readonly raised: number;
}

/**
 * Judges accesses whose rules are due, at most `limit` of them, the longest due first. Each batch stands or falls as one
 * transaction: repeated after a crash, it finds what it did not finish.
 * @returns `undefined` when another worker is at it.
 */
export async function evaluateDue(connection: Queryable, deps: EvaluateDeps, book: RuleBook, limit: number): Promise<Evaluated | undefined> {
  if (!(await takeTurn(connection))) return undefined;
  const { rows } = await connection.query<{ id: string }>('select id from surveillance_access where evaluate_at <= $1 order by evaluate_at limit $2', [new Date(deps.clock.nowMs()), limit]);
  return judgeAccesses(connection, deps, book, rows.map(({ id }) => id));
}

/** The same for accesses that are named, when nobody else is judging: waits for them. */
export async function evaluateAgain(connection: Queryable, deps: EvaluateDeps, book: RuleBook, accessIds: readonly string[]): Promise<Evaluated> {
  await waitForTurn(connection);
  return judgeAccesses(connection, deps, book, accessIds);
}

async function judgeAccesses(connection: Queryable, { clock, ids }: EvaluateDeps, book: RuleBook, accessIds: readonly string[]): Promise<Evaluated> {
  if (accessIds.length === 0) return { looked: 0, raised: 0 };
  const judged = (await gatherFacts(connection, accessIds)).map((access): JudgedAccess => ({ access, judgement: judge(access, book) }));
  const raised = await raiseFlags(connection, judged, book.raiseAt, ids, clock.nowMs());
  await noteJudged(connection, judged);
  return { looked: judged.length, raised };
}

/** Keeps what explains each access, and what was seen and not flagged: an explanation never hides anything silently. */
async function noteJudged(connection: Queryable, judged: readonly JudgedAccess[]): Promise<void> {
  const rows = judged.map(({ access: { id }, judgement: { explanations, reasons, isRaised } }) => ({ id, explanations, is_explained: isExplained(explanations), outweighed: isRaised ? [] : reasons }));
  await connection.query(
    `with given as (select * from jsonb_to_recordset($1::jsonb) as g(id text, explanations jsonb, is_explained boolean, outweighed jsonb)),
      before as (select a.id, a.is_opened, a.is_explained, a.outweighed, a.user_id, a.organization_id, a.day from surveillance_access a join given g on g.id = a.id),
      counted as (
        insert into surveillance_suppressed as s (kind, organization_id, day, count)
        select r ->> 'kind', b.organization_id, b.day, count(*) from given g join before b on b.id = g.id cross join jsonb_array_elements(g.outweighed) r
         where not exists (select from jsonb_array_elements(b.outweighed) o where o ->> 'kind' = r ->> 'kind') group by 1, 2, 3
        on conflict (kind, organization_id, day) do update set count = s.count + excluded.count returning 1),
      explained as (
        update surveillance_day d set explained = d.explained + c.change
          from (select b.user_id, b.organization_id, b.day, sum(case when g.is_explained then 1 else 0 end - case when b.is_explained then 1 else 0 end)::int as change from before b join given g on g.id = b.id where b.is_opened group by 1, 2, 3) c
         where d.user_id = c.user_id and d.organization_id = c.organization_id and d.day = c.day and c.change <> 0 returning 1)
     update surveillance_access a set evaluate_at = null, explanations = g.explanations, is_explained = g.is_explained, outweighed = g.outweighed from given g where a.id = g.id`, [JSON.stringify(rows)]);
}
