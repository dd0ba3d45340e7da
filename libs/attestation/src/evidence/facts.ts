/** What is known of one person at one organization, as it counts for attesting them. Everything in it may be shown to who decides. */
export interface EvidenceFacts {
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly jobTitle: string;
  readonly licence: string;
  readonly status: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs?: number;
  readonly patientsOpened: number;
  readonly entitledSourceIds: readonly string[];
  /** Entitled to, and not asked within the period that is attested. */
  readonly unusedSourceIds: readonly string[];
  /** Until when the user agreement stands; absent: the version in force was never accepted. */
  readonly agreementUntilMs?: number;
  readonly isMissingFromHrList: boolean;
  readonly hasDuplicate: boolean;
  readonly hasOpenPrivacyCase: boolean;
  /** As they were when somebody last looked; absent: nobody has. */
  readonly attestedRoles?: readonly string[];
  readonly attestedJobTitle?: string;
}
