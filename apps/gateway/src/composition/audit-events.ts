import { AuditEventEndpoint } from '@longview/audit-feed';
import type { AuditLog, PatientPseudonymizer } from '@longview/audit';
import { PostgresAuditSearch, type LogConnections } from '@longview/persistence';
import type { Clock, Database, IdSource, Sealer, SecretReader } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';

interface AuditEventParts {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly pseudonymizer: PatientPseudonymizer;
  readonly publicUrl: string;
  readonly readSecret: SecretReader;
}

/** The log over FHIR, for the systems that the province names. */
export async function openAuditEvents(connections: LogConnections, province: ProvinceFile, { readSecret, ...parts }: AuditEventParts): Promise<AuditEventEndpoint> {
  const clients = await Promise.all(province.auditClients.map(async ({ id, name, organizationId, publicKeys }) => ({ id, name, ...(organizationId !== undefined && { organizationId }), publicKeys: await readSecret(publicKeys) })));
  return new AuditEventEndpoint({ ...parts, clients, search: new PostgresAuditSearch(connections) });
}
