import type { PurposeOfUse } from '@longview/clinical-model';
import type { Queryable } from '@longview/platform';
import type { ImportState, StopReason } from './import-words.js';

/** An import as its table has it. */
export interface ImportRow {
  readonly id: string;
  readonly organizationId: string;
  readonly requestId: string | null;
  readonly groupId: string | null;
  readonly sourceId: string;
  readonly custodianId: string;
  readonly isCustodianAssumed: boolean;
  readonly studyInstanceUid: string;
  readonly patientKey: string;
  readonly patientKeys: readonly string[];
  readonly patientSealed: string;
  readonly factsSealed: string;
  readonly state: ImportState;
  readonly match: 'certain' | 'confirmed' | null;
  readonly stopReason: StopReason | null;
  readonly instanceCount: number | null;
  readonly arrivedCount: number;
  readonly refusedCount: number;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly requestedRoles: readonly string[];
  readonly purposeOfUse: PurposeOfUse;
  readonly requestedAt: Date;
  readonly confirmedBy: string | null;
  readonly begunAt: Date | null;
  readonly giveUpAt: Date | null;
  readonly finishedAt: Date | null;
  readonly version: number;
}

const COLUMNS = `m.id, m.organization_id as "organizationId", m.request_id as "requestId", m.group_id as "groupId", m.source_id as "sourceId", m.custodian_id as "custodianId", m.is_custodian_assumed as "isCustodianAssumed",
  m.study_instance_uid as "studyInstanceUid", m.patient_key as "patientKey", m.patient_keys as "patientKeys", m.patient_sealed as "patientSealed", m.facts_sealed as "factsSealed", m.state, m.match, m.stop_reason as "stopReason",
  m.instance_count as "instanceCount", m.requested_by as "requestedBy", m.requested_by_name as "requestedByName", m.requested_roles as "requestedRoles", m.purpose_of_use as "purposeOfUse", m.requested_at as "requestedAt",
  m.confirmed_by as "confirmedBy", m.begun_at as "begunAt", m.give_up_at as "giveUpAt", m.finished_at as "finishedAt", m.version,
  (select count(*)::int from image_import_instance i where i.import_id = m.id and i.state in ('sent', 'present')) as "arrivedCount",
  (select count(*)::int from image_import_instance i where i.import_id = m.id and i.state = 'refused') as "refusedCount"`;

export async function findImport(connection: Queryable, id: string, { forUpdate = false } = {}): Promise<ImportRow | undefined> {
  const { rows: [row] } = await connection.query<ImportRow>(`select ${COLUMNS} from image_import m where m.id = $1${forUpdate ? ' for update of m' : ''}`, [id]);
  return row;
}

/** The import of this study that has not come to an end yet. */
export async function findUnfinished(connection: Queryable, organizationId: string, studyInstanceUid: string): Promise<ImportRow | undefined> {
  const { rows: [row] } = await connection.query<ImportRow>(`select ${COLUMNS} from image_import m where m.organization_id = $1 and m.study_instance_uid = $2 and m.state in ('awaiting-confirmation', 'waiting', 'running')`, [organizationId, studyInstanceUid]);
  return row;
}

/** Newest first. */
export async function listImports(connection: Queryable, organizationId: string, states: readonly ImportState[], { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<{ readonly total: number; readonly rows: readonly ImportRow[] }> {
  const { rows: [{ total } = { total: 0 }] } = await connection.query<{ total: number }>('select count(*)::int as total from image_import m where m.organization_id = $1 and m.state = any($2)', [organizationId, states]);
  const { rows } = await connection.query<ImportRow>(`select ${COLUMNS} from image_import m where m.organization_id = $1 and m.state = any($2) order by m.requested_at desc, m.id desc offset $3 limit $4`, [organizationId, states, offset, limit]);
  return { total, rows };
}
