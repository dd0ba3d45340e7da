import { GrowingTree, type AuditAction, type Hash } from '@longview/audit';
import pg from 'pg';

/** Kinds that are about no patient, and only about somebody's session. */
const SYSTEM_ACTIONS: readonly AuditAction[] = ['sign-in', 'sign-out', 'session-locked', 'organization-chosen', 'images-refused'];

/** `system`: sessions of people, about no patient. `access`: everything else; who saw whose record, and what was decided about access. */
export type RetentionClass = 'system' | 'access';

/** Whole months, of which the last one ends at `beforeMs`. */
export interface RetentionCut {
  readonly retentionClass: RetentionClass;
  /** The beginning of a month (UTC). */
  readonly beforeMs: number;
}

export interface RetainedMonth {
  /** `2024-01`. */
  readonly month: string;
  readonly removableCount: number;
  readonly eventCount: number;
}

/** What an event of kind `retention-applied` must say, for verification to account for what is gone. */
export interface RetentionRun {
  readonly run: string;
  readonly removedCount: number;
  /** Root of the tree of the removed events' hashes, in sealed order. */
  readonly removedRoot: Hash;
}

const PAGE = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';
/** One at a time, whoever calls it. */
const RETENTION_LOCK = 7_031_848_005;
/** Sealed events of the class; of months, and so never of the default partition's other times. */
const REMOVABLE = `
  from audit_event event, audit_seal seal
  where event.occurred_at >= $1 and event.occurred_at < $2 and (event.tx, event.lane, event.sequence) <= (seal.tx, seal.lane, seal.sequence)
    and $3 = (case when event.patient_key = '' and event.action in (select code from audit_term where value = any($4)) then 'system' else 'access' end)`;

/** What reports were found by: who was with which patient when. */
const FORGET_ACCESSES = `with gone as (delete from access where ended_at < $1 returning access_id) delete from access_custodian line using gone where line.access_id = gone.access_id`;

/** What surveillance made of them: accesses that nobody flagged or drew, days of profiles, and likeness of who was not opened since. What was decided stays. */
const FORGET_JUDGED = [
  `delete from surveillance_access a where a.last_at < $1 and not exists (select from flag_access f where f.access_id = a.id) and not exists (select from access_sample s where s.access_id = a.id)`,
  'delete from surveillance_day where day < $1::timestamptz::date',
  'delete from patient_likeness where noted_at < $1',
];

/** Removes sealed events whose time is over, with the rights of the owner, and keeps what verification needs of them. */
export class PostgresAuditRetention {
  constructor(private readonly ownerUrl: string) {}

  /** What {@link apply} would remove, by month. Changes nothing. */
  async preview({ retentionClass, beforeMs }: RetentionCut): Promise<readonly RetainedMonth[]> {
    return this.connected(async (client) => {
      const months: RetainedMonth[] = [];
      for (const { month, fromMs, untilMs } of await monthsBefore(client, beforeMs)) {
        const { rows: [count] } = await client.query<{ removable: string; total: string }>(`select (select count(*) ${REMOVABLE})::text as removable, (select count(*) from audit_event where occurred_at >= $1 and occurred_at < $2)::text as total`, parametersOf(fromMs, untilMs, retentionClass));
        months.push({ month, removableCount: Number(count!.removable), eventCount: Number(count!.total) });
      }
      return months;
    });
  }

  /**
   * Removes them, or nothing; nobody who writes is held up. A month of which nothing stayed is then detached and dropped.
   * @param announce writes the event that accounts for it; removal is committed when it has resolved, and not if it rejects.
   * @returns `undefined` when there was nothing to remove.
   */
  async apply({ retentionClass, beforeMs }: RetentionCut, run: string, announce: (run: RetentionRun) => Promise<unknown>): Promise<RetentionRun | undefined> {
    return this.connected(async (client) => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [RETENTION_LOCK]);
      const months = await monthsBefore(client, beforeMs);
      for (const { fromMs, untilMs } of months) {
        const { rowCount } = await client.query(`insert into audit_removed (tx, sequence, lane, hash, run) select event.tx, event.sequence, event.lane, event.hash, $5 ${REMOVABLE}`, [...parametersOf(fromMs, untilMs, retentionClass), run]);
        if (rowCount === 0) continue;
        await client.query('delete from audit_event event using audit_removed removed where event.occurred_at >= $1 and event.occurred_at < $2 and removed.run = $3 and event.tx = removed.tx and event.lane = removed.lane and event.sequence = removed.sequence', [new Date(fromMs), new Date(untilMs), run]);
      }
      const removed = await treeOf(client, run);
      if (removed.size === 0) {
        await client.query('rollback');
        return undefined;
      }
      const done: RetentionRun = { run, removedCount: removed.size, removedRoot: removed.root() };
      if (retentionClass === 'access') for (const statement of [FORGET_ACCESSES, ...FORGET_JUDGED]) await client.query(statement, [new Date(beforeMs)]);
      await announce(done);
      await client.query('commit');
      for (const { partition } of months) await dropIfEmpty(client, partition);
      return done;
    });
  }

  private async connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.ownerUrl, application_name: 'longview-retention', connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      return await work(client);
    } finally {
      // What was not committed goes with the connection.
      await client.end();
    }
  }
}

function parametersOf(fromMs: number, untilMs: number, retentionClass: RetentionClass): unknown[] {
  return [new Date(fromMs), new Date(untilMs), retentionClass, SYSTEM_ACTIONS];
}

async function monthsBefore(client: pg.Client, beforeMs: number): Promise<readonly { readonly month: string; readonly partition: string; readonly fromMs: number; readonly untilMs: number }[]> {
  const { rows } = await client.query<{ partition: string }>(`select inhrelid::regclass::text as partition from pg_inherits where inhparent = 'audit_event'::regclass and inhrelid::regclass::text ~ '^audit_event_\\d{4}_\\d{2}$' order by 1`);
  return rows.map(({ partition }) => {
    const [year, month] = partition.slice('audit_event_'.length).split('_').map(Number);
    return { month: `${year}-${String(month).padStart(2, '0')}`, partition, fromMs: Date.UTC(year!, month! - 1, 1), untilMs: Date.UTC(year!, month!, 1) };
  }).filter(({ untilMs }) => untilMs <= beforeMs);
}

/** Detaching stops every writer for a moment, so it is not waited for: an empty month that stays is dropped by a later run. */
async function dropIfEmpty(client: pg.Client, partition: string): Promise<void> {
  const name = pg.escapeIdentifier(partition);
  const { rows: [left] } = await client.query<{ some: boolean }>(`select exists (select 1 from ${name}) as some`);
  if (left!.some) return;
  try {
    await client.query(`begin; set local lock_timeout = '2s'; alter table audit_event detach partition ${name}; drop table ${name}; commit`);
  } catch (error) {
    await client.query('rollback');
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
  }
}

async function treeOf(client: pg.Client, run: string): Promise<GrowingTree> {
  const tree = new GrowingTree();
  await client.query({ text: 'declare removed no scroll cursor for select hash from audit_removed where run = $1 order by audit_removed.tx, lane, sequence', values: [run] });
  for (;;) {
    const { rows } = await client.query<{ hash: Buffer }>(`fetch ${PAGE} from removed`);
    if (rows.length === 0) break;
    for (const { hash } of rows) tree.append(hash);
  }
  await client.query('close removed');
  return tree;
}
