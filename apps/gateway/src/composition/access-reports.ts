import type { KeyObject } from 'node:crypto';
import { sealOf, type AuditLog, type PatientPseudonymizer } from '@longview/audit';
import type { GraphqlApiOptions } from '@longview/graphql-api';
import { createParties } from '@longview/participants';
import { PostgresEventSpans, PostgresLogFollower, type LogConnections } from '@longview/persistence';
import type { Clock, Database, IdSource, Logger, Sealer } from '@longview/platform';
import { AccessFiles, AccessIndex, AccessReports } from '@longview/privacy-office';
import type { ProvinceFile } from '@longview/province';

/** Where a file of the log is fetched with its ticket. */
export const ACCESS_FILE_PATH = '/access-reports/file';

export interface AccessReporting {
  readonly api: Pick<GraphqlApiOptions, 'accessReports'>;
  readonly files: AccessFiles;
  /** Follows the log, so that reports find what is in it. */
  readonly index: AccessIndex;
}

interface Parts {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealer: Sealer;
  readonly log: Logger;
  readonly logConnections: LogConnections;
  readonly pseudonymizer: PatientPseudonymizer;
  readonly auditSigning: KeyObject;
  readonly publicUrl: string;
}

/** Reports on the access log: the index that finds, the service that answers, and the files that are handed out. */
export function composeAccessReports(province: ProvinceFile, { database, audit, clock, ids, sealer, log, logConnections, pseudonymizer, auditSigning, publicUrl }: Parts): AccessReporting {
  const names = {
    sources: new Map(province.sources.map(({ id, name, custodianId }) => [id, { name, custodianId }])),
    reasons: new Map(province.access.reasons.map(({ code, label }) => [code, label])),
  };
  const reports = new AccessReports({ database, audit, parties: createParties(database), province: names, spans: new PostgresEventSpans(logConnections), patients: pseudonymizer });
  const signer = `${new URL(publicUrl).hostname}/patient-list`;
  const files = new AccessFiles({ reports, database, clock, ids, sealer, sealDocument: (document, isHtml) => sealOf(document, { name: signer, signedAtMs: clock.nowMs() }, auditSigning, { isHtml }) });
  const index = new AccessIndex({
    database, follower: new PostgresLogFollower(logConnections, 'access-index', 'first'), nowMs: () => clock.nowMs(),
    onFailure: (error) => log.error({ err: error }, 'the access log could not be indexed: reports stay behind'),
  });
  return { api: { accessReports: { reports, files, filePath: ACCESS_FILE_PATH } }, files, index };
}
