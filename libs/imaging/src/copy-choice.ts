import type { ArchivedStudyFacts } from './study-grant.js';

/** One archive's copy of a study, after the identity check. */
export interface StudyCopy extends ArchivedStudyFacts {
  readonly isRepository: boolean;
}

/**
 * The copy with the most instances, then the most series, then a hospital's own before a repository's; among equals the
 * one that was named first, so that the same copies always give the same choice. An archive that does not say how much
 * it holds comes after one that does.
 */
export function chooseMostComplete<T extends StudyCopy>(copies: readonly T[]): T | undefined {
  return copies.toSorted((a, b) =>
    (b.numberOfInstances ?? -1) - (a.numberOfInstances ?? -1)
    || (b.numberOfSeries ?? -1) - (a.numberOfSeries ?? -1)
    || Number(a.isRepository) - Number(b.isRepository))[0];
}
