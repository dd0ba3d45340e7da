import type { TextRun } from './text-changes.js';

export type AgreementLanguage = 'en' | 'fr';

/** How one person stands to the user agreement. */
export interface AgreementStanding {
  /** The version in force was accepted, and the acceptance has not run out. */
  readonly isInForce: boolean;
  /** When the last acceptance runs out, or ran out. Absent for somebody who never accepted any. */
  readonly expiresAtMs?: number;
}

/** What somebody reads before they accept. */
export interface AgreementToRead {
  readonly version: number;
  readonly effectiveFromMs: number;
  readonly language: AgreementLanguage;
  /** Why it is shown: never accepted, accepted more than a year ago, changed since, or nothing of it (they only want to read). */
  readonly because: 'first-time' | 'expired' | 'new-version' | 'in-force';
  /** The text; where it changed since this person accepted, with what was added and removed. */
  readonly runs: readonly TextRun[];
  readonly acceptedVersion?: number;
  readonly acceptedAtMs?: number;
  readonly expiresAtMs?: number;
}

/** An acceptance with the words that were accepted, in the language in which they were read. */
export interface AcceptedAgreement {
  readonly id: string;
  readonly version: number;
  readonly language: AgreementLanguage;
  readonly acceptedAtMs: number;
  readonly expiresAtMs: number;
  readonly text: string;
}
