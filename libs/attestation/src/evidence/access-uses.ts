/** One thing that somebody did with a patient's record, as the access log has it. */
export interface AccessUse {
  readonly personId: string;
  readonly organizationId: string;
  readonly atMs: number;
  /** Sources of which something was shown. */
  readonly sourceIds: readonly string[];
}

/** The access log, as far as it tells who really uses what. */
export interface AccessUses {
  /** Nothing in an empty log. */
  earliestMs(): Promise<number | undefined>;
  between(fromMs: number, untilMs: number, onUse: (use: AccessUse) => void): Promise<void>;
}

/** Events of the access log that are uses. */
export const USING_ACTIONS = ['records-shown', 'report-opened', 'study-launched', 'images-shown'] as const;
