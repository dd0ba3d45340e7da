import { pipeline, type Readable } from 'node:stream';
import { isDicomUid, type SubjectIdentity } from '@longview/clinical-model';
import { FirstPart, multipartBoundary, type ArchiveAnswer, type ArchiveRequest, type IdentityCheck, type ImageArchive } from '@longview/imaging';
import { firstText, itemsIn, type JsonDataset } from '../destination/dicom-json.js';
import type { HeaderSubject } from '../dicom/open-instance.js';
import { ExchangeFault } from '../exchange-fault.js';

/** One instance of a study, as the manifest names it. */
export interface ManifestInstance {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
}

const TAG = {
  sopClassUid: '00080016', sopInstanceUid: '00080018', seriesInstanceUid: '0020000E', studyInstanceUid: '0020000D',
  patientName: '00100010', patientId: '00100020', issuerOfPatientId: '00100021', issuerQualifiers: '00100024', patientBirthDate: '00100030', patientSex: '00100040', universalEntityId: '00400032',
} as const;
const PAGE_SIZE = 1_000;
const MAX_INSTANCES = 100_000;
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** Reads one study at its source, below the archive's one door. Rejects with an {@link ExchangeFault} only. */
export class SourceStudy {
  constructor(private readonly archive: Pick<ImageArchive, 'retrieve'>, private readonly studyInstanceUid: string, private readonly requestId: string) {}

  /** Every instance that the source lists now, each once. */
  async manifest(signal: AbortSignal): Promise<readonly ManifestInstance[]> {
    const found = new Map<string, ManifestInstance>();
    for (const series of await this.rows('/series', signal)) {
      const seriesInstanceUid = this.uid(series, TAG.seriesInstanceUid);
      for (const row of await this.rows(`/series/${seriesInstanceUid}/instances`, signal)) {
        const sopInstanceUid = this.uid(row, TAG.sopInstanceUid);
        found.set(sopInstanceUid, { seriesInstanceUid, sopInstanceUid, sopClassUid: this.uid(row, TAG.sopClassUid) });
        if (found.size > MAX_INSTANCES) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'length' });
      }
    }
    if (found.size === 0) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'empty' });
    return [...found.values()];
  }

  /** Whose the study's images say it is, by one of them: lists of studies leave letters and issuers out. */
  async subject(signal: AbortSignal): Promise<HeaderSubject> {
    const [series] = await this.rows('/series', signal, 1);
    const seriesInstanceUid = this.uid(series ?? {}, TAG.seriesInstanceUid);
    const [row] = await this.rows(`/series/${seriesInstanceUid}/instances`, signal, 1);
    const [image] = await this.rows(`/series/${seriesInstanceUid}/instances/${this.uid(row ?? {}, TAG.sopInstanceUid)}/metadata`, signal, 1);
    if (!image) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'metadata' });
    const [qualifiers] = itemsIn(image, TAG.issuerQualifiers);
    const text = (tag: string): string => firstText(image, tag) ?? '';
    return { patientId: text(TAG.patientId), issuer: text(TAG.issuerOfPatientId), universalIssuer: (qualifiers && firstText(qualifiers, TAG.universalEntityId)) ?? '', name: text(TAG.patientName), birthDate: text(TAG.patientBirthDate), sex: text(TAG.patientSex) };
  }

  /** One instance as a DICOM file, in the transfer syntax in which it is stored, as it arrives. */
  async open({ seriesInstanceUid, sopInstanceUid }: ManifestInstance, signal: AbortSignal): Promise<Readable> {
    const answer = await this.ask({ path: `/studies/${this.studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`, accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' }, signal);
    if (answer.status !== 200) {
      answer.body.on('error', () => undefined).destroy();
      throw new ExchangeFault('EXCHANGE_SOURCE_FAILED', { status: answer.status });
    }
    const boundary = multipartBoundary(answer.headers['content-type'] ?? '');
    return boundary === undefined ? answer.body : pipeline(answer.body, new FirstPart(boundary), () => undefined);
  }

  private async rows(below: string, signal: AbortSignal, limit?: number): Promise<readonly JsonDataset[]> {
    const rows: JsonDataset[] = [];
    const isMetadata = below.endsWith('/metadata');
    for (;;) {
      const query = isMetadata ? undefined : new Map([['limit', String(limit ?? PAGE_SIZE)], ['offset', String(rows.length)]]);
      const answer = await this.ask({ path: `/studies/${this.studyInstanceUid}${below}`, accept: 'application/dicom+json', ...(query && { query }) }, signal);
      if (answer.status === 204) return rows;
      const text = await readAll(answer);
      if (answer.status !== 200) throw new ExchangeFault('EXCHANGE_SOURCE_FAILED', { status: answer.status });
      const page = parseRows(text);
      const before = rows.length;
      rows.push(...page);
      if (limit !== undefined || isMetadata || page.length < PAGE_SIZE) return rows;
      if (rows.length > MAX_INSTANCES || rows.length === before) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'pages' });
    }
  }

  private uid(row: JsonDataset, tag: string): string {
    const uid = firstText(row, tag);
    // It becomes part of an address.
    if (uid === undefined || !isDicomUid(uid)) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'uid' });
    return uid;
  }

  private async ask(request: ArchiveRequest, signal: AbortSignal): Promise<ArchiveAnswer> {
    try {
      return await this.archive.retrieve(request, { signal, requestId: this.requestId });
    } catch (cause) {
      if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED', {}, { cause });
      const { code } = (cause ?? {}) as { code?: unknown };
      throw new ExchangeFault('EXCHANGE_SOURCE_FAILED', { reason: typeof code === 'string' ? code : 'unknown' }, { cause });
    }
  }
}

