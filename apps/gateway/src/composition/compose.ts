import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createAttestation, startAttestationJobs } from '@longview/attestation';
import { startDailyHeads, type AuditEventEndpoint } from '@longview/audit-feed';
import { AuditSealer, GroupCommitAuditLog, PatientPseudonymizer } from '@longview/audit';
import { SessionTable, type AuthenticationOptions, type SessionChanges } from '@longview/authentication';
import { createCareRelationships, type CareRelationships } from '@longview/care-relationship';
import type { ConsentReader } from '@longview/consent';
import { createDisclosure, createPatientConsents, type Disclosure } from '@longview/disclosure';
import { createFederatedSearch, type FederatedSearch } from '@longview/federated-search';
import type { GraphqlApiOptions } from '@longview/graphql-api';
import { createDicomwebGate, createStudyLauncher, RememberedConsent, type DicomwebGate } from '@longview/imaging';
import { compareIdentity } from '@longview/patient-identity';
import { createParticipantDirectory, createUserAgreements, readFirstAgreement, seedProvince, type ScimEndpoint } from '@longview/participants';
import { createConsentReader } from '@longview/patient-consent';
import { createDataSource, openPostgresDatabase, PatientContextStore, LogConnections, PostgresAuditProofs, PostgresAuditReader, PostgresAuditStore, PostgresSealStore, SessionDirectory, SessionEvents, PostgresStudyGrantStore, type SessionEvent } from '@longview/persistence';
import { createIdSource, createSealer, systemClock, type Logger } from '@longview/platform';
import { secretReaderFor, type ProvinceFile } from '@longview/province';
import { SourceFault, stateOfFault } from '@longview/sources-contract';
import type { Configuration } from '../configuration.js';
import type { GatewayKeys } from '../gateway-keys.js';
import { composeAccessReports, type AccessReporting } from './access-reports.js';
import { openAuditFeeds } from './audit-feeds.js';
import { accessUses } from './access-uses.js';
import { openAuditEvents } from './audit-events.js';
import { openBackground, type Background } from './background.js';
import { composeConsent } from './consent.js';
import { composeImageExchange } from './image-exchange.js';
import { composePrivacyCases } from './privacy-cases.js';
import { identityProviderSettings, provinceFacts, provinceSeed } from './province-ports.js';
import { organizationPorts } from './organizations.js';
import { loadRosters } from './rosters.js';
import { openSources, type Sources } from './sources.js';
import { composeLikeness, composeSurveillance } from './surveillance.js';
import { userPorts } from './users.js';
import { standingSwitch } from './standing.js';

