import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Actor } from '@longview/access-policy';
import { GroupCommitAuditLog, PatientPseudonymizer, type AuditEntry } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { createParties } from '@longview/participants';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditStore, PostgresEventSpans, PostgresLogFollower, type PostgresDatabase } from '@longview/persistence';
import { AccessIndex, AccessReports, type PageInput } from '@longview/privacy-office';
import { times } from './measure.js';
import { ORGANIZATIONS, organizationId, userId, USERS } from './sample-events.js';

const SAMPLE_ACCESSES = 2_000;
const EVENTS_PER_ACCESS = 8;
const PATIENTS = 400_000;
const CUSTODIANS = 11;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

export interface ReportFigures {
  readonly eventCount: number;
  /** Of the index of accesses and custodians, with everything by which it is found. */
  readonly indexBytesPerEvent: number;
  /** How fast the follower makes the index from events of the log. */
  readonly indexedEventsPerSecond: number;
  readonly patient: { readonly p50Ms: number; readonly p95Ms: number };
  readonly user: { readonly p50Ms: number; readonly p95Ms: number };
  readonly custodianMonth: { readonly p50Ms: number; readonly p95Ms: number };
  readonly collectionsMonth: { readonly p50Ms: number; readonly p95Ms: number };
}

/**
 * Reports over a year of accesses in a database that is empty: whole answers of the service, with names, total and the
 * patient's name revealed, without the one append to the log that comes before each.
 */
export async function measureReports({ ownerUrl, runtimeUrl }: { readonly ownerUrl: string; readonly runtimeUrl: string }, eventCount: number): Promise<ReportFigures> {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  const owner = openPostgresDatabase(ownerUrl, { statementTimeoutMs: 3_600_000, poolSize: 2 });
  await owner.query(`select ensure_audit_partitions((now() - interval '13 months')::date, 16)`);
  const indexedEventsPerSecond = await indexSample(runtimeUrl);
  const history = await copySample(owner, Math.ceil(eventCount / (SAMPLE_ACCESSES * EVENTS_PER_ACCESS)));
  await owner.close();
  const questions = await askQuestions(runtimeUrl, history);
  return { eventCount: history.eventCount, indexBytesPerEvent: history.indexBytesPerEvent, indexedEventsPerSecond, ...questions };
}

/** A day of accesses through the real log and the real index. */
async function indexSample(runtimeUrl: string): Promise<number> {
  let nowMs = Date.now() - YEAR_DAYS * DAY_MS;
  const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => nowMs });
  for (let n = 0; n < SAMPLE_ACCESSES; n++) {
    const pending: Promise<unknown>[] = [];
    for (const event of sampleAccess()) {
      nowMs += 5_000;
      pending.push(log.append(event));
    }
    await Promise.all(pending);
  }
  await log.close();
  const database = openPostgresDatabase(runtimeUrl);
  const connections = new LogConnections(runtimeUrl);
  const index = new AccessIndex({ database, follower: new PostgresLogFollower(connections, 'access-index', 'first'), nowMs: Date.now, onFailure: (error) => { throw error; } });
  const startMs = performance.now();
  while ((await index.catchUp()) !== 0);
  const elapsedMs = performance.now() - startMs;
  await connections.close();
  await database.close();
  return Math.round((SAMPLE_ACCESSES * EVENTS_PER_ACCESS * 1_000) / elapsedMs);
}

/** Opened, seen slice by slice, a report, images. Fictitious people. */
function sampleAccess(): readonly AuditEntry[] {
  const user = randomInt(USERS);
  const number = randomInt(10 ** 9);
  const patient = pseudonymizer.pseudonymize({ identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: String(5_000_000_000 + number) }], names: [{ family: `Sample-${number}`, given: ['Fictitious'] }], birthDate: '1971-02-03' });
  const first = randomInt(CUSTODIANS);
  const items = (n: number) => ({ custodianId: organizationId((first + n) % CUSTODIANS), sourceId: `hospital-${(first + n) % CUSTODIANS}-fhir`, itemCount: 1 + randomInt(30), use: 'collection' as const });
  const event = (action: AuditEntry['action'], entry: Partial<AuditEntry> = {}): AuditEntry => ({
    action, outcome: 'success', actor: { userId: userId(user), displayName: `Sample Person ${user}`, roles: ['physician'], organizationId: organizationId(CUSTODIANS + (user % (ORGANIZATIONS - CUSTODIANS))) }, sessionId, requestId: randomUUID(),
    clientAddress: `10.0.${randomInt(256)}.${randomInt(256)}`, purposeOfUse: 'TREAT', rule: 'role:physician', patient, details: { relationship: 'found', relationshipKind: 'roster' }, ...entry,
  });
  const sessionId = randomBytes(24).toString('base64url');
  return [
    event('patient-search'), event('patient-opened'), event('records-shown', { custodians: [items(0), items(1)] }), event('records-shown', { custodians: [items(2)] }), event('records-shown', { custodians: [items(0)] }),
    event('report-opened', { custodians: [items(0)], objects: [`hospital-${first}-fhir/report/${number}`] }), event('study-launched', { custodians: [items(1)], objects: [`2.25.${number}`] }), event('images-shown', { custodians: [items(1)], objects: [`2.25.${number}`] }),
  ];
}

interface History {
  readonly eventCount: number;
  readonly indexBytesPerEvent: number;
  readonly patientKeys: readonly string[];
  readonly fromMs: number;
}

