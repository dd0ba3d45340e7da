import type { SubjectIdentity } from '@longview/clinical-model';
import type { StudyCopy } from './copy-choice.js';
import type { ImageArchive } from './image-archive.js';

const LAST_WORD_MS = 50;

/** What the archives said about one study. */
export interface ArchiveFindings {
  /** Copies that are the opened patient's, in the order in which the archives were named. */
  readonly copies: readonly StudyCopy[];
  /** Archives whose copy is, or may be, somebody else's. */
  readonly withheldSourceIds: readonly string[];
  readonly failures: readonly { readonly sourceId: string; readonly error: unknown }[];
}

interface SurveyOptions {
  readonly isOpenedPatient: (subject: SubjectIdentity) => boolean;
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/**
 * Asks every archive for one study by its UID, each until its own deadline. Once one has offered a copy, the others have
 * `graceMs` left to offer a better one: a slow archive must not hold up images that are already at hand.
 */
export async function askArchives(archives: readonly ImageArchive[], studyInstanceUid: string, { isOpenedPatient, graceMs, signal, requestId }: SurveyOptions): Promise<ArchiveFindings> {
  const copies = new Map<ImageArchive, StudyCopy>();
  const withheldSourceIds: string[] = [];
  const failures: { sourceId: string; error: unknown }[] = [];
  const enough = new AbortController();
  let graceTimer: NodeJS.Timeout | undefined;

  await Promise.all(archives.map(async (archive) => {
    const { id: sourceId, isRepository, limits } = archive.definition;
    try {
      const call = { requestId, signal: AbortSignal.any([signal, enough.signal, AbortSignal.timeout(limits.deadlineMs)]) };
      const study = await settleOnAbort(archive.findStudy(studyInstanceUid, call), call.signal);
      // An archive may ignore the key it was asked by: what came back decides, not what was asked.
      if (!study || study.studyInstanceUid !== studyInstanceUid) return;
      if (!isOpenedPatient(study.subject)) {
        withheldSourceIds.push(sourceId);
        return;
      }
      copies.set(archive, {
        sourceId, isRepository, custodianId: study.custodianId,
        ...(study.isCustodianAssumed && { isCustodianAssumed: true }),
        ...(study.numberOfSeries !== undefined && { numberOfSeries: study.numberOfSeries }),
        ...(study.numberOfInstances !== undefined && { numberOfInstances: study.numberOfInstances }),
      });
      graceTimer ??= setTimeout(() => enough.abort(), graceMs);
    } catch (error) {
      failures.push({ sourceId, error });
    }
  }));
  clearTimeout(graceTimer);
  return { copies: archives.map((archive) => copies.get(archive)).filter((copy) => copy !== undefined), withheldSourceIds, failures };
}

/**
 * The answer, or a rejection soon after nobody waits for it any longer. A connector that heeds the signal has a moment to
 * say in its own words what happened; one that does not must not hold up the launch.
 */
function settleOnAbort<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => void setTimeout(() => reject(signal.reason), LAST_WORD_MS);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    answer.then(resolve, reject);
  });
}
