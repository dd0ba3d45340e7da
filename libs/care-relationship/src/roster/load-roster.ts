import type { AuditEntry, AuditLog } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type Identifier } from '@longview/clinical-model';
import type { Clock, Database, IdSource } from '@longview/platform';
import { readRoster, type RosterProblem } from './read-roster.js';

export interface RosterDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly keyOf: (identifier: Pick<Identifier, 'system' | 'value'>) => string;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export type RosterOutcome =
  | { readonly kind: 'loaded'; readonly patientCount: number; readonly addedCount: number; readonly removedCount: number }
  /** Nothing was changed. */
  | { readonly kind: 'problems'; readonly problems: readonly RosterProblem[] };

/** So that two loads of one roster follow each other. */
const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 71_203))';

/**
 * Replaces an organization's roster by what the file lists, all or nothing. Patients are kept under the access log's keyed
 * pseudonym, so that the table names nobody. Loading the same file again changes nothing and writes nothing down.
 * @param by who loads it: an operator's name, or what brought the file.
 */
export async function loadRoster(deps: RosterDeps, organizationId: string, text: string, by: AuditEntry['actor']): Promise<RosterOutcome> {
  const read = readRoster(text);
  if ('problems' in read) return { kind: 'problems', problems: read.problems };
  const keys = [...new Set([...read.healthNumbers].map((value) => deps.keyOf({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value })))];
  const at = new Date(deps.clock.nowMs());
  return deps.database.transaction(async (connection) => {
    await connection.query(LOCK, [organizationId]);
    const { rowCount: removed } = await connection.query('delete from roster_patient where organization_id = $1 and not patient_key = any($2)', [organizationId, keys]);
    const { rowCount: added } = await connection.query('insert into roster_patient (organization_id, patient_key, loaded_at) select $1, unnest($2::text[]), $3 on conflict do nothing', [organizationId, keys, at]);
    const outcome = { kind: 'loaded', patientCount: keys.length, addedCount: added ?? 0, removedCount: removed ?? 0 } as const;
    if (outcome.addedCount + outcome.removedCount === 0) return outcome;
    const { patientCount, addedCount, removedCount } = outcome;
    await connection.query(
      `insert into governance_history (id, subject_kind, subject_id, organization_id, occurred_at, by_user_id, change, detail) values ($1, 'organization', $2, $2, $3, $4, 'roster-loaded', $5)`,
      [deps.ids.newId(), organizationId, at, by.userId, { patientCount, addedCount, removedCount }]);
    await deps.audit.append({ action: 'configuration-applied', outcome: 'success', actor: by, objects: [`roster/${organizationId}`], details: { patientCount, addedCount, removedCount } });
    return outcome;
  });
}
