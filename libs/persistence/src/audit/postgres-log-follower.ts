import type { LogFollower } from '@longview/audit';
import type { Queryable } from '@longview/platform';
import type pg from 'pg';
import { EVENT_COLUMNS, readEvents, type EventRow } from './event-row.js';
import type { LogConnections } from './log-connections.js';

/** Any number that is ours: each follower is at work in one instance at a time. */
const FOLLOWER_LOCKS = 703_184_803;

type Handle = Parameters<LogFollower<Queryable>['follow']>[1];
interface Position { readonly tx: string; readonly lane: number; readonly sequence: string }

/** Somebody else has moved this follower on meanwhile, so what was done with these events must not be kept. */
export class FollowerMoved extends Error {
  override readonly name = 'FollowerMoved';
  readonly code = 'AUDIT_FOLLOWER_MOVED';
  constructor() {
    super('Another instance has moved this follower of the access log on.');
  }
}

/**
 * Follows the access log. What it hands out is settled (nothing can commit before it any more) and need not be sealed: a log
 * that somebody damaged is still followed.
 */
export class PostgresLogFollower implements LogFollower<Queryable> {
  readonly #connections: LogConnections;
  readonly #name: string;
  readonly #startsAt: 'first' | 'now';
  #isKnown = false;

  /**
   * @param name of the position, for good.
   * @param startsAt where one that was never at work begins: with the first event there is, or behind what is settled now.
   */
  constructor(connections: LogConnections, name: string, startsAt: 'first' | 'now') {
    this.#connections = connections;
    this.#name = name;
    this.#startsAt = startsAt;
  }

  /** Makes the follower known, so that its beginning is now; {@link follow} does it too. A known one goes on where it was. */
  async open(): Promise<void> {
    if (this.#isKnown) return;
    const start = this.#startsAt === 'first' ? `'0'::xid8` : 'pg_snapshot_xmin(pg_current_snapshot())';
    await this.#connections.withClient((client) => client.query(`insert into log_position (follower, tx, lane, sequence) select $1, ${start}, 0, 0 on conflict do nothing`, [this.#name]));
    this.#isKnown = true;
  }

  async follow(limit: number, handle: Handle): Promise<number | undefined> {
    await this.open();
    return this.#connections.withClient(async (client) => {
      const { rows: [lock] } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [FOLLOWER_LOCKS, this.#name]);
      if (!lock!.taken) return undefined;
      const count = await this.#handleNext(client, limit, handle);
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [FOLLOWER_LOCKS, this.#name]);
      return count;
    });
  }

  async #handleNext(client: pg.PoolClient, limit: number, handle: Handle): Promise<number> {
    const { rows: [from] } = await client.query<Position>('select tx::text, lane, sequence::text from log_position where follower = $1', [this.#name]);
    const rows = from ? await settledRows(client, from, limit) : [];
    const last = rows.at(-1);
    if (!from || !last) return 0;
    const events = await readEvents(client, rows, this.#connections.terms);
    await handle(events, (within = client as Queryable) => this.#moveOn(within, from, last));
    return rows.length;
  }

  async #moveOn(within: Queryable, from: Position, to: Position): Promise<void> {
    // The lock went with its connection if that broke: the row says whether anybody was faster.
    const { rowCount } = await within.query('update log_position set tx = $2, lane = $3, sequence = $4 where follower = $1 and tx = $5 and lane = $6 and sequence = $7',
      [this.#name, to.tx, to.lane, to.sequence, from.tx, from.lane, from.sequence]);
    if (rowCount !== 1) throw new FollowerMoved();
  }
}

async function settledRows(client: pg.PoolClient, { tx, lane, sequence }: Position, limit: number): Promise<readonly EventRow[]> {
  // The bound is asked for first: with its value the planner walks the index on tx and looks at no partition that has nothing.
  const { rows: [settled] } = await client.query<{ before: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as before');
  const { rows } = await client.query<EventRow>(`select ${EVENT_COLUMNS} from audit_event
    where audit_event.tx >= $1 and audit_event.tx < $4 and (audit_event.tx, audit_event.lane, audit_event.sequence) > ($1, $2, $3)
    order by audit_event.tx, audit_event.lane, audit_event.sequence limit $5`, [tx, lane, sequence, settled!.before, limit]);
  return rows;
}
