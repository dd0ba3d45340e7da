import type { Role } from '@longview/access-policy';
import { GroupCommitAuditLog, PatientPseudonymizer } from '@longview/audit';
import { createPatientConsents } from '@longview/disclosure';
import { createDimseDestination, createStowDestination, defineImportQueue, StudyImports, type ActingRequest, type Destination, type ExchangeDeps } from '@longview/image-exchange';
import { compareIdentity } from '@longview/patient-identity';
import { createConsentReader } from '@longview/patient-consent';
import { openPostgresDatabase, openPostgresJobQueue, PostgresAuditStore } from '@longview/persistence';
import { AuthorizedHttpClient, createIdSource, createLogger, createQueuedMailer, createSealer, systemClock } from '@longview/platform';
import { sourceDefinitionSchema } from '@longview/sources-contract';
import { createImageConnector } from '@longview/sources-dicomweb';

interface DicomwebPlace {
  readonly baseUrl: string;
  readonly username?: string;
  readonly password?: string;
}

export interface ExchangePlace {
  readonly runtimeUrl: string;
  /** Where studies come from: the archive of the organization `east`, which numbers patients as the issuer EAST. */
  readonly source: DicomwebPlace;
  /** Where they go: the archive of the organization `lake`. */
  readonly archive: ({ readonly by: 'stow' } & DicomwebPlace) | { readonly by: 'dimse'; readonly port: number; readonly aeTitle: string; readonly canFind: boolean };
  readonly lanes?: number;
}

export interface ExchangeParts {
  readonly deps: ExchangeDeps;
  readonly imports: StudyImports;
  close(): Promise<void>;
}

/** In these domains the organizations of an {@link ExchangePlace} number their patients. */
export const EAST_PATIENTS = 'urn:example:east:patients';
export const LAKE_PATIENTS = 'urn:example:lake:patients';

/** What importing needs, on a real database and queue, between two archives. */
export async function exchangeParts({ runtimeUrl, source, archive, lanes = 2 }: ExchangePlace): Promise<ExchangeParts> {
  const clock = systemClock;
  const ids = createIdSource(clock);
  const database = openPostgresDatabase(runtimeUrl, { applicationName: `exchange-${process.pid}` });
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
  const jobs = await openPostgresJobQueue(runtimeUrl, { lookEveryMs: 500 });
  await defineImportQueue({ jobs });
  const http = { clock, ids, readSecret: async (location: object) => ('env' in location ? String(location.env) : '') };
  const patients = new PatientPseudonymizer({ indexKey: Buffer.alloc(32, 1), sealingKeys: new Map([[1, Buffer.alloc(32, 2)]]) });
  const east = createImageConnector(sourceDefinitionSchema.parse({
    id: 'east', name: { en: 'East', fr: 'Est' }, custodianId: 'east-general', identifierSystem: EAST_PATIENTS, kinds: ['imaging-study'],
    records: { protocol: 'dicomweb', baseUrl: source.baseUrl, authentication: authenticationOf(source), issuerOfPatientId: 'EAST' },
  }), http);
  const destination: Destination = archive.by === 'stow'
    ? createStowDestination(new AuthorizedHttpClient({ baseUrl: archive.baseUrl }, authenticationOf(archive), http))
    : createDimseDestination({ canFind: archive.canFind, entity: async () => ({ host: '127.0.0.1', port: archive.port, calledAeTitle: archive.aeTitle, callingAeTitle: 'LONGVIEW', connectTimeoutMs: 5_000, answerTimeoutMs: 30_000 }) });
  const deps: ExchangeDeps = {
    database, audit, clock, ids, jobs, patients, compareIdentity, mailer: await createQueuedMailer(jobs, undefined, 'longview.example'), sealer: createSealer('a secret of a test, long enough to seal with'), log: createLogger('test', { level: 'fatal' }),
    consents: createPatientConsents({ reader: createConsentReader(database, clock), keysOf: patients.keysOf.bind(patients), sources: [], nowMs: Date.now }),
    sources: new Map([['east', east]]), custodianName: () => 'East General', publicUrl: 'https://longview.example',
    archives: new Map([['lake', { organizationId: 'lake', name: 'Lake Hospital', identifierSystem: LAKE_PATIENTS, issuerOfPatientId: 'LAKE', issuerOfAccession: 'LAKE', lanes, destination }]]),
  };
  const close = async (): Promise<void> => {
    await jobs.close();
    await Promise.all([east.close(), destination.close()]);
    await audit.close();
    await database.close();
  };
  return { deps, imports: new StudyImports(deps), close };
}

/** The organizations of an {@link ExchangePlace}, in a group inside which nobody has to ask. Fictitious. */
export async function addExchangeOrganizations({ database }: Pick<ExchangeDeps, 'database'>): Promise<void> {
  for (const id of ['lake', 'east-general']) await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ($1, $1, $1, 'active', now(), now()) on conflict do nothing`, [id]);
  await database.query(`insert into query_group (id, name_en, name_fr, reference, purposes, starts_on, created_by, created_at) values ('group', 'Group', 'Groupe', 'A-1', '{TREAT}', '2020-01-01', 'test', now()) on conflict do nothing`);
  for (const [id, sourceIds] of [['lake', []], ['east-general', ['east']]] as const) await database.query(`insert into query_group_member (group_id, organization_id, source_ids, retrieving_roles, signed_by, signed_at) values ('group', $1, $2, '{pacs-administrator}', 'test', now()) on conflict do nothing`, [id, sourceIds]);
}

/** Somebody who acts for `lake` and may ask `east`. */
export function askingForLake(role: Role = 'pacs-administrator'): ActingRequest {
  return {
    actor: {
      userId: 'nadia', displayName: 'Nadia Test', roles: [role], organizationId: 'lake', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
      assuranceLevel: 2, entitledSourceIds: new Set(['east']), purposeOfUse: 'TREAT', sessionId: 'session',
    },
    facts: { requestId: 'request', basis: { relationship: 'found', kind: 'encounter' } },
  };
}

function authenticationOf({ username, password }: DicomwebPlace) {
  return username === undefined || password === undefined ? { method: 'none' as const } : { method: 'basic' as const, username, password: { env: password } };
}
