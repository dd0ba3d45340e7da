import { createHash } from 'node:crypto';
import pg from 'pg';

/** What the log is compared with: the same bytes kept without and with a chain, the way one would write it first. */
export interface Floor {
  readonly append: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const ROW = `(occurred_at, sequence, lane, action, user_code, organization_code, hash, patient_key, payload)`;
const VALUES = `(now(), $1, 1, 1, 1, 1, $2, $3, $4)`;
const COLUMNS = `occurred_at timestamptz not null, sequence bigint not null, lane int not null, action int not null, user_code int not null, organization_code int not null, hash bytea not null, patient_key text not null, payload bytea not null`;
const PAYLOAD = Buffer.alloc(190, 7);
const PATIENT_KEY = 'x'.repeat(22);

/** Every event alone in its transaction, in a table without any index, chain or seal: `connections` at a time. */
export async function plainInserts(ownerUrl: string, connections: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  await pool.query(`create table if not exists plain_event (${COLUMNS})`);
  let sequence = 0;
  const hash = Buffer.alloc(32, 1);
  const append = async (): Promise<void> => {
    await pool.query({ name: 'plain', text: `insert into plain_event ${ROW} values ${VALUES}`, values: [++sequence, hash, PATIENT_KEY, PAYLOAD] });
  };
  return { append, close: () => pool.end() };
}

/** A hash chain as it is usually written: read the last hash under a row lock, insert, move the last hash on, commit. */
export async function serialChain(ownerUrl: string, connections: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  await pool.query(`create table if not exists chained_event (${COLUMNS}); create table if not exists chain_end (sequence bigint not null, hash bytea not null)`);
  await pool.query(`insert into chain_end select 0, '' where not exists (select from chain_end)`);
  const append = async (): Promise<void> => {
    const client = await pool.connect();
    await client.query('begin');
    const { rows: [end] } = await client.query<{ sequence: string; hash: Buffer }>({ name: 'end', text: 'select sequence, hash from chain_end for update' });
    const sequence = Number(end!.sequence) + 1;
    const hash = createHash('sha256').update(end!.hash).update(PAYLOAD).digest();
    await client.query({ name: 'insert', text: `insert into chained_event ${ROW} values ${VALUES}`, values: [sequence, hash, PATIENT_KEY, PAYLOAD] });
    await client.query({ name: 'move', text: 'update chain_end set sequence = $1, hash = $2', values: [sequence, hash] });
    await client.query('commit');
    client.release();
  };
  return { append, close: () => pool.end() };
}
