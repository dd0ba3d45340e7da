import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { decide, type Actor, type Decision } from '@longview/access-policy';
import type { AuditLog } from '@longview/audit';
import type { DoorConsent, PatientConsents } from '@longview/disclosure';
import type { Clock, Logger } from '@longview/platform';
import { ArchiveLinkRewriter, rewriteArchiveLinks } from './archive-links.js';
import { custodianOf, entryOf, isDurable, type LaunchFacts } from './audit-entries.js';
import { readDicomwebTarget, type DicomwebContent, type DicomwebTarget } from './dicomweb-target.js';
import type { ArchiveAnswer, ImageArchive, ImageArchives } from './image-archive.js';
import { LiveGrants } from './live-grants.js';
import { FirstPart, multipartBoundary } from './single-part.js';
import { readStudyRows, rowsOfPatient, textOf, type GrantedRow } from './study-rows.js';
import { isHeldBy } from './study-launcher.js';
import type { StudyGrant } from './study-grant.js';
import type { GrantSelection, StudyGrantStore } from './study-grant-store.js';
import { Transfers } from './transfers.js';

/** A request as it arrived, and who sent it. */
export interface GateRequest extends LaunchFacts {
  readonly method: string;
  /** The raw request target from `/dicom-web` on (Express: `originalUrl`), before anything decoded it. */
  readonly target: string;
  readonly accept: string | undefined;
  /** `undefined` without a session, or with one that is locked. */
  readonly actor: Actor | undefined;
  /** Header `longview-study`: a study of the window that asks, so that its patient's studies and nobody else's answer it. */
  readonly windowStudyUid?: string;
}

export interface DicomwebGateDependencies {
  readonly archives: ImageArchives;
  readonly grants: StudyGrantStore;
  readonly audit: AuditLog;
  /** Patients' consent as the gate remembers it, see {@link RememberedConsent}. */
  readonly consents: Pick<PatientConsents, 'under'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  /**
   * With a prefix, pixels are decided here and carried by nginx: the answer is an `X-Accel-Redirect` to
   * `{prefix}/{sourceId}/studies/…`, an internal location that proxies to that archive (README).
   */
  readonly accelerateThrough?: string;
}

export interface DicomwebGate {
  /** Answers; never rejects. 401 without a session, 404 for everything that is not granted, 502 when the archive cannot. */
  handle(request: GateRequest, response: ServerResponse): Promise<void>;
  /** Takes effect at once on this instance, also on what is being transferred. The grants are already ended in the store. */
  revoke(which: GrantSelection): void;
  /** Some patient's: what is remembered of grants is asked anew; what a grant no longer covers stops within two seconds. */
  consentChanged(): void;
  close(): void;
}

/** Whether the holder of a grant may have its pixels now: for the purpose and the relationship under which the study was opened, and by the patient's word as it is now. */
function decideUnder(grant: StudyGrant, actor: Actor, consent: DoorConsent): Decision {
  return decide({ actor: { ...actor, purposeOfUse: grant.purposeOfUse }, action: 'retrieve-image', source: grant, kind: 'imaging-study', relationship: grant.basis.relationship, consent: consent.verdictOn(grant) });
}

const PASSED_HEADERS = ['content-type', 'content-length', 'content-encoding', 'etag', 'last-modified'];
const OWN_HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer' };
/** Explicit VR Little Endian: what an archive can give when it cannot hand out the pixels as they are stored. */
const PLAIN_FRAMES = 'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.1';
/** Held for a reader that is slower than the archive. */
const MOST_WAITING_BYTES = 256 * 1024;
const MULTIPART_BULK = 'multipart/related; type="application/octet-stream"';