/** Everything the gateway is made of, connected; `close` ends it in the order in which it must end. */
export interface Composition {
  readonly configuration: Configuration;
  readonly authentication: AuthenticationOptions;
  readonly api: GraphqlApiOptions;
  readonly disclosure: Disclosure;
  readonly gate: DicomwebGate;
  readonly sources: Sources;
  readonly background: Background;
  readonly auditProofs: PostgresAuditProofs;
  readonly auditEvents: AuditEventEndpoint;
  readonly accessFiles: AccessReporting['files'];
  readonly sessionEvents: SessionEvents;
  readonly sessionPool: pg.Pool;
  readonly scim: ScimEndpoint;
  readonly isDatabaseReachable: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** For reading, proving and following the log. */
const LOG_CONNECTIONS = { poolSize: 5, statementTimeoutMs: 60_000 };
const SWEEP_EVERY_MS = 60_000;
/** Enough to recognize a sign-in that was not one's own. */
const SIGN_INS_SHOWN = 10;
const SIGN_INS_SHOWN_MS = 90 * 86_400_000;

/** Connects the parts. The schema is already there; sources are opened, not waited for. */
export async function compose(configuration: Configuration, province: ProvinceFile, keys: GatewayKeys, log: Logger): Promise<Composition> {
  const clock = systemClock;
  const nowMs = (): number => clock.nowMs();
  const ids = createIdSource(clock);
  const sealer = createSealer(keys.sealing);
  const readSecret = secretReaderFor(configuration.provinceFile, process.env);
  const { runtimeUrl, publicUrl } = configuration;

  const dataSource = await createDataSource(runtimeUrl, { poolSize: 4 }).initialize();
  const sessionPool = new pg.Pool({ connectionString: runtimeUrl, max: 4, application_name: 'longview-sessions', statement_timeout: 15_000, connectionTimeoutMillis: 5_000 });
  sessionPool.on('error', (error) => log.warn({ err: error }, 'a session connection was lost'));
  const database = openPostgresDatabase(runtimeUrl, { onLostConnection: (error) => log.warn({ err: error }, 'a database connection was lost') });
  const sessionEvents = new SessionEvents(runtimeUrl);
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs });
  const sealStore = new PostgresSealStore(runtimeUrl);
  const logConnections = new LogConnections(runtimeUrl, LOG_CONNECTIONS);
  const auditProofs = new PostgresAuditProofs(logConnections);
  const auditReader = new PostgresAuditReader(logConnections);
  const auditSealer = new AuditSealer({ store: sealStore, privateKey: keys.auditSigning, origin: `${new URL(publicUrl).hostname}/access-log`, nowMs, onFailure: (error) => log.error({ err: error }, 'the access log could not be sealed') });
  const pseudonymizer = new PatientPseudonymizer({ indexKey: keys.auditIndex, sealingKeys: new Map([[1, keys.auditSealing]]) });
  const pseudonymize = pseudonymizer.pseudonymize.bind(pseudonymizer);

  const likeness = composeLikeness({ database, clock, log, pseudonymizer, auditIndex: keys.auditIndex });

  const directory = createParticipantDirectory({ database, clock, ids, custodians: new Map(province.sources.map(({ id, custodianId }) => [id, custodianId])) });
  const agreements = createUserAgreements({ database, audit, clock, ids });
  const standing = standingSwitch({ audit, clock });
  const background = await openBackground(runtimeUrl, province, { publicUrl, readSecret, log });
  const governance = { database, audit, clock, ids, standing };
  const users = userPorts(province, publicUrl, { ...governance, keepPersonalFacts: likeness.keepPersonalFacts });
  const privacyCases = await composePrivacyCases(province, { ...governance, sealer, background, pseudonymizer, auditProofs, publicUrl });
  const attesting = { ...governance, sealer, jobs: background.jobs, mailer: background.mailer, cases: privacyCases.byPerson, uses: accessUses(auditReader), publicUrl };
  await seedProvince({ database, audit, clock, ids }, provinceSeed(province));
  await likeness.keepPersonalFacts(database, province.users.flatMap(({ id, personalFacts }) => (personalFacts ? [{ personId: id, facts: personalFacts }] : [])));
  await agreements.publishFirst(await readFirstAgreement());

  const sources = openSources(province, { clock, ids, readSecret });
  const search = createFederatedSearch(sources.records, { nowMs, monotonicMs: () => clock.monotonicMs() });
  const reader = createConsentReader(database, clock);
  const remembered = new RememberedConsent(reader, clock);
  const consentsBy = (by: ConsentReader) => createPatientConsents({ reader: by, keysOf: pseudonymizer.keysOf.bind(pseudonymizer), sources: search.sources, nowMs });
  const consents = consentsBy(reader);
  const disclosure = createDisclosure({ search, audit, pseudonymize, consents, noteOpened: likeness.noteOpened, nowMs });
  const relationships = createCareRelationships({ database, audit, disclosure, pseudonymizer, clock, ids, settings: province.access });
  await loadRosters(province, configuration.provinceFile, { database, audit, clock, ids, keyOf: pseudonymizer.keyOf.bind(pseudonymizer) }, log);
  const grants = new PostgresStudyGrantStore(dataSource);
  const gate = createDicomwebGate({ archives: sources.images, grants, audit, consents: consentsBy(remembered), clock, logger: log, ...(configuration.accelerateThrough !== undefined && { accelerateThrough: configuration.accelerateThrough }) });
  const launcher = createStudyLauncher({ archives: sources.images, grants, audit, consents, compareIdentity, pseudonymize, describeFault, clock, ids, grantLifetimeMs: province.viewer.grantLifetimeMs });
  const consent = composeConsent({ database, audit, clock, ids, sealer, log, reader, patients: pseudonymizer, sources: search.sources, launcher, events: sessionEvents, mailer: () => background.mailer });
  sessionEvents.on('event', (event) => {
    if (event.kind !== 'consent-changed') return;
    remembered.forget();
    gate.consentChanged();
    disclosure.consentChanged(event.patientKeys);
  });
  sessionEvents.on('resumed', () => remembered.forget());
  const sessions = new SessionDirectory(dataSource);
  const patientContexts = new PatientContextStore(dataSource);

  const authentication: AuthenticationOptions = {
    publicUrl, audit, clock, ids, log, sealer, settings: province.session, table: new SessionTable(sessionPool), changes: sessionChanges(sessionEvents),
    directory, agreements, identityProviders: identityProviderSettings(province, readSecret), logInAttemptsPerMinute: configuration.logInAttemptsPerMinute,
    onEnded: async ({ sessionId, userId }, participant) => {
      await launcher.end({ sessionId }, { userId, displayName: participant?.displayName ?? '', roles: [] }, 'signed-out');
      await sessions.end(sessionId, nowMs());
    },
  };
  const surveillance = await composeSurveillance({ database, audit, clock, ids, log, jobs: background.jobs, logConnections, pseudonymizer, likeness, cases: privacyCases.flagCases });
  const accessReports = composeAccessReports(province, { database, audit, clock, ids, sealer, log, logConnections, pseudonymizer, auditSigning: keys.auditSigning, publicUrl });
  const imageExchange = composeImageExchange(province, { database, audit, clock, ids, sealer, log, consents, patients: pseudonymizer, sources: sources.images, publicUrl, readSecret, ...background });
  const api: GraphqlApiOptions = {
    disclosure, launcher, relationships, consent: consent.api, directory, agreements, patientContexts, sealer, clock, ids, log, province: provinceFacts(province), isProduction: configuration.isProduction,
    signInsOf: (userId) => auditReader.find({ about: { userId }, action: 'sign-in', fromMs: nowMs() - SIGN_INS_SHOWN_MS, untilMs: nowMs() + 1, limit: SIGN_INS_SHOWN }),
    announceEndedLaunch: ({ id, sessionId }) => sessionEvents.publish({ kind: 'grant-ended', sessionId, subjectId: id }),
    trustedDocuments: await readTrustedDocuments(configuration.documentsFile), attestation: createAttestation(attesting), ...users.api, ...privacyCases.api, ...surveillance.api, ...accessReports.api, ...organizationPorts(province, governance), imageExchange: imageExchange.api,
  };

  await startAttestationJobs(attesting);
  await imageExchange.startJobs();
  await privacyCases.startJobs();
  await users.startJobs(background);
  await startDailyHeads({ database, jobs: background.jobs, mailer: background.mailer, clock, publicUrl, headBefore: (beforeMs) => auditProofs.headBefore(beforeMs) });
  await sessionEvents.start();
  auditSealer.start();
  const auditFeeds = await openAuditFeeds(logConnections, province, { publicUrl, readSecret, log });
  auditFeeds.start();
  const auditEvents = await openAuditEvents(logConnections, province, { database, audit, sealer, clock, ids, pseudonymizer, publicUrl, readSecret });
  accessReports.index.start();
  surveillance.work.start();
  const sweeping = setInterval(() => void sweep(search, patientContexts, relationships, nowMs(), log), SWEEP_EVERY_MS).unref();

  return {
    configuration, authentication, api, disclosure, gate, sources, background, auditProofs, auditEvents, accessFiles: accessReports.files, sessionEvents, sessionPool, scim: users.scim,
    isDatabaseReachable: () => isReachable(dataSource),
    async close() {
      clearInterval(sweeping);
      consent.stop();
      await background.jobs.close();
      gate.close();
      await search.close();
      await sources.close();
      await imageExchange.close();
      // What was shown is written down before anything that could write it is gone.
      await audit.close();
      await auditSealer.stop();
      await sealTheRest(auditSealer, log);
      await auditFeeds.stop();
      await accessReports.index.stop();
      await surveillance.work.stop();
      await likeness.notes.write();
      await sealStore.close();
      await logConnections.close();
      await sessionEvents.stop();
      await sessionPool.end();
      await database.close();
      await dataSource.destroy();
    },
  };
}

