import type { AuditLane, AuditStore, ChainedEvent } from '@longview/audit';
import pg from 'pg';
import { AuditTerms } from './audit-terms.js';
import { EventBatch } from './event-batch.js';

/** Partitions are made this far ahead; a process that runs longer than that writes into the one for all other times. */
const MONTHS_AHEAD = 13;

/** The access log's table. Every lane has a connection of its own, so that nothing else can hold up an append. */
export class PostgresAuditStore implements AuditStore {
  readonly #url: string;
  readonly #timeoutMs: number;
  readonly #terms = new AuditTerms();

  /** @param timeoutMs after this long without an answer an append counts as failed. */
  constructor(url: string, { timeoutMs = 10_000 }: { timeoutMs?: number } = {}) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  async openLane(): Promise<AuditLane> {
    const client = new pg.Client({
      connectionString: this.#url, application_name: 'longview-audit', keepAlive: true,
      connectionTimeoutMillis: this.#timeoutMs / 2, query_timeout: this.#timeoutMs, statement_timeout: this.#timeoutMs,
      // Whatever the server's default is: an event that counts as kept is on disk.
      options: '-c synchronous_commit=on',
    });
    const lane = new PostgresAuditLane(client, this.#terms);
    try {
      await lane.open();
      return lane;
    } catch (error) {
      await lane.close().catch(() => {});
      throw error;
    }
  }
}

/**
 * The database counts fewer transactions than its sealed log: it was filled from a dump and not from a physical backup. New
 * events would stand among the sealed ones, so none is taken; docs/operations/access-log.md says what to do.
 */
export class LogCounterBehind extends Error {
  override readonly name = 'LogCounterBehind';
  readonly code = 'AUDIT_COUNTER_BEHIND';
  constructor() {
    super('The transaction counter of the database is behind its access log.');
  }
}

class PostgresAuditLane implements AuditLane {
  readonly #client: pg.Client;
  readonly #terms: AuditTerms;
  readonly #batch = new EventBatch();
  #number = 0;
  #isOpen = false;

  constructor(client: pg.Client, terms: AuditTerms) {
    this.#client = client;
    this.#terms = terms;
    const closed = (): void => { this.#isOpen = false; };
    client.on('error', closed);
    client.on('end', closed);
  }

  get number(): number { return this.#number; }
  get isOpen(): boolean { return this.#isOpen; }

  async open(): Promise<void> {
    await this.#client.connect();
    await this.#client.query('select ensure_audit_partitions(current_date, $1)', [MONTHS_AHEAD]);
    const { rows: [counter] } = await this.#client.query<{ is_behind: boolean }>('select tx >= pg_snapshot_xmax(pg_current_snapshot()) as is_behind from audit_seal');
    if (counter!.is_behind) throw new LogCounterBehind();
    this.#number = (await this.#client.query<{ number: number }>(`select nextval('audit_lane')::int as number`)).rows[0]!.number;
    this.#isOpen = true;
  }

  async append(events: readonly ChainedEvent[]): Promise<void> {
    await this.#terms.encode(this.#client, (codeOf) => this.#batch.fill(this.#number, events, codeOf));
    await this.#batch.send(this.#client);
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#client.end();
  }
}
