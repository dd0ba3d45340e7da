import { isDicomUid } from '@longview/clinical-model';
import { AuthorizedHttpClient, parseJson, readRetryAfterMs, type AuthorizedHttpClientDeps, type ByteBudget, type Clock, type HttpAnswer } from '@longview/platform';
import { faultOfStatus, SourceFault, toSourceFault, type DicomwebEndpoint, type SourceCall, type SourceLimits } from '@longview/sources-contract';
import { isDataset, TAG, textOf, type Dataset } from './dicom-json.js';
import { readStudyUid } from './read-study.js';
import type { MatchingKeys } from './study-query.js';

export type DicomwebDeps = AuthorizedHttpClientDeps;

/** What one question brought, over all its pages. */
export interface StudyAnswer {
  /** By study UID. */
  readonly studies: Map<string, Dataset>;
  unreadableCount: number;
  isTruncated: boolean;
  /** Why there may be more than `studies`: a page behind the first failed. */
  fault?: SourceFault;
}

const MEDIA_TYPES = ['application/dicom+json', 'application/json'];
/** What identity checks and the timeline need beyond the attributes that every server returns. */
const INCLUDED = [
  TAG.otherPatientIds, TAG.issuerOfPatientId, TAG.issuerQualifiers, TAG.issuerOfAccessionNumber, TAG.studyDescription, TAG.numberOfSeries, TAG.numberOfInstances, TAG.modalitiesInStudy,
  TAG.patientBirthDate, TAG.patientSex, TAG.timezoneOffset, TAG.institutionName,
].join(',');
const PAGE_SIZE = 200;

/** Opens the connections to one DICOMweb endpoint. */
export function openDicomweb(endpoint: DicomwebEndpoint, limits: SourceLimits, deps: DicomwebDeps): AuthorizedHttpClient {
  const { deadlineMs, concurrency } = limits;
  return new AuthorizedHttpClient({ baseUrl: endpoint.baseUrl, maxConnections: concurrency, connectTimeoutMs: Math.min(deadlineMs, 5_000), headersTimeoutMs: deadlineMs, bodyTimeoutMs: deadlineMs }, endpoint.authentication, deps);
}

/** Searches studies by QIDO-RS (PS3.18 §10.6), page by page, within limits. Rejects with a {@link SourceFault} only. */
export class QidoClient {
  constructor(private readonly http: AuthorizedHttpClient, private readonly limits: SourceLimits, private readonly clock: Clock) {}

  /**
   * Reads on to the last page: a server that ignores a key returns everybody's studies, and the right ones may come last.
   * Rejects when the first page fails; when a later one does, what was read before is kept and `fault` says so.
   * @param keys values are sent as they are; the caller has seen to wildcards.
   */
  async searchStudies(keys: MatchingKeys, bytes: ByteBudget, call: SourceCall): Promise<StudyAnswer> {
    const answer: StudyAnswer = { studies: new Map(), unreadableCount: 0, isTruncated: false };
    const query = keys.map(([tag, value]) => `${tag}=${encodeQueryValue(value)}`).join('&');
    for (let page = 0, offset = 0; ; page++) {
      if (page >= this.limits.maxPages || answer.studies.size >= this.limits.maxRecords) {
        answer.isTruncated = true;
        return answer;
      }
      const { rows, hasMore, fault } = await this.page(`/studies?${query}&includefield=${INCLUDED}&limit=${PAGE_SIZE}&offset=${offset}`, bytes, call).catch((error: unknown) => {
        if (page === 0 || call.signal.aborted) throw error;
        return { rows: [], hasMore: false, fault: toSourceFault(error) };
      });
      if (fault) answer.fault = fault;
      const sizeBefore = answer.studies.size;
      for (const row of rows) this.take(row, answer);
      offset += rows.length;
      if (rows.length === 0 || (rows.length !== PAGE_SIZE && !hasMore)) return answer;
      if (answer.studies.size === sizeBefore) {
        // A full page that brings nothing new: the server ignores the offset, and what it has beyond stays unknown.
        answer.isTruncated = true;
        return answer;
      }
    }
  }

  /**
   * All that one image of a study says but its pixels (WADO-RS metadata, PS3.18 §10.4.1.1.2); `undefined` when none is
   * listed. One image and not the whole study: a CT's metadata are megabytes.
   */
  async readOneInstance(studyUid: string, bytes: ByteBudget, call: SourceCall): Promise<Dataset | undefined> {
    const ofStudy = `/studies/${studyUid}/series`;
    const seriesUid = await this.firstUid(`${ofStudy}?limit=1`, TAG.seriesInstanceUid, bytes, call);
    if (seriesUid === undefined) return undefined;
    const ofSeries = `${ofStudy}/${seriesUid}/instances`;
    const instanceUid = await this.firstUid(`${ofSeries}?limit=1`, TAG.sopInstanceUid, bytes, call);
    if (instanceUid === undefined) return undefined;
    const { rows: [image] } = await this.page(`${ofSeries}/${instanceUid}/metadata`, bytes, call);
    return isDataset(image) ? image : undefined;
  }

  /** Answers when the archive does: asks for a study that nobody has. */
  async checkHealth(call: SourceCall): Promise<void> {
    await this.page(`/studies?${TAG.studyInstanceUid}=2.25.0&limit=1`, { remainingBytes: this.limits.maxResponseBytes }, call);
  }

  private async firstUid(pathAndQuery: string, tag: string, bytes: ByteBudget, call: SourceCall): Promise<string | undefined> {
    const { rows: [row] } = await this.page(pathAndQuery, bytes, call);
    const uid = isDataset(row) ? textOf(row, tag) : undefined;
    // It becomes part of an address.
    return uid !== undefined && isDicomUid(uid) ? uid : undefined;
  }

  private take(row: unknown, answer: StudyAnswer): void {
    const uid = isDataset(row) ? readStudyUid(row) : undefined;
    if (uid === undefined) answer.unreadableCount++;
    else if (answer.studies.size < this.limits.maxRecords) answer.studies.set(uid, row as Dataset);
    else answer.isTruncated = true;
  }

  private async page(pathAndQuery: string, bytes: ByteBudget, call: SourceCall): Promise<{ rows: readonly unknown[]; hasMore: boolean; fault?: SourceFault }> {
    let answer: HttpAnswer;
    try {
      answer = await this.http.request({
        path: this.http.basePath + pathAndQuery, signal: call.signal, budget: bytes, expects: MEDIA_TYPES,
        headers: { accept: 'application/dicom+json', 'x-request-id': call.requestId },
      });
      if (answer.status === 204) return { rows: [], hasMore: false };
      if (answer.status >= 400) throw faultOfStatus(answer.status, readRetryAfterMs(answer.headers, this.clock.nowMs()));
      const rows = parseJson(answer);
      if (!Array.isArray(rows)) throw new SourceFault('SOURCE_MALFORMED', { expected: 'array' });
      // PS3.18 §8.3.4.4: a server that returns fewer than asked for says so.
      return { rows, hasMore: /\b299\b.*additional results/i.test(String(answer.headers['warning'] ?? '')) };
    } catch (error) {
      throw toSourceFault(error, call.signal);
    }
  }
}

/** Escapes only what a query cannot hold (RFC 3986 §3.4): some servers, Orthanc 1.10 among them, do not undo an escape. */
function encodeQueryValue(value: string): string {
  return encodeURIComponent(value).replace(/%(?:2F|3F|3A|40)/g, decodeURIComponent);
}
