import { Readable } from 'node:stream';
import type { Actor, Role } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { ArchiveRequest, IdentityCheck, ImageArchive } from '@longview/imaging';
import { createIdSource, createLogger, createSealer, createSettableClock, type Database, type JobQueue, type Mail, type SettableClock } from '@longview/platform';
import type { Destination, OutgoingInstance, StoreOutcome } from './destination/destination.js';
import { EXPLICIT_LITTLE_ENDIAN, TRANSFER_SYNTAX } from './dicom/encoding.js';
import { openInstance, writeMeta } from './dicom/open-instance.js';
import { evenUid, PIXEL_DATA, UIDS, writeDrafts, writeFile, type Draft } from './dicom/random-instance.fixture.js';
import type { ActingRequest, ExchangeDeps } from './exchange-deps.js';
import { ExchangeFault } from './exchange-fault.js';

/** 9 a.m. in Ontario on a fictitious day. */
export const MORNING_MS = Date.UTC(2027, 1, 1, 14, 0, 0);
export const HOUR_MS = 3_600_000;
export const STUDY = '2.25.111';

/** Fictitious, like everybody here. */
export const ZOE: SubjectIdentity = {
  names: [{ family: 'Lévêque-Test', given: ['Zoë'] }], birthDate: '1961-04-09', gender: 'female',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }, { system: 'urn:lake', value: 'L-100', type: 'MR' }],
};

/** One image as the source has it. */
export interface MadeImage {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly patientId: string;
  readonly name: string;
  readonly studyInstanceUid?: string;
}

export const imagesOf = (count: number, change: Partial<MadeImage> = {}): MadeImage[] =>
  Array.from({ length: count }, (_, index) => ({ sopInstanceUid: `2.25.9${index}`, seriesInstanceUid: `2.25.8${index % 2}`, patientId: 'Z7788', name: 'L\u00e9v\u00eaque-Test^Zo\u00eb', ...change }));

export function fileOf({ sopInstanceUid, seriesInstanceUid, patientId, name, studyInstanceUid = STUDY }: MadeImage): Buffer {
  const drafts: readonly Draft[] = [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 100' }, { tag: 0x00080016, vr: 'UI', value: evenUid(UIDS.sopClass) }, { tag: 0x00080018, vr: 'UI', value: evenUid(sopInstanceUid) }, { tag: 0x00080050, vr: 'SH', value: 'A-77' },
    { tag: 0x00100010, vr: 'PN', value: name }, { tag: 0x00100020, vr: 'LO', value: patientId }, { tag: 0x00100030, vr: 'DA', value: '19610409' },
    { tag: 0x0020000d, vr: 'UI', value: evenUid(studyInstanceUid) }, { tag: 0x0020000e, vr: 'UI', value: evenUid(seriesInstanceUid) }, { tag: PIXEL_DATA, vr: 'OW', value: Buffer.alloc(2_000, sopInstanceUid.length) },
  ];
  return writeFile(TRANSFER_SYNTAX.explicitLittleEndian, writeDrafts(drafts, EXPLICIT_LITTLE_ENDIAN));
}

/** A source whose studies can be changed while they are read. */
export class FakeSource implements ImageArchive {
  readonly definition = { id: 'east', custodianId: 'east-general', isRepository: false, limits: { deadlineMs: 2_000 } };
  images: MadeImage[] = imagesOf(6);
  /** What is sent for an instance, where it is not itself. */
  swapped = new Map<string, MadeImage>();
  subject: SubjectIdentity = { ...ZOE, identifiers: [{ system: 'urn:east', value: 'Z7788', type: 'MR' }, ZOE.identifiers[0]!] };
  isDown = false;
  readonly opened: string[] = [];

  async findStudy(studyInstanceUid: string) {
    if (this.isDown) throw new Error('The source is down.');
    return studyInstanceUid === STUDY ? { studyInstanceUid, subject: this.subject, custodianId: 'east-general', numberOfInstances: this.images.length } : undefined;
  }

