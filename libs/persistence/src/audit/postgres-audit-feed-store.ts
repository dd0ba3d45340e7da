import type { ReadEvent } from '@longview/audit';
import pg from 'pg';
import { AuditTerms } from './audit-terms.js';
import { EVENT_COLUMNS, toReadEvent, type EventRow } from './event-row.js';

/** Any number that is ours: each feed is sent by one instance at a time. */
const FEED_LOCKS = 703_184_803;

/**
 * What a feed still has to be sent: the sealed log is its queue, and how far it has come is one row. Nothing is queued
 * twice and nothing can be lost with a queue.
 */
export class PostgresAuditFeedStore {
  readonly #pool: pg.Pool;
  readonly #terms = new AuditTerms();

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'longview-audit-feed', connectionTimeoutMillis: 5_000 });
    this.#pool.on('error', () => {});
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Makes the feed known. A new one starts behind what is sealed now; a known one goes on where it was. */
  async open(feed: string): Promise<void> {
    await this.#pool.query('insert into audit_feed (feed, tx, lane, sequence) select $1, tx, lane, sequence from audit_seal on conflict do nothing', [feed]);
  }

  /**
   * Hands the next sealed events, in sealed order, to `send` and moves the feed on when it resolves: each at least once,
   * by one instance at a time.
   * @returns how many there were; `undefined` when another instance is sending.
   */
  async deliver(feed: string, limit: number, send: (events: readonly ReadEvent[]) => Promise<void>): Promise<number | undefined> {
    const client = await this.#pool.connect();
    try {
      // A lock of the connection and not of a transaction: sealing waits for every transaction that is open, and a receiver may be slow.
      const { rows: [lock] } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [FEED_LOCKS, feed]);
      const count = lock!.taken ? await this.#deliverNext(client, feed, limit, send) : undefined;
      if (lock!.taken) await client.query('select pg_advisory_unlock($1, hashtext($2))', [FEED_LOCKS, feed]);
      client.release();
      return count;
    } catch (error) {
      // The lock goes with the connection.
      client.release(true);
      throw error;
    }
  }

  async #deliverNext(client: pg.PoolClient, feed: string, limit: number, send: (events: readonly ReadEvent[]) => Promise<void>): Promise<number> {
    const { rows: [from] } = await client.query<{ tx: string; lane: number; sequence: string }>('select tx::text, lane, sequence::text from audit_feed where feed = $1', [feed]);
    const rows = from ? await nextRows(client, from, limit) : [];
    const last = rows.at(-1);
    if (!last) return 0;
    await send(await this.#terms.decode(client, (wordOf) => rows.map((row) => toReadEvent(row, wordOf))));
    await client.query('update audit_feed set tx = $2, lane = $3, sequence = $4 where feed = $1', [feed, last.tx, last.lane, last.sequence]);
    return rows.length;
  }
}

async function nextRows(client: pg.PoolClient, { tx, lane, sequence }: { readonly tx: string; readonly lane: number; readonly sequence: string }, limit: number): Promise<readonly EventRow[]> {
  const { rows: [seal] } = await client.query<{ tx: string; lane: number; sequence: string }>('select tx::text, lane, sequence::text from audit_seal');
  const { rows } = await client.query<EventRow>(`select ${EVENT_COLUMNS} from audit_event
    where audit_event.tx >= $1 and audit_event.tx <= $4 and (audit_event.tx, audit_event.lane, audit_event.sequence) > ($1, $2, $3) and (audit_event.tx, audit_event.lane, audit_event.sequence) <= ($4, $5, $6)
    order by audit_event.tx, audit_event.lane, audit_event.sequence limit $7`, [tx, lane, sequence, seal!.tx, seal!.lane, seal!.sequence, limit]);
  return rows;
}
