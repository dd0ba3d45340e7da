import { CASE_ACTS, type CaseAct, type CaseState } from './case-words.js';

/** Of a case, everything that decides what may be done with it. */
export interface CaseStanding {
  readonly state: CaseState;
  readonly ownerId?: string;
  /** Whose access it is about; absent while nobody knows. */
  readonly subjectId?: string;
  /** Who made the last finding. */
  readonly decidedBy?: string;
  /** It was confirmed at any time, before a reopening too. */
  readonly wasConfirmed: boolean;
  /** Events of the log that belong to it. */
  readonly accessCount: number;
  /** Circumstances and facts are written down. */
  readonly isAssessed: boolean;
}

/** Why something cannot be done now: a stable word, the portal has the sentence. */
export type CaseProblem = 'about-oneself' | 'wrong-state' | 'second-person' | 'no-subject' | 'no-evidence' | 'not-assessed';

export type CaseVerdict = { readonly kind: 'may'; readonly state: CaseState } | { readonly kind: 'may-not'; readonly problem: CaseProblem };

interface Rule {
  readonly from: readonly CaseState[];
  /** Where it leads; absent: the state stays. */
  readonly to?: CaseState;
  readonly needs?: (standing: CaseStanding, actorId: string) => CaseProblem | undefined;
}

const OPEN: readonly CaseState[] = ['new', 'in-review', 'asked', 'explained', 'confirmed', 'reported'];
const UNDECIDED: readonly CaseState[] = ['in-review', 'asked'];

const RULES: Readonly<Record<CaseAct, Rule>> = {
  take: { from: ['new'], to: 'in-review' },
  assign: { from: OPEN },
  'set-due': { from: OPEN },
  note: { from: [...OPEN, 'closed'] },
  attach: { from: OPEN },
  ask: { from: UNDECIDED, to: 'asked', needs: ({ subjectId, accessCount }) => (subjectId === undefined ? 'no-subject' : accessCount === 0 ? 'no-evidence' : undefined) },
  explain: { from: UNDECIDED, to: 'explained' },
  confirm: { from: UNDECIDED, to: 'confirmed', needs: ({ subjectId, accessCount }) => (subjectId === undefined ? 'no-subject' : accessCount === 0 ? 'no-evidence' : undefined) },
  assess: { from: ['confirmed', 'reported'] },
  report: { from: ['confirmed'], to: 'reported', needs: ({ isAssessed }) => (isAssessed ? undefined : 'not-assessed') },
  close: { from: ['explained', 'reported'], to: 'closed', needs: (standing, actorId) => (needsSecondPerson(standing) && (actorId === standing.decidedBy || actorId === standing.ownerId) ? 'second-person' : undefined) },
  reopen: { from: ['explained', 'confirmed', 'reported', 'closed'], to: 'in-review' },
  'write-letter': { from: ['explained', 'confirmed', 'reported', 'closed'] },
};

/** What was confirmed once is never closed by one person alone: reopening and explaining it away does not help. */
export function needsSecondPerson({ wasConfirmed }: Pick<CaseStanding, 'wasConfirmed'>): boolean {
  return wasConfirmed;
}

/** Decides by nothing but the case and who asks; the duty to review accesses is asked before. Pure and total. */
export function decideAct(act: CaseAct, standing: CaseStanding, actorId: string): CaseVerdict {
  const not = (problem: CaseProblem): CaseVerdict => ({ kind: 'may-not', problem });
  if (actorId === standing.subjectId) return not('about-oneself');
  const { from, to, needs } = RULES[act];
  if (!from.includes(standing.state)) return not('wrong-state');
  const missing = needs?.(standing, actorId);
  return missing === undefined ? { kind: 'may', state: to ?? standing.state } : not(missing);
}

/** What this person may do now: what a page offers. Asked again when it is done. */
export function actsOf(standing: CaseStanding, actorId: string): readonly CaseAct[] {
  return CASE_ACTS.filter((act) => decideAct(act, standing, actorId).kind === 'may');
}