  async retrieve({ path, query }: ArchiveRequest) {
    if (this.isDown) throw new Error('The source is down.');
    const [, , , , series, below, instance, metadata] = path.split('/');
    const json = (rows: readonly object[]) => ({ status: 200, headers: { 'content-type': 'application/dicom+json' }, body: Readable.from([Buffer.from(JSON.stringify(rows.slice(Number(query?.get('offset') ?? 0), Number(query?.get('offset') ?? 0) + Number(query?.get('limit') ?? 1e6))))]) });
    if (!series) return json([...new Set(this.images.map(({ seriesInstanceUid }) => seriesInstanceUid))].map((uid) => ({ '0020000E': { vr: 'UI', Value: [uid] } })));
    const within = this.images.filter(({ seriesInstanceUid }) => seriesInstanceUid === series);
    if (below === 'instances' && !instance) return json(within.map(({ sopInstanceUid }) => ({ '00080018': { vr: 'UI', Value: [sopInstanceUid] }, '00080016': { vr: 'UI', Value: [UIDS.sopClass] } })));
    const image = within.find(({ sopInstanceUid }) => sopInstanceUid === instance);
    if (!image) return { status: 404, headers: {}, body: Readable.from([]) };
    if (metadata) return json([{ '00100020': { vr: 'LO', Value: [image.patientId] }, '00100010': { vr: 'PN', Value: [{ Alphabetic: image.name }] }, '00100030': { vr: 'DA', Value: ['19610409'] } }]);
    this.opened.push(image.sopInstanceUid);
    const file = fileOf(this.swapped.get(image.sopInstanceUid) ?? image);
    return { status: 200, headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=made' }, body: Readable.from([Buffer.from('--made\r\nContent-Type: application/dicom\r\n\r\n'), file, Buffer.from('\r\n--made--\r\n')]) };
  }
}

/** An archive in memory that remembers how often it was handed what. */
export class FakeDestination implements Destination {
  readonly kept = new Map<string, { readonly patientId: string; readonly accession: string }>();
  readonly handed: string[] = [];
  canBeAsked = true;
  /** Says what becomes of an instance instead of keeping it. */
  instead: (sopInstanceUid: string) => StoreOutcome | undefined = () => undefined;
  /** Asked after an instance was kept and before that is said. */
  onKept: (sopInstanceUid: string) => Promise<void> = async () => undefined;

  async holdings() {
    return this.canBeAsked ? { sopInstanceUids: new Set(this.kept.keys()), patientIds: new Set([...this.kept.values()].map(({ patientId }) => patientId)) } : undefined;
  }

  openLane() {
    return {
      store: async (instance: OutgoingInstance): Promise<StoreOutcome> => {
        const pieces: Buffer[] = [writeMeta(instance)];
        for await (const piece of instance.dataset) pieces.push(piece);
        this.handed.push(instance.sopInstanceUid);
        const outcome = this.instead(instance.sopInstanceUid);
        if (outcome) return outcome;
        const { subject } = await openInstance(Readable.from([Buffer.concat(pieces)]));
        this.kept.set(instance.sopInstanceUid, { patientId: subject.patientId, accession: '' });
        await this.onKept(instance.sopInstanceUid);
        return { kind: 'stored' };
      },
      close: async () => undefined,
    };
  }