/**
 * True when an instance is certainly the person's whose study was confirmed: the same number at the same archive, and
 * nothing in name and birth date that the province's identity rules do not forgive.
 */
export function isConfirmedSubject(confirmed: HeaderSubject, instance: HeaderSubject, compareIdentity: IdentityCheck): boolean {
  if (instance.patientId === '' || instance.patientId !== confirmed.patientId) return false;
  for (const issuer of ['issuer', 'universalIssuer'] as const) if (instance[issuer] !== '' && confirmed[issuer] !== '' && instance[issuer] !== confirmed[issuer]) return false;
  return compareIdentity(identityOf(confirmed), identityOf(instance)).kind === 'same-person';
}

/** The words of a header in the words of the model; numbers are of the archive that wrote them. */
export function identityOf({ patientId, name, birthDate, sex }: HeaderSubject): SubjectIdentity {
  const [family = '', given = '', middle = ''] = (name ?? '').split('=', 1)[0]!.split('^').map((part) => part.trim());
  const gender = GENDERS.get(sex);
  return {
    identifiers: patientId === '' ? [] : [{ system: 'urn:longview:one-archive', value: patientId, type: 'MR' }],
    names: family || given ? [{ family, given: [given, middle].filter(Boolean) }] : [],
    ...(/^\d{8}$/.test(birthDate) && { birthDate: `${birthDate.slice(0, 4)}-${birthDate.slice(4, 6)}-${birthDate.slice(6)}` }),
    ...(gender && { gender }),
  };
}

const GENDERS = new Map([['M', 'male'], ['F', 'female'], ['O', 'other']] as const) as ReadonlyMap<string, 'male' | 'female' | 'other'>;

async function readAll({ body }: ArchiveAnswer): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MAX_JSON_BYTES) throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'length' });
      pieces.push(piece);
    }
  } catch (cause) {
    throw cause instanceof ExchangeFault ? cause : new ExchangeFault('EXCHANGE_SOURCE_FAILED', { reason: 'cut' }, { cause });
  }
  return Buffer.concat(pieces, size).toString('utf8');
}

function parseRows(text: string): readonly JsonDataset[] {
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return rows as JsonDataset[];
  } catch {
    // Its message would quote what it could not read.
  }
  throw new ExchangeFault('EXCHANGE_MANIFEST_UNREADABLE', { at: 'json' });
}
