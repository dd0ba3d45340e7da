import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';
import { In, IsNull, LessThan, MoreThan, type DataSource, type Repository } from 'typeorm';
import { PatientContextRow } from './patient-context-row.js';

/** A patient that one session found (`candidate`) or opened; the payload is encrypted by whoever stores it. */
export interface PatientContext {
  /** Opaque and unguessable: what the browser holds instead of an identifier. */
  readonly id: string;
  readonly kind: 'candidate' | 'opened';
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly purposeOfUse: PurposeOfUse;
  /** Why the person may be with this patient's record. */
  readonly basis: AccessBasis;
  readonly sealedPayload: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly endedAtMs?: number;
}

/** In SQL: it stands before every timeline, and the mapping would put the same statement together anew each time. */
const FIND_LIVE = `
  select id, kind, session_id as "sessionId", user_id as "userId", organization_id as "organizationId", purpose_of_use as "purposeOfUse", basis,
    sealed_payload as "sealedPayload", created_at as "createdAt", expires_at as "expiresAt"
  from patient_context where id = $1 and kind = $2 and session_id = $3 and ended_at is null and expires_at > $4`;

interface LiveRow extends Omit<PatientContext, 'createdAtMs' | 'expiresAtMs' | 'endedAtMs'> {
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Keeps what a session found and opened where every instance sees it. Durable when a promise resolves. */
export class PatientContextStore {
  readonly #dataSource: DataSource;
  readonly #rows: Repository<PatientContextRow>;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
    this.#rows = dataSource.getRepository(PatientContextRow);
  }

  /** Rejects when a context of one of these ids exists; then none of them is kept. */
  async insert(contexts: readonly PatientContext[]): Promise<void> {
    if (contexts.length > 0) await this.#rows.insert([...contexts]);
  }

  /** The context, if it is this session's, of this kind, and neither ended nor expired at `nowMs`. */
  async findLive(id: string, kind: PatientContext['kind'], sessionId: string, nowMs: number): Promise<PatientContext | undefined> {
    const [row] = await this.#dataSource.query<LiveRow[]>(FIND_LIVE, [id, kind, sessionId, new Date(nowMs)]);
    if (!row) return undefined;
    const { createdAt, expiresAt, ...context } = row;
    return { ...context, createdAtMs: createdAt.getTime(), expiresAtMs: expiresAt.getTime() };
  }

  /** Every opened patient of these sessions that is neither ended nor expired at `nowMs`. */
  async findOpened(sessionIds: readonly string[], nowMs: number): Promise<readonly PatientContext[]> {
    const rows = await this.#rows.findBy({ sessionId: In([...sessionIds]), kind: 'opened', endedAtMs: IsNull(), expiresAtMs: MoreThan(nowMs) });
    return rows.map(({ endedAtMs: _, ...context }) => context);
  }

  /** Replaces what is known of the person. True when the context was there and live. */
  async replacePayload(id: string, sessionId: string, sealedPayload: string): Promise<boolean> {
    const { affected } = await this.#rows.update({ id, sessionId, endedAtMs: IsNull() }, { sealedPayload });
    return affected === 1;
  }

  /** Keeps why the person is with this patient, and the purpose that goes with it. True when the context was there and live. */
  async explain(id: string, sessionId: string, basis: AccessBasis, purposeOfUse: PurposeOfUse): Promise<boolean> {
    const { affected } = await this.#rows.update({ id, sessionId, kind: 'opened', endedAtMs: IsNull() }, { basis, purposeOfUse });
    return affected === 1;
  }

  /** Ends one context of a session. True when it was live until now. */
  async end(id: string, sessionId: string, atMs: number): Promise<boolean> {
    const { affected } = await this.#rows.update({ id, sessionId, endedAtMs: IsNull() }, { endedAtMs: atMs });
    return affected === 1;
  }

  /** Forgets every context that expired before `beforeMs`, and says how many. */
  async deleteExpired(beforeMs: number): Promise<number> {
    return (await this.#rows.delete({ expiresAtMs: LessThan(beforeMs) })).affected ?? 0;
  }
}
