import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';
import { PatientContextRow } from './sessions/patient-context-row.js';
import { StudyGrantRow } from './sessions/study-grant-row.js';

/** Tables that TypeORM maps. Partitioned and append-only tables are written in SQL and stay unmapped. */
export const mappedTables = [PatientContextRow, StudyGrantRow];

/**
 * A pool of connections for one role; call `initialize()` before and `destroy()` after use.
 * Statements are never logged: their parameters may name a patient.
 */
export function createDataSource(url: string, options: { poolSize?: number; applicationName?: string } = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: mappedTables,
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'longview',
    connectTimeoutMS: 5_000,
    extra: { statement_timeout: 15_000 },
  });
}
