import type { Readable } from 'node:stream';
import type { SubjectIdentity } from '@longview/clinical-model';

/** When to stop a call to an archive, and how it is traced. */
export interface ArchiveCall {
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** A study as the archive describes it, with whose it says it is: not yet checked against anybody. */
export interface DescribedStudy {
  readonly studyInstanceUid: string;
  readonly subject: SubjectIdentity;
  readonly custodianId: string;
  readonly isCustodianAssumed?: true;
  readonly numberOfSeries?: number;
  readonly numberOfInstances?: number;
}

/**
 * A request below one study: `path` starts with `/studies/{uid}`, or it is `/studies` itself and the query names the
 * one StudyInstanceUID. Path and query are already checked.
 */
export interface ArchiveRequest {
  readonly path: string;
  readonly query?: ReadonlyMap<string, string>;
  readonly accept: string;
}

export interface ArchiveAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Must be read to its end or destroyed. Back-pressure reaches the archive. */
  readonly body: Readable;
}

/** One place that pixels come from. The application hands in its connectors, which have this shape. */
export interface ImageArchive {
  readonly definition: {
    readonly id: string;
    readonly custodianId: string;
    /** Passes on other custodians' images. */
    readonly isRepository: boolean;
    readonly limits: { readonly deadlineMs: number };
  };
  /** Asks by StudyInstanceUID; `undefined` when the archive does not have it. Rejects when it could not be asked. */
  findStudy(studyInstanceUid: string, call: ArchiveCall): Promise<DescribedStudy | undefined>;
  /** Streams. A status of 400 and above is an answer. Rejects when the archive could not be asked. */
  retrieve(request: ArchiveRequest, call: ArchiveCall): Promise<ArchiveAnswer>;
}

/** Every archive of the province by its source's id. */
export type ImageArchives = ReadonlyMap<string, ImageArchive>;
