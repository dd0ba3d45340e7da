import type { Database } from '@longview/platform';
import { ExchangeFault } from '../exchange-fault.js';
import { findImport, type ImportRow } from './import-row.js';
import type { ManifestInstance } from './source-study.js';

/**
 * What one run of an import writes. Only one run at a time may: whoever begins takes the import over, and every
 * statement of a run that was taken over does nothing and rejects with `EXCHANGE_STOPPED`. A worker that was thought dead
 * and is not can therefore send at most the instance that it has in hand.
 */
export class RunStore {
  private constructor(private readonly database: Database, private readonly importId: string, private readonly token: string) {}

  /** Takes the import over; `undefined` when it is not to be run (any more). */
  static async begin(database: Database, importId: string, token: string, nowMs: number): Promise<{ readonly store: RunStore; readonly row: ImportRow } | undefined> {
    const { rowCount } = await database.query(`update image_import set run_token = $2, state = 'running', begun_at = coalesce(begun_at, $3), version = version + 1 where id = $1 and state in ('waiting', 'running')`, [importId, token, new Date(nowMs)]);
    const row = rowCount === 1 ? await findImport(database, importId) : undefined;
    return row && { store: new RunStore(database, importId, token), row };
  }

  /** Writes the manifest down once: a repeated run goes by the first. */
  async keepManifest(instances: readonly ManifestInstance[]): Promise<void> {
    await this.database.transaction(async (connection) => {
      const { rowCount } = await connection.query('update image_import set instance_count = $3, version = version + 1 where id = $1 and run_token = $2 and state = \'running\' and instance_count is null', [this.importId, this.token, instances.length]);
      if (rowCount !== 1) throw new ExchangeFault('EXCHANGE_STOPPED');
      await connection.query(
        `insert into image_import_instance (import_id, sop_instance_uid, series_instance_uid, sop_class_uid)
         select $1, "sopInstanceUid", "seriesInstanceUid", "sopClassUid" from jsonb_to_recordset($2::jsonb) as one("sopInstanceUid" text, "seriesInstanceUid" text, "sopClassUid" text)`, [this.importId, JSON.stringify(instances)]);
    });
  }

  async manifest(): Promise<readonly (ManifestInstance & { readonly isPending: boolean })[]> {
    const { rows } = await this.database.query<ManifestInstance & { isPending: boolean }>(
      `select sop_instance_uid as "sopInstanceUid", series_instance_uid as "seriesInstanceUid", sop_class_uid as "sopClassUid", state = 'pending' as "isPending" from image_import_instance where import_id = $1 order by series_instance_uid, sop_instance_uid`, [this.importId]);
    return rows;
  }

  /** Says that this run is about to send the instance. */
  attempt(sopInstanceUid: string): Promise<void> {
    return this.change(sopInstanceUid, `attempts = attempts + 1`, []);
  }

  sent(sopInstanceUid: string): Promise<void> {
    return this.change(sopInstanceUid, `state = 'sent', code = null`, []);
  }

  refused(sopInstanceUid: string, code: string): Promise<void> {
    return this.change(sopInstanceUid, `state = 'refused', code = $4`, [code]);
  }

  /** What the archive holds is never sent (again), whoever brought it there. */
  async present(held: ReadonlySet<string>): Promise<void> {
    await this.compared(`state = 'present', code = null`, `i.state in ('pending', 'refused') and i.sop_instance_uid = any($3)`, held);
  }

  /** What was sent and is not there has to be sent again: an answer alone is no proof where the archive can be asked. */
  async missing(held: ReadonlySet<string>): Promise<void> {
    await this.compared(`state = 'pending', code = null`, `i.state in ('sent', 'present') and i.sop_instance_uid <> all($3)`, held);
  }

  /** Ends the import; `within` writes down what belongs to it in the same transaction. */
  async finish(change: { readonly state: 'imported' } | { readonly state: 'stopped'; readonly reason: string }, nowMs: number, within: (connection: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>): Promise<void> {
    await this.database.transaction(async (connection) => {
      const { rowCount } = await connection.query(`update image_import set state = $3, stop_reason = $4, finished_at = $5, run_token = null, version = version + 1 where id = $1 and run_token = $2 and state = 'running'`, [this.importId, this.token, change.state, change.state === 'stopped' ? change.reason : null, new Date(nowMs)]);
      if (rowCount !== 1) throw new ExchangeFault('EXCHANGE_STOPPED');
      await within(connection);
    });
  }

  private async compared(set: string, which: string, held: ReadonlySet<string>): Promise<void> {
    await this.database.query(
      `update image_import_instance i set ${set} where i.import_id = $1 and ${which} and exists (select from image_import m where m.id = $1 and m.run_token = $2 and m.state = 'running')`, [this.importId, this.token, [...held]]);
  }

  private async change(sopInstanceUid: string, set: string, values: readonly unknown[]): Promise<void> {
    const { rowCount } = await this.database.query(
      `update image_import_instance i set ${set} from image_import m where m.id = i.import_id and i.import_id = $1 and m.run_token = $2 and m.state = 'running' and i.sop_instance_uid = $3`, [this.importId, this.token, sopInstanceUid, ...values]);
    if (rowCount !== 1) throw new ExchangeFault('EXCHANGE_STOPPED');
  }
}
