import { compareNewestFirst, type ImagingStudyRecord } from '@longview/clinical-model';
import { bodyRegionOf } from './body-region.js';

/** What makes one study a prior of another. */
export type PriorFacts = Pick<ImagingStudyRecord, 'studyInstanceUid' | 'time' | 'modalities' | 'bodySite' | 'laterality'>;

export interface RankedPrior<T> {
  readonly study: T;
  readonly isSameBodySite: boolean;
  readonly isSameModality: boolean;
}

/**
 * The studies that a reader would put beside this one: same body site first, then same modality, newest first. Later
 * studies are no priors; one without a time may be, and comes last among its like.
 */
export function rankPriors<T extends PriorFacts>(current: PriorFacts, others: readonly T[]): readonly RankedPrior<T>[] {
  const region = bodyRegionOf(current.bodySite);
  return others
    .filter((other) => other.studyInstanceUid !== current.studyInstanceUid && !isLater(other, current))
    .map((study) => ({
      study,
      isSameBodySite: region !== undefined && bodyRegionOf(study.bodySite) === region && !isOtherSide(current, study),
      isSameModality: study.modalities.some((modality) => current.modalities.includes(modality)),
    }))
    .toSorted((a, b) =>
      Number(b.isSameBodySite) - Number(a.isSameBodySite)
      || Number(b.isSameModality) - Number(a.isSameModality)
      || compareNewestFirst(a.study.time, b.study.time));
}

function isLater(other: PriorFacts, current: PriorFacts): boolean {
  return other.time !== undefined && current.time !== undefined && other.time.instantMs > current.time.instantMs;
}

/** Left against right; a study that names no side, or both, may show this one. */
function isOtherSide({ laterality: a }: PriorFacts, { laterality: b }: PriorFacts): boolean {
  return (a === 'left' && b === 'right') || (a === 'right' && b === 'left');
}
