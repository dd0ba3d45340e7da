import { createHash } from 'node:crypto';
import type { AuditEntry } from '@longview/audit';
import pg from 'pg';

/** What the log is compared with: the same events, kept the way one would write it first. */
export interface Floor {
  readonly append: (event: AuditEntry) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Every event alone in its transaction, without chain or seal; `connections` at a time. Without an index it can only be
 * written; `isIndexed` adds those by which a patient's, a user's and an organization's events are found.
 */
export async function plainInserts(ownerUrl: string, connections: number, { isIndexed = false } = {}): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  const table = isIndexed ? 'indexed_event' : 'plain_event';
  await pool.query(`create table if not exists ${table} (occurred_at timestamptz not null, user_id text not null, organization_id text, patient_key text, event jsonb not null)`);
  if (isIndexed) {
    await pool.query(`create index if not exists indexed_event_patient on ${table} (patient_key, occurred_at) where patient_key is not null;
      create index if not exists indexed_event_user on ${table} (user_id, occurred_at);
      create index if not exists indexed_event_organization on ${table} (organization_id, occurred_at) where organization_id is not null`);
  }
  const append = async (event: AuditEntry): Promise<void> => {
    await pool.query({
      name: table, text: `insert into ${table} values (now(), $1, $2, $3, $4)`,
      values: [event.actor.userId, event.actor.organizationId, event.patient?.key, JSON.stringify(event)],
    });
  };
  return { append, close: () => pool.end() };
}

/** The least that can be kept of an event: bytes that are ready beforehand, alone in their transaction. For comparison, not a floor. */
export async function bareRows(ownerUrl: string, connections: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  await pool.query('create table if not exists bare_event (occurred_at timestamptz not null, row bytea not null)');
  const row = Buffer.alloc(260, 7);
  const append = async (): Promise<void> => {
    await pool.query({ name: 'bare', text: 'insert into bare_event values (now(), $1)', values: [row] });
  };
  return { append, close: () => pool.end() };
}

/** A hash chain as it is usually written: read the last hash under a row lock, insert, move the last hash on, commit. */
export async function serialChain(ownerUrl: string, connections: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  await pool.query(`create table if not exists chained_event (sequence bigint not null, occurred_at timestamptz not null, hash bytea not null, event jsonb not null);
    create table if not exists chain_end (sequence bigint not null, hash bytea not null);
    insert into chain_end select 0, '' where not exists (select from chain_end)`);
  const append = async (event: AuditEntry): Promise<void> => {
    const client = await pool.connect();
    await client.query('begin');
    const { rows: [end] } = await client.query<{ sequence: string; hash: Buffer }>({ name: 'end', text: 'select sequence, hash from chain_end for update' });
    const text = JSON.stringify(event);
    const sequence = Number(end!.sequence) + 1;
    const hash = createHash('sha256').update(end!.hash).update(text).digest();
    await client.query({ name: 'insert', text: 'insert into chained_event values ($1, now(), $2, $3)', values: [sequence, hash, text] });
    await client.query({ name: 'move', text: 'update chain_end set sequence = $1, hash = $2', values: [sequence, hash] });
    await client.query('commit');
    client.release();
  };
  return { append, close: () => pool.end() };
}
