import { comparePositions, type AuditAction, type AuditEvent, type ReadEvent, type SealedHead, type SealedSubtree } from '@longview/audit';
import type pg from 'pg';
import { AuditTerms } from './audit-terms.js';
import { EVENT_COLUMNS, readEvents, type EventRow } from './event-row.js';
import { LogConnections } from './log-connections.js';

const PAGE = 5_000;

/** Whose events, between which times; newest first. */
export interface AuditQuestion {
  readonly about: { readonly patientKey: string } | { readonly userId: string } | { readonly organizationId: string };
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
  readonly limit: number;
  /** Only events of this action. */
  readonly action?: AuditAction;
}

/** The whole log at one moment, for verification and export. */
export interface AuditSnapshot {
  readonly heads: readonly SealedHead[];
  readonly subtrees: readonly Pick<SealedSubtree, 'level' | 'index' | 'root'>[];
  /** In sealed order. To be read once. */
  readonly events: AsyncIterable<ReadEvent>;
}

/** Reads the access log back. */
export class PostgresAuditReader {
  readonly #connections: LogConnections;

  /** @param connections shared ones, or the address to open some at. */
  constructor(connections: LogConnections | string) {
    this.#connections = LogConnections.of(connections);
  }

  /** Closes the connections, shared ones too. */
  async close(): Promise<void> {
    await this.#connections.close();
  }

  /** At most `limit` events, newest first. Throws when one of them can no longer be read. */
  async find({ about, fromMs, untilMs, limit, action }: AuditQuestion): Promise<readonly AuditEvent[]> {
    const [condition, value] = 'patientKey' in about ? [`patient_key = $1 and patient_key <> ''`, about.patientKey]
      : 'userId' in about ? ['user_code = (select code from audit_term where value = $1)', about.userId]
        : ['organization_code = (select code from audit_term where value = $1) and organization_code <> 0', about.organizationId];
    return this.#connections.withClient(async (client) => {
      const { rows } = await client.query<EventRow>({
        text: `select ${EVENT_COLUMNS} from audit_event where ${condition} and occurred_at >= $2 and occurred_at < $3${action === undefined ? '' : ' and action = (select code from audit_term where value = $5)'} order by occurred_at desc limit $4`,
        values: [value, new Date(fromMs), new Date(untilMs), limit, ...(action === undefined ? [] : [action])],
      });
      return (await readEvents(client, rows, this.#connections.terms)).map(({ event }) => {
        if (!event) throw new RangeError('An event of the access log cannot be read.');
        return event;
      });
    });
  }

  /** When the first event happened; nothing in an empty log. */
  async earliestMs(): Promise<number | undefined> {
    return this.#connections.withClient(async (client) => {
      const { rows } = await client.query<{ first: Date | null }>('select min(occurred_at) as first from audit_event');
      return rows[0]?.first?.getTime();
    });
  }

  /** Hands over every event of these actions in that time, a page after another, in no order. Throws when one can no longer be read. */
  async readActions({ actions, fromMs, untilMs }: { readonly actions: readonly AuditAction[]; readonly fromMs: number; readonly untilMs: number }, onEvent: (event: AuditEvent) => void): Promise<void> {
    await this.#connections.withClient(async (client) => {
      await client.query('begin read only');
      await client.query({
        text: `declare of_actions no scroll cursor for select ${EVENT_COLUMNS} from audit_event where action in (select code from audit_term where value = any($1)) and occurred_at >= $2 and occurred_at < $3`,
        values: [actions, new Date(fromMs), new Date(untilMs)],
      });
      for (;;) {
        const { rows } = await client.query<EventRow>(`fetch ${PAGE} from of_actions`);
        if (rows.length === 0) break;
        for (const { event } of await readEvents(client, rows, this.#connections.terms)) {
          if (!event) throw new RangeError('An event of the access log cannot be read.');
          onEvent(event);
        }
      }
      await client.query('commit');
    });
  }

  /** Hands `work` the log as it is at one moment. */
  async snapshot<T>(work: (snapshot: AuditSnapshot) => Promise<T>): Promise<T> {
    return this.#connections.atOneMoment(async (client) => work({ heads: await readHeads(client), subtrees: await readSubtrees(client), events: this.#events(client) }));
  }

  /** What is there and what stayed of what was removed, as one. */
  async *#events(client: pg.PoolClient): AsyncGenerator<ReadEvent> {
    // Not the remembered words: what is verified is what the database says now.
    const terms = new AuditTerms();
    const removed = removedEvents(client);
    let gone = await removed.next();
    for await (const event of presentEvents(client, terms)) {
      for (; !gone.done && comparePositions(gone.value, event) < 0; gone = await removed.next()) yield gone.value;
      yield event;
    }
    for (; !gone.done; gone = await removed.next()) yield gone.value;
  }
}

async function* presentEvents(client: pg.PoolClient, terms: AuditTerms): AsyncGenerator<ReadEvent> {
  // One cursor and not page after page: a restored log may have millions of rows of one transaction.
  await client.query(`declare whole_log no scroll cursor for select ${EVENT_COLUMNS} from audit_event order by audit_event.tx, audit_event.lane, audit_event.sequence`);
  for (;;) {
    const { rows } = await client.query<EventRow>(`fetch ${PAGE} from whole_log`);
    if (rows.length === 0) break;
    yield* await readEvents(client, rows, terms);
  }
  await client.query('close whole_log');
}

async function* removedEvents(client: pg.PoolClient): AsyncGenerator<ReadEvent, undefined> {
  await client.query('declare removed_events no scroll cursor for select tx::text, lane, sequence::text, hash, run from audit_removed order by audit_removed.tx, audit_removed.lane, audit_removed.sequence');
  for (;;) {
    const { rows } = await client.query<{ tx: string; lane: number; sequence: string; hash: Buffer; run: string }>(`fetch ${PAGE} from removed_events`);
    if (rows.length === 0) break;
    yield* rows.map(({ tx, lane, sequence, hash, run }) => ({ tx: BigInt(tx), lane, sequence: Number(sequence), hash, retentionRun: run }));
  }
  await client.query('close removed_events');
  return undefined;
}

async function readSubtrees(client: pg.PoolClient): Promise<AuditSnapshot['subtrees']> {
  const { rows } = await client.query<{ level: number; index: string; root: Buffer }>('select level, index::text, root from audit_subtree');
  return rows.map(({ level, index, root }) => ({ level, index: Number(index), root }));
}

async function readHeads(client: pg.PoolClient): Promise<readonly SealedHead[]> {
  const { rows } = await client.query<{ checkpoint: string; tree_size: string; tx: string; lane: number; sequence: string; signed_at: Date }>(
    'select checkpoint, tree_size, tx::text, lane, sequence, signed_at from audit_tree_head order by tree_size');
  return rows.map((row) => ({
    checkpoint: row.checkpoint, treeSize: Number(row.tree_size), signedAtMs: row.signed_at.getTime(), through: { tx: BigInt(row.tx), lane: row.lane, sequence: Number(row.sequence) },
  }));
}
