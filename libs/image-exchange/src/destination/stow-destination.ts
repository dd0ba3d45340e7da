import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { isDicomUid } from '@longview/clinical-model';
import { HttpFault, parseJson, type AuthorizedHttpClient, type HttpAnswer, type HttpBytesCall } from '@longview/platform';
import { ExchangeFault } from '../exchange-fault.js';
import { writeMeta } from '../dicom/open-instance.js';
import { firstText, itemsIn, type JsonDataset } from './dicom-json.js';
import type { Destination, DestinationLane, Holdings, OutgoingInstance, StoreOutcome } from './destination.js';

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const PAGE_SIZE = 1_000;
const MAX_PAGES = 1_000;
const PIECE_BYTES = 64 * 1024;
const JSON_TYPES = ['application/dicom+json', 'application/json'] as const;
const TAG = { patientId: '00100020', studyInstanceUid: '0020000D', seriesInstanceUid: '0020000E', sopInstanceUid: '00080018', failed: '00081198', failureReason: '00081197', stored: '00081199', referencedInstance: '00081155' } as const;
/** The archive has this very instance already (PS3.18 annex I, failure reason). */
const DUPLICATE = 0x0111;

/** Brings instances to an archive by STOW-RS (PS3.18 §10.5) and asks it by QIDO-RS (§10.6) what it holds. */
export function createStowDestination(http: Pick<AuthorizedHttpClient, 'basePath' | 'request' | 'close'>): Destination {
  return {
    holdings: (studyInstanceUid, signal) => readHoldings(http, studyInstanceUid, signal),
    openLane: (): DestinationLane => ({ store: (instance, signal) => store(http, instance, signal), close: async () => undefined }),
    close: () => http.close(),
  };
}

async function store(http: Pick<AuthorizedHttpClient, 'basePath' | 'request'>, instance: OutgoingInstance, signal: AbortSignal): Promise<StoreOutcome> {
  const boundary = randomUUID();
  let sourceFault: { readonly error: unknown } | undefined;
  const body = Readable.from(multipart(instance, boundary, (error) => { sourceFault = { error }; }), { objectMode: false });
  let answer: HttpAnswer;
  try {
    answer = await ask(http, { method: 'POST', path: `${http.basePath}/studies/${instance.studyInstanceUid}`, headers: { accept: 'application/dicom+json', 'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}` }, body, signal, budget: { remainingBytes: MAX_ANSWER_BYTES } }, signal);
  } catch (error) {
    // Why the body broke off says more than that the exchange did.
    throw sourceFault ? sourceFault.error : error;
  } finally {
    body.destroy();
  }
  return outcomeOf(answer, instance.sopInstanceUid);
}

/** 200, 202 and 409 say in their body what became of each instance (PS3.18 §10.5.3). */
function outcomeOf(answer: HttpAnswer, sopInstanceUid: string): StoreOutcome {
  const { status } = answer;
  if (status === 429 || status === 503 || status === 507) throw new ExchangeFault('EXCHANGE_PACS_BUSY', { status });
  if (status >= 500 || status === 401) throw new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { status });
  const dataset = status === 200 || status === 202 || status === 409 ? readDataset(answer) : undefined;
  const names = (tag: string): JsonDataset | undefined => dataset && itemsIn(dataset, tag).find((item) => firstText(item, TAG.referencedInstance) === sopInstanceUid);
  if (names(TAG.stored)) return { kind: 'stored' };
  const failed = names(TAG.failed);
  if (failed && Number(firstText(failed, TAG.failureReason)) === DUPLICATE) return { kind: 'stored' };
  if (status === 200 && !failed) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'stored' });
  return { kind: 'refused', code: failed ? Number(firstText(failed, TAG.failureReason) ?? 0).toString(16).padStart(4, '0').toUpperCase() : `HTTP-${status}` };
}

function readDataset(answer: HttpAnswer): JsonDataset | undefined {
  try {
    const value = parseJson(answer);
    const dataset: unknown = Array.isArray(value) ? value[0] : value;
    return typeof dataset === 'object' && dataset !== null ? (dataset as JsonDataset) : undefined;
  } catch {
    return undefined;
  }
}

async function readHoldings(http: Pick<AuthorizedHttpClient, 'basePath' | 'request'>, studyInstanceUid: string, signal: AbortSignal): Promise<Holdings> {
  const studies = await readAll(http, `/studies?${TAG.studyInstanceUid}=${studyInstanceUid}`, signal);
  // A server that ignores the key returns everybody's.
  const ours = studies.filter((study) => firstText(study, TAG.studyInstanceUid) === studyInstanceUid);
  const patientIds = new Set(ours.flatMap((study) => firstText(study, TAG.patientId) ?? []));
  const sopInstanceUids = new Set<string>();
  if (ours.length > 0) {
    for (const series of await readAll(http, `/studies/${studyInstanceUid}/series`, signal)) {
      const seriesInstanceUid = firstText(series, TAG.seriesInstanceUid) ?? '';
      if (!isDicomUid(seriesInstanceUid)) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'series' });
      for (const row of await readAll(http, `/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances`, signal)) {
        const uid = firstText(row, TAG.sopInstanceUid);
        if (uid !== undefined) sopInstanceUids.add(uid);
      }
    }
  }
  return { sopInstanceUids, patientIds };
}

async function readAll(http: Pick<AuthorizedHttpClient, 'basePath' | 'request'>, pathAndQuery: string, signal: AbortSignal): Promise<readonly JsonDataset[]> {
  const rows: JsonDataset[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await ask(http, { path: `${http.basePath}${pathAndQuery}${pathAndQuery.includes('?') ? '&' : '?'}limit=${PAGE_SIZE}&offset=${rows.length}`, headers: { accept: 'application/dicom+json' }, signal, budget: { remainingBytes: MAX_ANSWER_BYTES }, expects: JSON_TYPES }, signal);
    if (answer.status === 204 || answer.status === 404) return rows;
    if (answer.status >= 400) throw new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { status: answer.status });
    const found = parseJson(answer);
    if (!Array.isArray(found)) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'rows' });
    rows.push(...(found as JsonDataset[]));
    if (found.length < PAGE_SIZE) return rows;
  }
  throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'pages' });
}

async function ask(http: Pick<AuthorizedHttpClient, 'request'>, call: HttpBytesCall, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await http.request(call);
  } catch (cause) {
    if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED', {}, { cause });
    throw new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: cause instanceof HttpFault ? cause.code : 'unknown' }, { cause });
  }
}

/** A DICOM file as the one part of a message, in pieces worth a packet. Without a transfer syntax in its type, which the file says itself: Orthanc 1.10 refuses one. */
async function* multipart(instance: OutgoingInstance, boundary: string, onSourceFault: (error: unknown) => void): AsyncGenerator<Buffer> {
  let held: Buffer[] = [Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`, 'latin1'), writeMeta(instance)];
  let size = 0;
  try {
    for await (const piece of instance.dataset) {
      held.push(piece);
      size += piece.length;
      if (size < PIECE_BYTES) continue;
      yield Buffer.concat(held);
      [held, size] = [[], 0];
    }
  } catch (error) {
    onSourceFault(error);
    throw error;
  }
  yield Buffer.concat([...held, Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1')]);
}