/** Otherwise the last events would stay unsealed until the next start. What cannot be sealed now keeps nothing from closing. */
async function sealTheRest(auditSealer: AuditSealer, log: Logger): Promise<void> {
  try {
    await auditSealer.sealNow();
  } catch (error) {
    log.error({ err: error }, 'the last events of the access log could not be sealed');
  }
}

function describeFault(error: unknown): ReturnType<Parameters<typeof createStudyLauncher>[0]['describeFault']> {
  return error instanceof SourceFault ? { state: stateOfFault(error.code), faultCode: error.code } : { state: 'down' };
}

function sessionChanges(events: SessionEvents): SessionChanges {
  return {
    publish: (change) => events.publish(change),
    subscribe(listener) {
      const onEvent = ({ kind, sessionId }: SessionEvent): void => {
        if (kind === 'ended' || kind === 'locked' || kind === 'unlocked') listener(sessionId);
      };
      events.on('event', onEvent);
      return () => void events.off('event', onEvent);
    },
  };
}

async function readTrustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>));
}

async function isReachable(dataSource: DataSource): Promise<boolean> {
  try {
    await dataSource.query('select 1');
    return true;
  } catch {
    return false;
  }
}

async function sweep(search: FederatedSearch, contexts: PatientContextStore, relationships: CareRelationships, nowMs: number, log: Logger): Promise<void> {
  search.sweepRecent();
  try {
    await contexts.deleteExpired(nowMs);
    await relationships.forgetExpired();
  } catch (error) {
    log.warn({ err: error }, 'expired patient contexts and reasons could not be removed');
  }
}
