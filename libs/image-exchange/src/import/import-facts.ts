import type { SubjectIdentity } from '@longview/clinical-model';
import type { Sealer } from '@longview/platform';
import type { HeaderSubject } from '../dicom/open-instance.js';
import type { IssuedNumber } from '../dicom/localization.js';

/** What an import has to know of a patient, kept sealed beside it and nowhere else. */
export interface ImportFacts {
  /** The requester's patient, as opened. */
  readonly local: SubjectIdentity;
  /** Their number in the receiving archive; absent until somebody says it. */
  readonly localNumber?: string;
  readonly accession: string;
  /** Whose the study is by its images: every instance is held against it. */
  readonly source: HeaderSubject;
  /** The same person's numbers elsewhere. */
  readonly others: readonly IssuedNumber[];
}

const purposeOf = (importId: string): string => `image import ${importId}`;

export const sealFacts = (sealer: Sealer, importId: string, facts: ImportFacts): string => sealer.seal(JSON.stringify(facts), purposeOf(importId));

export function openFacts(sealer: Sealer, importId: string, sealed: string): ImportFacts {
  const text = sealer.open(sealed, purposeOf(importId));
  if (text === undefined) throw new TypeError('What an import is about was sealed with another key.');
  return JSON.parse(text) as ImportFacts;
}