/** The same day over and over through a year, of other people and other patients each time. */
async function copySample(owner: PostgresDatabase, copies: number): Promise<History> {
  for (const [count, name] of [[USERS, userId], [ORGANIZATIONS, organizationId]] as const) await owner.query('insert into audit_term (value) select unnest($1::text[]) on conflict do nothing', [Array.from({ length: count }, (_, n) => name(n))]);
  await owner.query(`create table sample_user as select row_number() over (order by value) - 1 as n, code from audit_term where value ~ '^user-'; alter table sample_user add primary key (n); create index on sample_user (code);
    create table sample_access as select a.*, row_number() over (order by access_id) as n, u.n as user_n from access a join sample_user u on u.code = a.user_code; create table sample_line as select * from access_custodian;
    create table sample_event as select e.*, a.n, a.user_n from audit_event e join sample_access a on a.patient_key = e.patient_key; analyze`);
  const shift = `make_interval(secs => $1 * ${(YEAR_DAYS - 2) * 86_400} / ${copies}.0)`;
  // From day to day other pairs of a person and a patient, the same in log and index.
  const patient = `translate(rtrim(encode(decode(md5(((n * 7919 + $1 * 104729) % ${PATIENTS})::text), 'hex'), 'base64'), '='), '+/', '-_')`;
  const user = `(select code from sample_user u where u.n = (user_n + $1 * 131) % ${USERS})`;
  // Built again behind the rows: only how the index of accesses grows is measured here.
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(`select indexrelid::regclass::text as name, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') as definition from pg_index where indrelid = 'audit_event'::regclass`);
  await owner.query(`drop index ${indexes.map(({ name }) => name).join(', ')}`);
  for (let copy = 1; copy < copies; copy++) {
    await owner.query(`insert into audit_event (tx, occurred_at, sequence, lane, action, user_code, organization_code, hash, patient_key, payload)
      select tx, occurred_at + ${shift}, sequence + $1 * 1000000, lane, action, ${user}, organization_code, hash, ${patient}, payload from sample_event order by occurred_at`.replaceAll('$1', String(copy)));
    await owner.query(`insert into access select access_id + $1 * 1000000, started_at + ${shift}, first_at + ${shift}, ended_at + ${shift}, session_hash, ${user}, organization_code, marks, event_count, ${patient} from sample_access order by started_at`.replaceAll('$1', String(copy)));
    await owner.query(`insert into access_custodian select access_id + $1 * 1000000, started_at + ${shift}, custodian_code, source_code, item_count, is_use, marks from sample_line order by started_at`.replaceAll('$1', String(copy)));
  }
  for (const { definition } of indexes) await owner.query(definition);
  await owner.query('vacuum analyze');
  const { rows: [size] } = await owner.query<{ events: number; bytes: number }>(`select (select count(*)::int from audit_event) as events, (pg_total_relation_size('access') + pg_total_relation_size('access_custodian'))::float8 as bytes`);
  const { rows } = await owner.query<{ key: string; firstMs: number }>(`select patient_key as key, (select extract(epoch from min(started_at)) * 1000 from access)::float8 as "firstMs" from access order by md5(access_id::text) limit 500`);
  return { eventCount: size!.events, indexBytesPerEvent: size!.bytes / size!.events, patientKeys: rows.map(({ key }) => key), fromMs: rows[0]!.firstMs };
}

async function askQuestions(runtimeUrl: string, { patientKeys, fromMs }: History): Promise<Pick<ReportFigures, 'patient' | 'user' | 'custodianMonth' | 'collectionsMonth'>> {
  const database = openPostgresDatabase(runtimeUrl);
  const connections = new LogConnections(runtimeUrl);
  const reports = new AccessReports({
    database, spans: new PostgresEventSpans(connections), parties: createParties(database), patients: pseudonymizer, province: { sources: new Map(), reasons: new Map() }, audit: { append: () => Promise.resolve('1-1') },
  });
  const officer: Actor = {
    userId: 'officer', displayName: 'Fictitious Officer', roles: ['program-office'], organizationId: 'office', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
    assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'HOPERAT', sessionId: 'session',
  };
  const ask = async (input: Partial<PageInput>, mayBeEmpty = false): Promise<void> => {
    const page = await reports.page({ actor: officer, facts: { requestId: 'request' } }, { kind: 'collections', fromMs, untilMs: Date.now(), limit: 50, ...input });
    if ('code' in page || (page.lines.length === 0 && !mayBeEmpty)) throw new Error('A report that was measured has nothing in it.');
  };
  const month = (): { fromMs: number; untilMs: number } => {
    const startMs = fromMs + randomInt(11) * 30 * DAY_MS;
    return { fromMs: startMs, untilMs: startMs + 30 * DAY_MS };
  };
  const result = {
    patient: await times(300, () => ask({ patientKey: patientKeys[randomInt(patientKeys.length)]!, limit: 200 })),
    user: await times(300, () => ask({ userId: userId(randomInt(USERS)) }, true)),
    custodianMonth: await times(60, () => ask({ kind: 'disclosures', organizationId: organizationId(randomInt(CUSTODIANS)), ...month() }, true)),
    collectionsMonth: await times(100, () => ask({ organizationId: organizationId(CUSTODIANS + randomInt(ORGANIZATIONS - CUSTODIANS)), ...month() }, true)),
  };
  await connections.close();
  await database.close();
  return result;
}
