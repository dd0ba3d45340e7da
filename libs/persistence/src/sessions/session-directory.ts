import { IsNull, type DataSource } from 'typeorm';
import { PatientContextRow } from './patient-context-row.js';
import { encodeSessionEvent, NOTIFY_SESSION_EVENT } from './session-events.js';
import { StudyGrantRow } from './study-grant-row.js';

/** What was taken away, so that each end can be written to the access log. */
export interface EndedSession {
  readonly patientContextIds: readonly string[];
  readonly studyGrantIds: readonly string[];
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
