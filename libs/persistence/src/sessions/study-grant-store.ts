import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';
import { IsNull, LessThan, MoreThan, type DataSource, type Repository } from 'typeorm';
import { StudyGrantRow } from './study-grant-row.js';

/** As the imaging library grants it; repeated here because a store stands below the services. */
export interface StoredStudyGrant {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly patientKey: string;
  readonly studyInstanceUid: string;
  readonly sourceId: string;
  readonly custodianId: string;
  readonly isCustodianAssumed?: true;
  readonly purposeOfUse: PurposeOfUse;
  readonly basis: AccessBasis;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly endedAtMs?: number;
  readonly imagesShownAtMs?: number;
  readonly sealedDisplay: string;
  readonly auditPatient: { readonly key: string; readonly sealed: string };
  readonly patientKeys: readonly string[];
}

/** Which grants to end: those that match every given field. */
export interface StudyGrantSelection {
  readonly id?: string;
  readonly sessionId?: string;
  readonly userId?: string;
  /** Any of the keys under which the patient is known. */
  readonly auditPatientKey?: string;
}

/** Study grants in PostgreSQL; what it does not find, no instance lets through. */
export class PostgresStudyGrantStore {
  readonly #rows: Repository<StudyGrantRow>;

  constructor(dataSource: DataSource) {
    this.#rows = dataSource.getRepository(StudyGrantRow);
  }

  /** Rejects when a grant of this id exists. */
  async insert({ auditPatient, ...grant }: StoredStudyGrant): Promise<void> {
    await this.#rows.insert({ ...grant, isCustodianAssumed: grant.isCustodianAssumed === true, patientKeys: [...grant.patientKeys], auditPatientKey: auditPatient.key, auditPatientSealed: auditPatient.sealed });
  }

  /** Every grant of the session that is neither ended nor expired at `nowMs`. */
  async findLive(sessionId: string, nowMs: number): Promise<readonly StoredStudyGrant[]> {
    return (await this.#rows.findBy({ sessionId, endedAtMs: IsNull(), expiresAtMs: MoreThan(nowMs) })).map(toGrant);
  }

  /** One grant, live or not, of this session only. */
  async find(id: string, sessionId: string): Promise<StoredStudyGrant | undefined> {
    const row = await this.#rows.findOneBy({ id, sessionId });
    return row ? toGrant(row) : undefined;
  }

  /** The first time stays; a repetition changes nothing. */
  async noteImagesShown(id: string, atMs: number): Promise<void> {
    await this.#rows.update({ id, imagesShownAtMs: IsNull() }, { imagesShownAtMs: atMs });
  }

  /** Ends the live grants that match every given field, of which there is at least one, and returns them as they are now. */
  async end(which: StudyGrantSelection, atMs: number): Promise<readonly StoredStudyGrant[]> {
    // An empty selection would end everybody's work: it is a mistake of the caller, never a wish.
    if (Object.values(which).every((value) => value === undefined)) throw new TypeError('At least one field selects the grants to end.');
    const { auditPatientKey, ...plain } = which;
    const ending = this.#rows.createQueryBuilder().update().set({ endedAtMs: atMs }).where({ ...plain, endedAtMs: IsNull(), expiresAtMs: MoreThan(atMs) });
    if (auditPatientKey !== undefined) ending.andWhere('patient_keys @> array[:auditPatientKey]::text[]', { auditPatientKey });
    const { raw } = await ending.returning('id').execute();
    const ids = (raw as readonly { id: string }[]).map(({ id }) => ({ id }));
    return ids.length === 0 ? [] : (await this.#rows.findBy(ids)).map(toGrant);
  }

  /** Forgets every grant that expired before `beforeMs`, and says how many. */
  async deleteExpired(beforeMs: number): Promise<number> {
    return (await this.#rows.delete({ expiresAtMs: LessThan(beforeMs) })).affected ?? 0;
  }
}

function toGrant({ endedAtMs, imagesShownAtMs, auditPatientKey, auditPatientSealed, isCustodianAssumed, ...row }: StudyGrantRow): StoredStudyGrant {
  return {
    ...row,
    auditPatient: { key: auditPatientKey, sealed: auditPatientSealed },
    ...(isCustodianAssumed && { isCustodianAssumed }),
    ...(endedAtMs !== null && { endedAtMs }),
    ...(imagesShownAtMs !== null && { imagesShownAtMs }),
  };
}
