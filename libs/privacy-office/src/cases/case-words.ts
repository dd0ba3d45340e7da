export const CASE_STATES = ['new', 'in-review', 'asked', 'explained', 'confirmed', 'reported', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What led to the case. */
export const CASE_ORIGINS = ['flag', 'complaint', 'manual'] as const;
export type CaseOrigin = (typeof CASE_ORIGINS)[number];

/** What somebody does with a case. */
export const CASE_ACTS = ['take', 'assign', 'set-due', 'note', 'attach', 'ask', 'explain', 'confirm', 'assess', 'report', 'close', 'reopen', 'write-letter'] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** What the Commissioner counts each year, O. Reg. 329/04 s. 6.4 (1), and by means of the electronic health record. */
export const BREACH_CATEGORIES = ['stolen', 'lost', 'used-without-authority', 'disclosed-without-authority', 'collected-without-authority'] as const;
export type BreachCategory = (typeof BREACH_CATEGORIES)[number];

/** When the Commissioner has to be told at once, O. Reg. 329/04 s. 6.3 (1), paragraphs 1 to 7 in their order. */
export const BREACH_CIRCUMSTANCES = ['knowing-use-or-disclosure', 'stolen', 'further-use-or-disclosure', 'pattern', 'college-notice', 'equivalent-notice', 'significant'] as const;
export type BreachCircumstance = (typeof BREACH_CIRCUMSTANCES)[number];

/** How the history of a case calls what happened; the portal has the sentences. */
export type CaseChange =
  | 'case-opened' | 'case-taken' | 'case-assigned' | 'due-set' | 'case-noted' | 'accesses-attached' | 'user-asked' | 'question-answered'
  | 'case-explained' | 'case-confirmed' | 'breach-assessed' | 'case-reported' | 'case-closed' | 'case-reopened' | 'letter-issued';
