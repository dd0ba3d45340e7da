import type { AuditLog, PatientPseudonymizer } from '@longview/audit';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { GraphqlApiOptions } from '@longview/graphql-api';
import type { PersonalFactsKeeper } from '@longview/participants';
import { PostgresLogFollower, type LogConnections } from '@longview/persistence';
import type { Clock, Database, IdSource, JobQueue, Logger } from '@longview/platform';
import { createSurveillance, keepPersonalFacts, LikenessHasher, LikenessNotes, openSurveillanceWork, readFirstRules, type FlagCases, type SurveillanceWork } from '@longview/privacy-office';

interface LikenessParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pseudonymizer: PatientPseudonymizer;
  /** The access log's: the key of likeness is derived from it. */
  readonly auditIndex: Buffer;
}

/** What rules compare of people, as hashes: noted when patients are opened and when users are registered. */
export interface Likeness {
  readonly hasher: LikenessHasher;
  readonly notes: LikenessNotes;
  readonly noteOpened: (patient: SubjectIdentity) => void;
  readonly keepPersonalFacts: PersonalFactsKeeper;
}

export function composeLikeness({ database, clock, log, pseudonymizer, auditIndex }: LikenessParts): Likeness {
  const hasher = new LikenessHasher(auditIndex);
  const notes = new LikenessNotes({ database, clock, hasher, keyOf: (patient) => pseudonymizer.keysOf(patient)[0]!, onTrouble: (error) => log.warn({ err: error }, 'likeness of patients could not be noted') });
  const keyOf = pseudonymizer.keyOf.bind(pseudonymizer);
  return { hasher, notes, noteOpened: (patient) => notes.note(patient), keepPersonalFacts: (connection, people) => keepPersonalFacts(connection, { clock, hasher, keyOf }, people) };
}

interface SurveillanceParts extends Omit<LikenessParts, 'auditIndex'> {
  readonly audit: AuditLog;
  readonly ids: IdSource;
  readonly jobs: JobQueue;
  readonly logConnections: LogConnections;
  readonly likeness: Likeness;
  readonly cases: FlagCases;
}

/** Surveillance of the access log: the service for reviewers, and the work that follows the log. */
export async function composeSurveillance({ database, audit, clock, ids, log, jobs, logConnections, pseudonymizer, likeness, cases }: SurveillanceParts): Promise<{ readonly api: Pick<GraphqlApiOptions, 'surveillance'>; readonly work: SurveillanceWork }> {
  const deps = { database, audit, clock, ids, jobs, cases, patients: pseudonymizer, hasher: likeness.hasher, follower: new PostgresLogFollower(logConnections, 'surveillance', 'first'), firstRules: await readFirstRules() };
  return { api: { surveillance: createSurveillance(deps) }, work: await openSurveillanceWork(deps, (error) => log.error({ err: error }, 'surveillance could not follow the access log')) };
}