  close = async (): Promise<void> => undefined;
}

export interface SmallExchange extends ExchangeDeps {
  readonly clock: SettableClock;
  readonly source: FakeSource;
  readonly destination: FakeDestination;
  readonly events: AuditEntry[];
  readonly letters: { readonly mail: Mail; readonly key: string }[];
  readonly queued: { readonly queue: string; readonly data: object }[];
  /** Custodians that the patient closes. */
  readonly closed: Set<string>;
}

/** The ports, remembering what went through them; the database is real. */
export function smallExchange(database: Database): SmallExchange {
  const clock = createSettableClock(MORNING_MS);
  const source = new FakeSource();
  const destination = new FakeDestination();
  const events: AuditEntry[] = [];
  const letters: { mail: Mail; key: string }[] = [];
  const queued: { queue: string; data: object }[] = [];
  const closed = new Set<string>();
  const jobs: JobQueue = { define: async () => undefined, schedule: async () => undefined, work: async () => undefined, close: async () => undefined, send: async (queue, data) => { queued.push({ queue, data }); return true; } };
  // As strict as the province's own rules where it matters here: a shared number, and names that do not disagree.
  const compareIdentity: IdentityCheck = (a, b) => {
    const share = a.identifiers.some(({ system, value }) => b.identifiers.some((other) => other.system === system && other.value === value));
    const isAlike = a.names[0]?.family === b.names[0]?.family;
    return { kind: share ? (isAlike ? 'same-person' : 'uncertain') : isAlike ? 'uncertain' : 'different-person' };
  };
  const consent = () => ({ verdictOn: ({ custodianId }: { custodianId: string }) => (closed.has(custodianId) ? { state: 'blocked', isOverridable: false } : { state: 'permitted' }), blocks: ({ custodianId }: { custodianId: string }) => closed.has(custodianId) });
  return {
    database, clock, jobs, source, destination, events, letters, queued, closed, compareIdentity, ids: createIdSource(clock), sealer: createSealer('a secret of a test, long enough to seal with'), log: createLogger('test', { level: 'fatal' }),
    audit: { append: async (entry) => { events.push(entry); return String(events.length); } },
    mailer: { send: async (mail, { key }) => void letters.push({ mail, key }) },
    patients: { pseudonymize: ({ identifiers }) => ({ key: `key-${identifiers[0]?.value.slice(-3)}`, sealed: 'sealed' }), keysOf: ({ identifiers }) => identifiers.map(({ value }) => `key-${value.slice(-3)}`) },
    consents: { of: async () => consent() as never, under: async () => consent() as never },
    sources: new Map([['east', source]]),
    archives: new Map([['lake', { organizationId: 'lake', name: 'Lake Hospital', identifierSystem: 'urn:lake', issuerOfPatientId: 'LAKE', issuerOfAccession: 'LAKE', lanes: 2, destination }]]),
    custodianName: () => 'East General', publicUrl: 'https://longview.example',
  };
}

export async function addOrganizations(database: Database, ...ids: readonly string[]): Promise<void> {
  const since = new Date(MORNING_MS - 400 * 24 * HOUR_MS);
  for (const id of ids) await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ($1, $2, $3, 'active', $4, $4)`, [id, `Organization ${id}`, `Organisme ${id}`, since]);
}

/** Somebody acting for an organization. */
export function asking(userId: string, organizationId: string, ...roles: readonly Role[]): ActingRequest {
  const actor: Actor & { readonly organizationId: string } = {
    userId, displayName: `Test ${userId}`, roles, organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
    assuranceLevel: 2, entitledSourceIds: new Set(['east']), purposeOfUse: 'TREAT', sessionId: `session-${userId}`,
  };
  return { actor, facts: { requestId: `request-${userId}`, basis: { relationship: 'found', kind: 'encounter' } } };
}

export const brokenPacs = (): never => { throw new ExchangeFault('EXCHANGE_PACS_UNREACHABLE'); };

/** A group of these organizations, signed by all, to which `east-general` contributes `east`. */
export async function addGroup(database: Database, ...organizationIds: readonly string[]): Promise<void> {
  await database.query(`insert into query_group (id, name_en, name_fr, reference, purposes, starts_on, created_by, created_at) values ('north', 'North', 'Nord', 'A-1', '{TREAT}', '2020-01-01', 'test', now())`);
  for (const id of organizationIds) await database.query(`insert into query_group_member (group_id, organization_id, source_ids, retrieving_roles, signed_by, signed_at) values ('north', $1, $2, '{physician,nurse,pacs-administrator}', 'test', now())`, [id, id === 'east-general' ? ['east'] : []]);
}
