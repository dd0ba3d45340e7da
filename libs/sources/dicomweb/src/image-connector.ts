import { isDicomUid } from '@longview/clinical-model';
import type { AuthorizedHttpClient, Clock } from '@longview/platform';
import { imageEndpointOf, SourceFault, toSourceFault, type ArchivedStudy, type DicomwebEndpoint, type DicomwebRequest, type DicomwebResponse, type ImageConnector, type SourceCall, type SourceDefinition } from '@longview/sources-contract';
import { TAG } from './dicom-json.js';
import { Issuers } from './issuer.js';
import { openDicomweb, QidoClient, type DicomwebDeps } from './qido-client.js';
import { readArchivedStudy } from './read-study.js';
import { RegistrationLooks } from './registration-looks.js';

const PASSED_HEADERS = ['content-type', 'content-length', 'content-encoding', 'etag', 'last-modified'] as const;

/**
 * Where a source's pixels are fetched: its `images` endpoint, or its `records` endpoint where that is DICOMweb.
 * @throws SourceFault `SOURCE_MISCONFIGURED` for a source without either.
 */
export function createImageConnector(definition: SourceDefinition, deps: DicomwebDeps): ImageConnector {
  const endpoint = imageEndpointOf(definition);
  if (!endpoint) throw new SourceFault('SOURCE_MISCONFIGURED', { images: false });
  return new DicomwebImageConnector(definition, endpoint, deps);
}

/** A path below one study, or a search that names one. */
function asksForOneStudy({ path, query }: DicomwebRequest): boolean {
  if (path === '/studies') return isDicomUid(query?.get('StudyInstanceUID') ?? query?.get(TAG.studyInstanceUid) ?? '');
  return isDicomUid(/^\/studies\/([\d.]+)(?:\/[^?#]*)?$/.exec(path)?.[1] ?? '') && !path.split('/').includes('..');
}

class DicomwebImageConnector implements ImageConnector {
  private readonly http: AuthorizedHttpClient;
  private readonly qido: QidoClient;
  private readonly issuers: Issuers;
  private readonly clock: Clock;

  constructor(readonly definition: SourceDefinition, endpoint: DicomwebEndpoint, deps: DicomwebDeps) {
    this.clock = deps.clock;
    this.http = openDicomweb(endpoint, definition.limits, deps);
    this.qido = new QidoClient(this.http, definition.limits, deps.clock);
    this.issuers = new Issuers(definition, endpoint);
  }

  async findStudy(studyInstanceUid: string, call: SourceCall): Promise<ArchivedStudy | undefined> {
    const bytes = { remainingBytes: this.definition.limits.maxResponseBytes };
    const answer = await this.qido.searchStudies([[TAG.studyInstanceUid, studyInstanceUid]], bytes, call);
    for (const uid of answer.studies.keys()) if (uid !== studyInstanceUid) answer.studies.delete(uid);
    // Whoever asks compares it with a patient, and found the study by what its images say of them.
    await new RegistrationLooks({ qido: this.qido, issuers: this.issuers, clock: this.clock, deadlineMs: this.definition.limits.deadlineMs, bytes, call }).complete(answer, { identifiers: [] });
    const study = answer.studies.get(studyInstanceUid);
    return study && readArchivedStudy(study, this.definition, this.issuers);
  }

  async retrieve(request: DicomwebRequest, call: Parameters<ImageConnector['retrieve']>[1]): Promise<DicomwebResponse> {
    // The one door to the archive's address: whatever was checked before, nothing but a study is asked for here.
    if (!asksForOneStudy(request)) throw new SourceFault('SOURCE_REQUEST_REFUSED');
    const query = request.query && request.query.size > 0 ? `?${new URLSearchParams([...request.query]).toString()}` : '';
    try {
      const answer = await this.http.stream({
        path: this.http.basePath + request.path + query, signal: call.signal,
        headers: { accept: request.accept, 'x-request-id': call.requestId },
      });
      const headers: Record<string, string> = {};
      for (const name of PASSED_HEADERS) {
        const value = answer.headers[name];
        if (typeof value === 'string') headers[name] = value;
      }
      return { status: answer.status, headers, body: answer.body };
    } catch (error) {
      throw toSourceFault(error, call.signal);
    }
  }

  close(): Promise<void> {
    return this.http.close();
  }
}
