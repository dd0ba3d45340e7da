import { proveConsistency, proveInclusion, TILE_LEVELS, type EventProof, type Hash, type TreeNodes } from '@longview/audit';
import type pg from 'pg';
import { EVENT_COLUMNS, readEvents, type EventRow } from './event-row.js';
import { LogConnections } from './log-connections.js';

const TILE = 2 ** TILE_LEVELS;

/** Proofs about the sealed log (RFC 9162 §2.1.3, §2.1.4), each read at one moment. Says nothing of events that are not sealed yet. */
export class PostgresAuditProofs {
  readonly #connections: LogConnections;

  /** @param connections shared ones, or the address to open some at. */
  constructor(connections: LogConnections | string) {
    this.#connections = LogConnections.of(connections);
  }

  /** Closes the connections, shared ones too. */
  async close(): Promise<void> {
    await this.#connections.close();
  }

  /** The newest signed head, or the newest that was signed before a moment; `undefined` when there was none. */
  async headBefore(beforeMs?: number): Promise<string | undefined> {
    return this.#connections.withClient(async (client) => {
      const { rows: [head] } = await client.query<{ checkpoint: string }>('select checkpoint from audit_tree_head where $1::timestamptz is null or signed_at < $1 order by tree_size desc limit 1', [beforeMs === undefined ? null : new Date(beforeMs)]);
      return head?.checkpoint;
    });
  }

  /** That the log of `oldSize` events is a beginning of the log of `newSize`; `undefined` when it has not that many sealed events. */
  async proveConsistency(oldSize: number, newSize: number): Promise<readonly Hash[] | undefined> {
    return this.#connections.atOneMoment(async (client) => {
      const { rows: [head] } = await client.query<{ size: string }>('select tree_size::text as size from audit_tree_head order by tree_size desc limit 1');
      if (!head || oldSize < 1 || oldSize > newSize || newSize > Number(head.size)) return undefined;
      return proveConsistency(nodesOf(client), oldSize, newSize);
    });
  }

  /** `undefined` when the sealed log has no such event, or has it in a form that cannot be read. */
  async proveInclusion(lane: number, sequence: number): Promise<EventProof | undefined> {
    return this.#connections.atOneMoment(async (client) => {
      const { rows: [head] } = await client.query<{ size: string; checkpoint: string }>('select tree_size::text as size, checkpoint from audit_tree_head order by tree_size desc limit 1');
      const { rows } = await client.query<EventRow>(`select ${EVENT_COLUMNS} from audit_event where lane = $1 and audit_event.sequence = any($2::bigint[])`, [lane, [sequence - 1, sequence]]);
      const row = rows.find((one) => one.sequence === String(sequence));
      const before = rows.find((one) => one.sequence === String(sequence - 1)) ?? (await removedHash(client, lane, sequence - 1));
      if (!head || !row || (sequence > 1 && !before)) return undefined;
      const [read] = await readEvents(client, [row], this.#connections.terms);
      const leafIndex = await leafIndexOf(client, row);
      const size = Number(head.size);
      if (!read?.event || leafIndex >= size) return undefined;
      return { event: read.event, previousHash: before?.hash ?? Buffer.alloc(32), leafIndex, proof: await proveInclusion(nodesOf(client), leafIndex, size), checkpoint: head.checkpoint };
    });
  }
}

/** A row that is not there was taken out of the log: no proof can be given, and verification says more. */
export class ProofImpossible extends Error {
  override readonly name = 'ProofImpossible';
  readonly code = 'AUDIT_PROOF_IMPOSSIBLE';
  constructor() {
    super('The sealed log lacks something that a proof needs.');
  }
}

function nodesOf(client: pg.PoolClient): TreeNodes {
  return {
    async read(level, first, count) {
      const { rows } = level === 0 ? await client.query<{ root: Buffer }>(LEAVES_OF_TILE, [Math.floor(first / TILE) - 1, first % TILE, count])
        : await client.query<{ root: Buffer }>('select root from audit_subtree where level = $1 and index >= $2 and index < $3 order by index', [level, first, first + count]);
      if (rows.length !== count) throw new ProofImpossible();
      return rows.map(({ root }) => root);
    },
  };
}

/** Behind the last event of the tile before; of the first tile there is none before. */
const LEAVES_OF_TILE = `
  with before as (select tx, lane, sequence from audit_subtree where level = ${TILE_LEVELS} and index = $1 union all select '0', 0, 0 where $1 < 0)
  select event.hash as root from before, audit_leaf event
  where event.tx >= before.tx and (event.tx, event.lane, event.sequence) > (before.tx, before.lane, before.sequence)
  order by event.tx, event.lane, event.sequence offset $2 limit $3`;

/** Of an event whose time of retention is over, its hash is kept: what comes next in the lane is built on it. */
async function removedHash(client: pg.PoolClient, lane: number, sequence: number): Promise<{ readonly hash: Buffer } | undefined> {
  const { rows: [removed] } = await client.query<{ hash: Buffer }>('select hash from audit_removed where lane = $1 and sequence = $2', [lane, sequence]);
  return removed;
}

async function leafIndexOf(client: pg.PoolClient, { tx, lane, sequence }: EventRow): Promise<number> {
  const { rows: [before] } = await client.query<{ index: string; tx: string; lane: number; sequence: string }>(`
    select index::text, tx::text, lane, sequence::text from audit_subtree where level = ${TILE_LEVELS} and (tx, lane, sequence) < ($1, $2, $3) order by audit_subtree.tx desc, audit_subtree.lane desc, audit_subtree.sequence desc limit 1`, [tx, lane, sequence]);
  const start = before ?? { index: '-1', tx: '0', lane: 0, sequence: '0' };
  const { rows: [inTile] } = await client.query<{ count: string }>(`
    select count(*)::text as count from audit_leaf where tx >= $1 and tx <= $4 and (tx, lane, sequence) > ($1, $2, $3) and (tx, lane, sequence) < ($4, $5, $6)`, [start.tx, start.lane, start.sequence, tx, lane, sequence]);
  return (Number(start.index) + 1) * TILE + Number(inTile!.count);
}