/** Stands between the viewer and every archive: no byte passes without a session, a live grant, and a durable event. */
export function createDicomwebGate({ archives, grants, audit, consents, clock, logger, accelerateThrough }: DicomwebGateDependencies): DicomwebGate {
  const live = new LiveGrants(grants, clock);
  const transfers = new Transfers(live);
  /** Launches whose `images-shown` is being written or was, so that parallel frames write it once. */
  const shown = new Map<string, Promise<boolean>>();

  async function handle(request: GateRequest, response: ServerResponse): Promise<void> {
    try {
      await decideAndAnswer(request, response);
    } catch (error) {
      logger.warn({ err: error, requestId: request.requestId }, 'images could not be passed on');
      // A status cannot be taken back: an answer that breaks off must look broken.
      if (response.headersSent) response.destroy();
      else answer(response, 502);
    }
  }

  /** A study that is not among the grants remembered here may have been launched a moment ago, on any instance: then the store is asked. */
  async function heldBy(actor: Actor, studyInstanceUids: readonly string[]): Promise<readonly StudyGrant[]> {
    const ask = async (): Promise<readonly StudyGrant[]> => (await live.of(actor.sessionId)).filter((grant) => isHeldBy(grant, actor));
    const held = await ask();
    if (studyInstanceUids.every((uid) => held.some(({ studyInstanceUid }) => studyInstanceUid === uid))) return held;
    live.forget({ sessionId: actor.sessionId });
    return ask();
  }

  async function decideAndAnswer(request: GateRequest, response: ServerResponse): Promise<void> {
    const { actor } = request;
    if (!actor) return answer(response, 401);
    const target = readDicomwebTarget(request.method, request.target);
    if (!target) return refuse(actor, request, response, 'path-not-allowed');
    const held = await heldBy(actor, target.kind === 'study-search' ? target.studyInstanceUids ?? [] : [target.studyInstanceUid]);
    if (target.kind === 'study-search') return answerSearch(actor, request, target, held, response);
    const grant = held.find(({ studyInstanceUid }) => studyInstanceUid === target.studyInstanceUid);
    const archive = grant && archives.get(grant.sourceId);
    const decision = archive && grant && decideUnder(grant, actor, await consents.under(actor, grant.patientKeys));
    const isPermitted = decision?.effect === 'permit';
    // Whether one may stay asks for nothing of anybody: its answer is no event, and comes without an archive.
    if (target.content === 'access') return answer(response, isPermitted ? 204 : 404);
    if (!grant || !archive || !isPermitted) return refuse(actor, request, response, decision?.rule ?? (grant ? 'source-not-connected' : 'no-live-grant'), target.studyInstanceUid);

    if (accelerateThrough !== undefined && target.content === 'pixels') {
      if (!(await hasShownEvent(actor, grant, request))) return answer(response, 503);
      response.writeHead(200, { ...OWN_HEADERS, 'x-accel-redirect': `${accelerateThrough}/${grant.sourceId}${target.path}` }).end();
      return;
    }
    await pass(actor, request, target, grant, archive, response);
  }

  async function pass(actor: Actor, request: GateRequest, target: DicomwebTarget & { kind: 'study' }, grant: StudyGrant, archive: ImageArchive, response: ServerResponse): Promise<void> {
    const abort = new AbortController();
    const finish = transfers.begin(grant, abort);
    response.once('close', () => {
      finish();
      if (!response.writableFinished) abort.abort();
    });
    abort.signal.addEventListener('abort', () => response.destroy(), { once: true });
    const { path, query, content } = target;
    const wantsSinglePart = content === 'bulk' && !/multipart\//.test(request.accept ?? '');
    const ask = (accept: string): Promise<ArchiveAnswer> => archive.retrieve({ path, query, accept }, { signal: abort.signal, requestId: request.requestId });

    const accept = acceptFor(content, request.accept, wantsSinglePart);
    let found = await ask(accept);
    if (cannotTranscode(found.status) && content === 'pixels' && accept.includes('transfer-syntax=*')) {
      found.body.on('error', () => undefined).destroy();
      found = await ask(PLAIN_FRAMES);
    }
    if (abort.signal.aborted || found.status !== 200) {
      found.body.on('error', () => undefined).destroy();
      if (found.status === 204 && content === 'search') return answerJson(response, []);
      // The archive's own refusals are not ours: 401 and 404 here mean that access has ended.
      return answer(response, 502);
    }
    if ((content === 'pixels' || content === 'bulk') && !(await hasShownEvent(actor, grant, request))) {
      found.body.on('error', () => undefined).destroy();
      return answer(response, 503);
    }
    send(found, content, wantsSinglePart, response);
  }

  /** From here on only streams work; nothing waits and nothing is held. */
  function send({ headers: given, body }: ArchiveAnswer, content: DicomwebContent, wantsSinglePart: boolean, response: ServerResponse): void {
    const headers: Record<string, string> = { ...OWN_HEADERS };
    for (const name of PASSED_HEADERS) if (given[name] !== undefined) headers[name] = given[name];
    const boundary = wantsSinglePart ? multipartBoundary(given['content-type'] ?? '') : undefined;
    const isJson = (content === 'search' || content === 'metadata') && given['content-encoding'] === undefined;
    const change = boundary !== undefined ? new FirstPart(boundary) : isJson ? new ArchiveLinkRewriter() : undefined;
    if (change) {
      // They spoke of the bytes before the change.
      delete headers['content-length'];
      delete headers['etag'];
    }
    if (boundary !== undefined) headers['content-type'] = 'application/octet-stream';
    response.writeHead(200, headers);
    // Head and first bytes in one write: a head of its own wakes the reader for nothing.
    response.cork();
    body.once('data', () => process.nextTick(() => response.uncork()));
    breakTogether(body, response);
    if (!change) return carry(body, response);
    breakTogether(change, response);
    body.pipe(change).pipe(response);
  }

  /** Answered from the launch set alone; the question itself never reaches an archive. */
  async function answerSearch(actor: Actor, request: GateRequest, target: DicomwebTarget & { kind: 'study-search' }, held: readonly StudyGrant[], response: ServerResponse): Promise<void> {
    const { studyInstanceUids, patientId, includeField } = target;
    if (studyInstanceUids && !held.some(({ studyInstanceUid }) => studyInstanceUids.includes(studyInstanceUid))) return refuse(actor, request, response, 'no-live-grant', ...studyInstanceUids);
    // A question by neither would be answered with every patient whose images are open somewhere in this session.
    if (!studyInstanceUids && patientId === undefined) return answerJson(response, []);
    const windowPatient = held.find(({ studyInstanceUid }) => studyInstanceUid === request.windowStudyUid)?.patientKey;
    const asked = new Map<string, StudyGrant>();
    for (const grant of held) {
      const isAsked = studyInstanceUids?.includes(grant.studyInstanceUid) ?? (windowPatient === undefined || grant.patientKey === windowPatient);
      if (isAsked && !asked.has(grant.studyInstanceUid)) asked.set(grant.studyInstanceUid, grant);
    }
    const abort = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) abort.abort();
    });
    const rows = (await Promise.all([...asked.values()].map((grant) => rowOf(actor, grant, includeField, { signal: abort.signal, requestId: request.requestId })))).filter((row) => row !== undefined);
    answerJson(response, (patientId === undefined ? rows : rowsOfPatient(rows, patientId)).map(({ row }) => row));
  }

  async function rowOf(actor: Actor, grant: StudyGrant, includeField: string | undefined, call: { signal: AbortSignal; requestId: string }): Promise<GrantedRow | undefined> {
    const archive = archives.get(grant.sourceId);
    if (!archive || decideUnder(grant, actor, await consents.under(actor, grant.patientKeys)).effect !== 'permit') return undefined;
    const query = new Map([['StudyInstanceUID', grant.studyInstanceUid], ...(includeField === undefined ? [] : [['includefield', includeField] as const])]);
    const found = await archive.retrieve({ path: '/studies', query, accept: 'application/dicom+json' }, call);
    if (found.status !== 200) {
      found.body.on('error', () => undefined).destroy();
      return undefined;
    }
    // An archive may ignore the key it was asked by.
    const row = (await readStudyRows(found.body)).find((one) => textOf(one, '0020000D') === grant.studyInstanceUid);
    return row && { grant, row };
  }

  /** True once the event that covers this launch's pixels is durable; one event a launch, whatever comes in parallel. */
  async function hasShownEvent(actor: Actor, grant: StudyGrant, facts: LaunchFacts): Promise<boolean> {
    if (grant.imagesShownAtMs !== undefined) {
      shown.delete(grant.id);
      return true;
    }
    const writing = shown.get(grant.id) ?? writeShownEvent(actor, grant, facts);
    shown.set(grant.id, writing);
    const durable = await writing.catch((error: unknown) => {
      shown.delete(grant.id);
      throw error;
    });
    if (!durable) shown.delete(grant.id);
    return durable;
  }

  async function writeShownEvent(actor: Actor, grant: StudyGrant, facts: LaunchFacts): Promise<boolean> {
    const durable = await isDurable(audit, entryOf(actor, { ...facts, basis: grant.basis }, {
      action: 'images-shown', outcome: 'success', patient: grant.auditPatient, objects: [grant.studyInstanceUid], custodians: custodianOf(grant, grant.organizationId, 1),
    }));
    if (durable) await grants.noteImagesShown(grant.id, clock.nowMs());
    return durable;
  }

  /** Not granted, not allowed and not there look the same. That nothing is shown does not depend on the log. */
  async function refuse(actor: Actor, request: GateRequest, response: ServerResponse, rule: string, ...studyInstanceUids: readonly string[]): Promise<void> {
    const written = isDurable(audit, entryOf(actor, request, { action: 'images-refused', outcome: 'refused', rule, ...(studyInstanceUids.length > 0 && { objects: studyInstanceUids }) }));
    answer(response, 404);
    await written;
  }

  function revoke(which: GrantSelection): void {
    live.forget(which);
    transfers.stop(which);
  }

  return { handle, revoke, consentChanged: () => live.forget({}), close: () => transfers.close() };
}

