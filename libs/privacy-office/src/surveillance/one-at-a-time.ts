import type { Queryable } from '@longview/platform';

/** Any number that is ours. */
const LOCK = 703_184_840;

/**
 * Accesses are made and judged by one worker at a time, in any instance, until its transaction ends: none is flagged twice,
 * and what is added to an access while it is judged is judged after that.
 */
export async function waitForTurn(connection: Queryable): Promise<void> {
  await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

/** The same for who has time: false when another worker is at it. */
export async function takeTurn(connection: Queryable): Promise<boolean> {
  const { rows } = await connection.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [LOCK]);
  return rows[0]!.taken;
}
