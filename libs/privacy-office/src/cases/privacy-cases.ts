import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { isRefusal } from '@longview/participants';
import { annualBreachCount } from './annual-count.js';
import { assessBreach, reportCase, type BreachInput, type NotificationInput } from './breach.js';
import { takeBreachPackage } from './breach-package.js';
import type { CaseDeps } from './case-deps.js';
import { issueLetter, letterForm, previewLetter, readLetter, type LetterChoice, type LetterInput } from './case-letters.js';
import type { SeenCase } from './change-case.js';
import { closeCase, confirmCase, explainCase, reopenCase } from './decide-case.js';
import { attachAccesses } from './evidence.js';
import type { LetterLanguage } from './letters/letter-templates.js';
import { listCases, type CaseQuestion } from './list-cases.js';
import { openCase, type OpenCaseInput } from './open-case.js';
import { answerQuestion, listOwnQuestions } from './own-questions.js';
import { askUser, type QuestionInput } from './questions.js';
import { loadCase, openForReading, readCase, type PrivacyCase } from './read-case.js';
import { assignCase, noteCase, reviewersOf, setDue, takeCase, type Reviewer } from './work-on-case.js';

/** Everything that somebody can ask or do about privacy cases. Who may is decided in each. */
export type PrivacyCases = ReturnType<typeof createPrivacyCases>;

type CaseOutcome = Promise<PrivacyCase | ChangeRefusal>;

export function createPrivacyCases(deps: CaseDeps) {
  /** The case as it stands after a change; that it was changed, and by whom, is in the log already. */
  const shown = async (request: ChangeRequest, caseId: string): CaseOutcome => {
    const row = await openForReading(deps, request, caseId);
    return 'kind' in row ? row : loadCase(deps, request, row);
  };
  const after = async (request: ChangeRequest, { caseId }: SeenCase, change: Promise<ChangeRefusal | { readonly kind: 'changed' }>): CaseOutcome => {
    const outcome = await change;
    return outcome.kind === 'refused' ? outcome : shown(request, caseId);
  };
  return {
    list: (request: ChangeRequest, question: CaseQuestion) => listCases(deps, request, question),
    read: (request: ChangeRequest, caseId: string) => readCase(deps, request, caseId),
    open: async (request: ChangeRequest, input: OpenCaseInput): CaseOutcome => {
      const opened = await openCase(deps, request, input);
      return isRefusal(opened) ? opened : shown(request, opened as string);
    },
    reviewers: async (request: ChangeRequest, caseId: string): Promise<readonly Reviewer[] | ChangeRefusal> => {
      const row = await openForReading(deps, request, caseId);
      return 'kind' in row ? row : reviewersOf(deps.database, row);
    },
    take: (request: ChangeRequest, seen: SeenCase) => after(request, seen, takeCase(deps, request, seen)),
    assign: (request: ChangeRequest, seen: SeenCase, ownerId: string) => after(request, seen, assignCase(deps, request, seen, ownerId)),
    setDue: (request: ChangeRequest, seen: SeenCase, dueOn: string) => after(request, seen, setDue(deps, request, seen, dueOn)),
    note: (request: ChangeRequest, seen: SeenCase, text: string) => after(request, seen, noteCase(deps, request, seen, text)),
    attach: (request: ChangeRequest, seen: SeenCase, eventIds: readonly string[]) => after(request, seen, attachAccesses(deps, request, seen, { eventIds })),
    ask: (request: ChangeRequest, seen: SeenCase, input: QuestionInput) => after(request, seen, askUser(deps, request, seen, input)),
    explain: (request: ChangeRequest, seen: SeenCase, finding: string) => after(request, seen, explainCase(deps, request, seen, finding)),
    confirm: (request: ChangeRequest, seen: SeenCase, finding: string) => after(request, seen, confirmCase(deps, request, seen, finding)),
    assess: (request: ChangeRequest, seen: SeenCase, input: BreachInput) => after(request, seen, assessBreach(deps, request, seen, input)),
    report: (request: ChangeRequest, seen: SeenCase, input: NotificationInput) => after(request, seen, reportCase(deps, request, seen, input)),
    close: (request: ChangeRequest, seen: SeenCase) => after(request, seen, closeCase(deps, request, seen)),
    reopen: (request: ChangeRequest, seen: SeenCase, reason: string) => after(request, seen, reopenCase(deps, request, seen, reason)),
    letterForm: (request: ChangeRequest, choice: LetterChoice) => letterForm(deps, request, choice),
    previewLetter: (request: ChangeRequest, input: LetterInput) => previewLetter(deps, request, input),
    issueLetter: (request: ChangeRequest, input: LetterInput) => issueLetter(deps, request, input),
    letter: (request: ChangeRequest, letterId: string) => readLetter(deps, request, letterId),
    breachPackage: (request: ChangeRequest, caseId: string, language: LetterLanguage) => takeBreachPackage(deps, request, caseId, language),
    annualCount: (request: ChangeRequest, year: number) => annualBreachCount(deps, request, year),
    ownQuestions: (request: ChangeRequest) => listOwnQuestions(deps, request),
    answer: (request: ChangeRequest, questionId: string, answer: string) => answerQuestion(deps, request, questionId, answer),
  };
}