/** The viewer's own wish where it is well formed, in the one spelling that every archive reads. */
function acceptFor(content: DicomwebContent, asked: string | undefined, wantsSinglePart: boolean): string {
  if (content === 'search' || content === 'metadata') return 'application/dicom+json';
  if (wantsSinglePart) return MULTIPART_BULK;
  if (asked === undefined || !/^[\w\s*/;=,."+-]{1,300}$/.test(asked)) return '*/*';
  return asked.replace(/\btype=([^\s";,]+)/g, 'type="$1"');
}

/** How archives answer a wish for pixels as they are stored that they cannot fulfil; Orthanc 400 or 500. */
function cannotTranscode(status: number): boolean {
  return status === 400 || status === 406 || status === 415 || status >= 500;
}

/**
 * As `pipe`, which stops the archive at every piece because one alone fills what a socket holds by default: here it stops
 * when several wait, so that they leave in one write.
 */
function carry(body: Readable, response: ServerResponse): void {
  body.on('data', (piece: Buffer) => { if (!response.write(piece) && response.writableLength > MOST_WAITING_BYTES) body.pause(); });
  body.once('end', () => response.end());
  response.on('drain', () => body.resume());
}

function breakTogether(stream: Readable, response: ServerResponse): void {
  stream.once('error', () => response.destroy());
  response.once('close', () => stream.destroy());
}

function answer(response: ServerResponse, status: 204 | 401 | 404 | 502 | 503): void {
  response.writeHead(status, { ...OWN_HEADERS, ...(status !== 204 && { 'content-length': '0' }) }).end();
}

function answerJson(response: ServerResponse, rows: readonly object[]): void {
  const body = rewriteArchiveLinks(JSON.stringify(rows));
  response.writeHead(200, { ...OWN_HEADERS, 'content-type': 'application/dicom+json', 'content-length': String(body.length) }).end(body);
}
