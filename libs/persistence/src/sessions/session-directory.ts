import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';
import type { Queryable } from '@longview/platform';
import { IsNull, type DataSource } from 'typeorm';
import { PatientContextRow } from './patient-context-row.js';
import { encodeSessionEvent, NOTIFY_SESSION_EVENT, NOTIFY_SESSION_EVENTS } from './session-events.js';
import { StudyGrantRow } from './study-grant-row.js';

/** What was taken away, so that each end can be written to the access log. */
export interface EndedSession {
  readonly patientContextIds: readonly string[];
  readonly studyGrantIds: readonly string[];
}

/** A grant that was live until now, as the access log names it. */
export interface EndedGrant {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly studyInstanceUid: string;
  readonly purposeOfUse: PurposeOfUse;
  readonly auditPatient: { readonly key: string; readonly sealed: string };
  readonly imagesShownAtMs?: number;
  readonly basis: AccessBasis;
}

const END_CONTEXTS = 'update patient_context set ended_at = $2 where session_id = any($1) and ended_at is null';
const END_GRANTS = `
  update study_grant set ended_at = $2 where session_id = any($1) and ended_at is null and expires_at > $2
  returning id, session_id as "sessionId", user_id as "userId", organization_id as "organizationId", study_instance_uid as "studyInstanceUid", purpose_of_use as "purposeOfUse",
    basis, json_build_object('key', audit_patient_key, 'sealed', audit_patient_sealed) as "auditPatient", floor(extract(epoch from images_shown_at) * 1000)::float8 as "imagesShownAtMs"`;

/**
 * Ends what hangs on these sessions and tells every instance, all inside the transaction of `connection`: it is true, and
 * heard of, when that commits. Three statements, however many sessions there are.
 */
export async function endWithSessions(connection: Queryable, sessionIds: readonly string[], atMs: number): Promise<readonly EndedGrant[]> {
  if (sessionIds.length === 0) return [];
  const at = new Date(atMs);
  await connection.query(END_CONTEXTS, [sessionIds, at]);
  const { rows } = await connection.query<Omit<EndedGrant, 'imagesShownAtMs'> & { imagesShownAtMs: number | null }>(END_GRANTS, [sessionIds, at]);
  await connection.query(NOTIFY_SESSION_EVENTS, [sessionIds.map((sessionId) => encodeSessionEvent({ kind: 'ended', sessionId }))]);
  return rows.map(({ imagesShownAtMs, ...grant }) => ({ ...grant, ...(imagesShownAtMs !== null && { imagesShownAtMs }) }));
}

/** Everything that hangs on a session, ended in one go. */
export class SessionDirectory {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Ends every patient context and study grant of a session and tells every instance, in one transaction: nobody hears of
   * it before it is true, and it is not true without everybody hearing of it. Repeating it is harmless.
   */
  async end(sessionId: string, atMs: number): Promise<EndedSession> {
    return this.dataSource.transaction(async (transaction) => {
      const endRows = async (table: typeof PatientContextRow | typeof StudyGrantRow): Promise<readonly string[]> => {
        const { raw } = await transaction.createQueryBuilder().update(table).set({ endedAtMs: atMs }).where({ sessionId, endedAtMs: IsNull() }).returning('id').execute();
        return (raw as readonly { id: string }[]).map(({ id }) => id);
      };
      const ended = { patientContextIds: await endRows(PatientContextRow), studyGrantIds: await endRows(StudyGrantRow) };
      await transaction.query(NOTIFY_SESSION_EVENT, [encodeSessionEvent({ kind: 'ended', sessionId })]);
      return ended;
    });
  }
}
