import type { GraphqlApiOptions } from '@longview/graphql-api';
import { createDimseDestination, createStowDestination, ImageRequests, QueryGroups, startExchangeJobs, StudyImports, type ApplicationEntity, type Destination, type ExchangeDeps, type OrganizationArchive } from '@longview/image-exchange';
import { compareIdentity } from '@longview/patient-identity';
import { AuthorizedHttpClient, type SecretReader } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';

export interface ImageExchangeParts extends Omit<ExchangeDeps, 'archives' | 'compareIdentity' | 'custodianName'> {
  readonly readSecret: SecretReader;
}

export interface ImageExchangeComposition {
  readonly api: GraphqlApiOptions['imageExchange'];
  /** Takes part in bringing studies over, and in the look at the clock. */
  startJobs(): Promise<void>;
  close(): Promise<void>;
}

type Archive = NonNullable<ProvinceFile['organizations'][number]['archive']>;

const CONNECT_TIMEOUT_MS = 10_000;
/** An archive may take its time to keep a large instance before it says so. */
const ANSWER_TIMEOUT_MS = 120_000;

/** Imports, requests and groups on one database, with the archive of each organization that has one. */
export function composeImageExchange(province: ProvinceFile, { readSecret, ...parts }: ImageExchangeParts): ImageExchangeComposition {
  const names = new Map(province.organizations.map(({ id, name }) => [id, name.en]));
  const archives = new Map(province.organizations.flatMap(({ id, name, archive }) => (archive ? [[id, archiveOf(id, name.en, archive, { ...parts, readSecret })] as const] : [])));
  const deps: ExchangeDeps = { ...parts, archives, compareIdentity, custodianName: (id) => names.get(id) ?? id };
  const imports = new StudyImports(deps);
  return {
    api: { imports, requests: new ImageRequests(deps, imports, province.imageRequests), groups: new QueryGroups(deps) },
    startJobs: () => startExchangeJobs(deps),
    close: async () => void (await Promise.allSettled([...archives.values()].map(({ destination }) => destination.close()))),
  };
}

function archiveOf(organizationId: string, name: string, archive: Archive, deps: Pick<ImageExchangeParts, 'clock' | 'ids' | 'readSecret'>): OrganizationArchive {
  const { identifierSystem, issuerOfPatientId, universalIssuer, issuerOfAccession = issuerOfPatientId, lanes } = archive;
  return { organizationId, name, identifierSystem, issuerOfPatientId, issuerOfAccession, lanes, destination: destinationOf(archive, deps), ...(universalIssuer !== undefined && { universalIssuer }) };
}

function destinationOf(archive: Archive, deps: Pick<ImageExchangeParts, 'clock' | 'ids' | 'readSecret'>): Destination {
  if (archive.protocol === 'dimse') return createDimseDestination({ canFind: archive.canFind, entity: () => entityOf(archive, deps.readSecret) });
  const { baseUrl, authentication, lanes } = archive;
  return createStowDestination(new AuthorizedHttpClient({ baseUrl, maxConnections: lanes + 1, connectTimeoutMs: CONNECT_TIMEOUT_MS, headersTimeoutMs: ANSWER_TIMEOUT_MS, bodyTimeoutMs: ANSWER_TIMEOUT_MS }, authentication, deps));
}

async function entityOf({ host, port, calledAeTitle, callingAeTitle, tls }: Extract<Archive, { protocol: 'dimse' }>, readSecret: SecretReader): Promise<ApplicationEntity> {
  const secrets = tls && await Promise.all(Object.entries(tls).flatMap(([name, location]) => (location ? [readSecret(location).then((text) => [name, text] as const)] : [])));
  return { host, port, calledAeTitle, callingAeTitle, connectTimeoutMs: CONNECT_TIMEOUT_MS, answerTimeoutMs: ANSWER_TIMEOUT_MS, ...(secrets && { tls: Object.fromEntries(secrets) }) };
}
