import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { inScope, review, type ReviewScope, type SurveillanceDeps } from '../surveillance-deps.js';
import { ACCESS_COLUMNS, readFlagLines, seenBy, toAccess } from './flag-lines.js';
import type { Flag, FlagLine, FlagNote, FlagReason } from './flag.js';

const MOST_ACCESSES = 100;
const MOST_EVENTS = 200;

/** The flag as somebody may see it; `undefined` for one that is not theirs to see, their own accesses among them. */
export async function findFlagLine(connection: Queryable, deps: SurveillanceDeps, scope: ReviewScope, id: string, { isToChange = false } = {}): Promise<FlagLine | undefined> {
  const { rows } = await connection.query(`select from flag f where f.id = $1 and f.user_id <> $2 and ${inScope('f', '$3')}${isToChange ? ' for update' : ''}`, [id, scope.userId, scope.organizationId]);
  return rows.length === 0 ? undefined : (await readFlagLines(connection, deps.patients, scope, [id]))[0];
}

/** One flag with everything beside it. */
export async function readFlag(deps: SurveillanceDeps, request: ChangeRequest, id: string): Promise<Flag | ChangeRefusal> {
  return review<Flag | ChangeRefusal>(deps, request, 'flag', {}, async (scope) => {
    const { database } = deps;
    const line = await findFlagLine(database, deps, scope, id);
    if (!line) return { kind: 'refused', code: 'not-allowed', rule: 'unknown-flag' };
    const [accesses, notes] = await Promise.all([
      database.query<Parameters<typeof toAccess>[0] & { readonly outweighed: readonly Omit<FlagReason, 'count'>[] }>(`select ${ACCESS_COLUMNS}, a.outweighed from flag_access fa join surveillance_access a on a.id = fa.access_id where fa.flag_id = $1 and ${inScope('a', '$2')} order by a.first_at, a.id limit ${MOST_ACCESSES}`, [id, scope.organizationId]),
      database.query<FlagNote>(`select floor(extract(epoch from noted_at) * 1000)::float8 as "atMs", by_name as by, decision, note from flag_note where flag_id = $1 order by noted_at, id`, [id]),
    ]);
    const seen = new Set(line.reasons.map(({ kind }) => kind));
    const shown = accesses.rows.map((row) => seenBy(scope, row));
    return {
      line, notes: notes.rows, accesses: shown.map(toAccess), eventIds: shown.flatMap(({ eventIds }) => eventIds).slice(0, MOST_EVENTS),
      suppressed: [...line.reasons.filter(({ weight, weakenedBy }) => weight <= weakenedBy), ...shown.flatMap(({ outweighed }) => outweighed).filter(({ kind }) => !seen.has(kind) && seen.add(kind)).map((reason) => ({ ...reason, count: 1 }))],
    };
  }, { objects: [`flag/${id}`] });
}
