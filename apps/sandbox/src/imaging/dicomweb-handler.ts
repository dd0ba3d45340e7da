import type { IncomingMessage, ServerResponse } from 'node:http';
import { ImageStore } from './image-store.js';
import { answerMultipart, answerSingle, wantsMultipart } from './multipart-answer.js';
import { EXPLICIT_LITTLE_ENDIAN } from './part-10-file.js';
import { matches, pageOfRows, parseQidoQuery, type QidoQuery } from './qido-matching.js';
import type { DicomDataset } from './dicom-dataset.js';
import type { SandboxStudy } from './sandbox-study.js';
import { INSTANCE_ROW, positionsOf, SERIES_ROW, STUDY_ROW, StudyArchive } from './study-archive.js';

export interface DicomwebOptions {
  /** Where the services begin; a request elsewhere is answered 404. Default `/dicom-web`. */
  readonly root?: string;
  /** Writes absolute URLs below this origin (`https://pacs.example`); left out, URLs are absolute paths. */
  readonly origin?: string;
  /** Keys inside sequences are ignored, as real servers do without a word: a search by health number returns everybody. */
  readonly ignoresNestedKeys?: boolean;
  /** How an empty answer is given: 200 with `[]`, or 204. Default 200. */
  readonly emptyAnswer?: 200 | 204;
  /** Decides from the request alone whether to answer it; refused requests get 401. */
  readonly authorize?: (request: IncomingMessage) => boolean | Promise<boolean>;
  /** Shared between sites so that all their drawn pixels stay within one bound. */
  readonly images?: ImageStore;
}

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * A read-only DICOMweb archive over studies whose pixels are drawn when asked for: QIDO-RS for studies, series and
 * instances, WADO-RS metadata, instances, frames, bulk data and a rendered instance (PS3.18). Never rejects: a fault of its own is a 500.
 */
export function createDicomwebHandler(studies: readonly SandboxStudy[], options: DicomwebOptions = {}): HttpHandler {
  const site = new DicomwebSite(studies, options);
  return async (request, response) => {
    try {
      await site.answer(request, response);
    } catch (fault) {
      console.error('The DICOMweb site failed.', fault);
      if (response.headersSent) response.destroy();
      else empty(response, 500);
    }
  };
}

class DicomwebSite {
  readonly #root: string;
  readonly #archive: StudyArchive;
  readonly #images: ImageStore;

  constructor(studies: readonly SandboxStudy[], readonly options: DicomwebOptions) {
    this.#root = options.root ?? '/dicom-web';
    this.#images = options.images ?? new ImageStore();
    this.#archive = new StudyArchive(studies, (path) => `${options.origin ?? ''}${this.#root}${path}`);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.options.authorize && !(await this.options.authorize(request))) return empty(response, 401);
    if (request.method !== 'GET') return empty(response, 405, { allow: 'GET' });
    const url = new URL(request.url ?? '/', 'http://site.invalid');
    if (!url.pathname.startsWith(`${this.#root}/`)) return empty(response, 404);
    const [level, studyUid, ...rest] = url.pathname.slice(this.#root.length + 1).split('/').filter(Boolean);
    if (level !== 'studies') return empty(response, 404);
    if (studyUid === undefined) return this.#search(response, url, this.#archive.studyRows(), STUDY_ROW);
    const study = this.#archive.study(studyUid);
    if (!study) return empty(response, 404);
    return this.#answerStudy(request, response, url, study, rest);
  }

  async #answerStudy(request: IncomingMessage, response: ServerResponse, url: URL, study: SandboxStudy, path: readonly string[]): Promise<void> {
    if (path.length === 1 && path[0] === 'series') return this.#search(response, url, this.#archive.seriesRows(study), SERIES_ROW);
    const { seriesUid, instanceUid, service } = addressOf(path);
    const positions = positionsOf(study, seriesUid, instanceUid);
    if (positions.length === 0) return empty(response, 404);
    switch (service[0]) {
      case undefined:
        return answerMultipart(response, 'application/dicom', EXPLICIT_LITTLE_ENDIAN, lazily(positions, (position) => this.#images.part10File(study, position)));
      case 'metadata':
        return json(response, positions.map((position) => this.#archive.metadata(study, position)));
      case 'instances':
        return this.#search(response, url, positions.map((position) => this.#archive.instanceRow(study, position)), INSTANCE_ROW);
      case 'frames':
        return this.#answerFrames(request, response, instanceUid && service.length === 2 ? this.#framesOf(study, positions[0], service[1] ?? '') : undefined);
      case 'bulkdata':
        return this.#answerFrames(request, response, instanceUid && service[1] === '7FE00010' ? positions.map((position) => this.#images.pixelData(study, position)) : undefined);
      case 'rendered':
        return instanceUid && positions[0] ? answerSingle(response, 'image/png', this.#images.rendered(study, positions[0])) : empty(response, 404);
      default:
        return empty(response, 404);
    }
  }

  #framesOf(study: SandboxStudy, position: ReturnType<typeof positionsOf>[number] | undefined, list: string): Uint8Array[] | undefined {
    return position && this.#images.frames(study, position, list.split(',').map(Number));
  }

  async #answerFrames(request: IncomingMessage, response: ServerResponse, parts: Uint8Array[] | undefined): Promise<void> {
    const [first] = parts ?? [];
    if (!parts || !first) return empty(response, 404);
    const accept = request.headers.accept ?? '*/*';
    if (!/application\/octet-stream|multipart\/related|\*\/\*/.test(accept)) return empty(response, 406);
    if (parts.length === 1 && !wantsMultipart(accept)) return answerSingle(response, 'application/octet-stream', first);
    return answerMultipart(response, 'application/octet-stream', EXPLICIT_LITTLE_ENDIAN, parts);
  }

  #search(response: ServerResponse, url: URL, rows: readonly DicomDataset[], alwaysReturned: readonly string[]): void {
    const asked = parseQidoQuery(url.searchParams);
    if (!asked) return empty(response, 400);
    const query: QidoQuery = this.options.ignoresNestedKeys ? { ...asked, keys: asked.keys.filter(({ path }) => path.length === 1) } : asked;
    const found = pageOfRows(rows.filter((row) => matches(row, query)), query, alwaysReturned);
    if (query.asksFuzzyMatching) {
      response.setHeader('warning', '299 sandbox: The fuzzymatching parameter is not supported. Only literal matching has been performed.');
    }
    if (found.length === 0 && this.options.emptyAnswer === 204) return empty(response, 204);
    json(response, found);
  }
}

/** What a path below a study names: a series, an instance, and the service asked of them. */
function addressOf(path: readonly string[]): { seriesUid?: string; instanceUid?: string; service: readonly string[] } {
  if (path[0] !== 'series' || path[1] === undefined) return { service: path };
  if (path[2] !== 'instances' || path[3] === undefined) return { seriesUid: path[1], service: path.slice(2) };
  return { seriesUid: path[1], instanceUid: path[3], service: path.slice(4) };
}

function* lazily<T>(positions: readonly T[], make: (position: T) => Uint8Array): Generator<Uint8Array> {
  for (const position of positions) yield make(position);
}

function empty(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

function json(response: ServerResponse, body: readonly DicomDataset[]): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { 'content-type': 'application/dicom+json', 'content-length': bytes.length }).end(bytes);
}
