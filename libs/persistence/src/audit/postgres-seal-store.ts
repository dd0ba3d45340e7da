import type { LogPosition, SealedHead, SealedSubtree, SealingTransaction, SealState, SealStore } from '@longview/audit';
import pg from 'pg';

/** Any number that is ours: one instance seals at a time. */
const SEALING_LOCK = 7_031_848_002;
/** Transactions; each holds a batch of the writer's at most. */
const PAGE = 1_000;
const HASH_BYTES = 32;

/** Where sealing stands, and the committed events behind it. Has a connection of its own while it works. */
export class PostgresSealStore implements SealStore {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'longview-audit-sealer', connectionTimeoutMillis: 5_000 });
    this.#pool.on('error', () => {});
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async seal<T>(work: (transaction: SealingTransaction) => Promise<T>): Promise<T | undefined> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      const { rows: [lock] } = await client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [SEALING_LOCK]);
      const result = lock!.taken ? await work(await beginSealing(client)) : undefined;
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // The connection goes with the transaction: its state is not known.
      client.release(true);
      throw error;
    }
  }
}

async function beginSealing(client: pg.PoolClient): Promise<SealingTransaction> {
  const { rows: [state] } = await client.query<{ tx: string; lane: number; sequence: string; tree_size: string; frontier: Buffer; checkpoint: string | null }>(
    `select seal.tx::text, seal.lane, seal.sequence::text, seal.tree_size::text, frontier, checkpoint
     from audit_seal seal left join (select checkpoint from audit_tree_head order by tree_size desc limit 1) newest on true`);
  const { tx, lane, sequence, tree_size, frontier, checkpoint } = state!;
  const through = { tx: BigInt(tx), lane, sequence: Number(sequence) };
  return {
    state: { through, treeSize: Number(tree_size), subtreeRoots: splitHashes(frontier), ...(checkpoint !== null && { checkpoint }) },
    settledBatches: () => settledBatches(client, through),
    save: (next, head, subtrees) => save(client, next, head, subtrees),
  };
}

/**
 * A transaction below the oldest one that still runs has ended, so nothing can commit below it any more. Paging on an id
 * instead would miss rows whose transaction took longer than its neighbours'.
 */
async function* settledBatches(client: pg.PoolClient, { tx, lane, sequence }: LogPosition): ReturnType<SealingTransaction['settledBatches']> {
  const { rows: [limit] } = await client.query<{ oldest: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as oldest');
  // A row for each transaction's hashes, not one for each hash: under load that is a fiftieth of the rows.
  await client.query(`declare settled no scroll cursor for
    select audit_event.tx::text as tx, lane, max(audit_event.sequence)::text as sequence, string_agg(hash, '' order by audit_event.sequence) as hashes from audit_event
    where audit_event.tx >= '${tx}' and audit_event.tx < '${limit!.oldest}' and (audit_event.tx, lane, audit_event.sequence) > ('${tx}', ${lane}, ${sequence})
    group by audit_event.tx, lane order by audit_event.tx, lane`);
  for (;;) {
    const { rows } = await client.query<{ tx: string; lane: number; sequence: string; hashes: Buffer }>(`fetch ${PAGE} from settled`);
    if (rows.length === 0) break;
    yield rows.map((row) => ({ tx: BigInt(row.tx), lane: row.lane, sequence: Number(row.sequence), hashes: splitHashes(row.hashes) }));
  }
  await client.query('close settled');
}

async function save(client: pg.PoolClient, { through, treeSize, subtreeRoots }: SealState, head: SealedHead, subtrees: readonly SealedSubtree[]): Promise<void> {
  const position = [String(through.tx), through.lane, through.sequence, treeSize];
  await client.query('update audit_seal set tx = $1, lane = $2, sequence = $3, tree_size = $4, frontier = $5', [...position, Buffer.concat([...subtreeRoots])]);
  await client.query('insert into audit_tree_head (tx, lane, sequence, tree_size, signed_at, checkpoint) values ($1, $2, $3, $4, $5, $6)', [...position, new Date(head.signedAtMs), head.checkpoint]);
  if (subtrees.length > 0) await client.query(INSERT_SUBTREES, subtreeColumns(subtrees));
}

/** With the columns of {@link subtreeColumns}. */
export const INSERT_SUBTREES = `insert into audit_subtree (level, index, root, tx, lane, sequence)
  select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::text[]::xid8[], $5::int[], $6::bigint[])`;

export function subtreeColumns(subtrees: readonly SealedSubtree[]): unknown[][] {
  return [subtrees.map(({ level }) => level), subtrees.map(({ index }) => index), subtrees.map(({ root }) => root),
    subtrees.map(({ through }) => String(through.tx)), subtrees.map(({ through }) => through.lane), subtrees.map(({ through }) => through.sequence)];
}

/** Throws a RangeError when it is not a number of whole hashes: somebody changed one, and nothing is sealed over that. */
function splitHashes(bytes: Buffer): readonly Buffer[] {
  if (bytes.length % HASH_BYTES !== 0) throw new RangeError('A stored hash does not have 32 bytes.');
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}
