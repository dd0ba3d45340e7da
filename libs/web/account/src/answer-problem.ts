import type { AnswerPrivacyQuestionMutation } from '@longview/graphql-client';

export type AnswerProblem = 'missing' | 'too-long' | 'conflict' | 'audit' | 'failed';

/** Why an answer was not kept, as a word of the catalogue; nothing when it was. @param outcome absent: the gateway did not answer. */
export function answerProblem(outcome: AnswerPrivacyQuestionMutation['answerPrivacyQuestion'] | undefined): AnswerProblem | undefined {
  if (!outcome) return 'failed';
  if (outcome.__typename === 'Done') return undefined;
  switch (outcome.code) {
    case 'INVALID_INPUT': return outcome.problem === 'too-long' ? 'too-long' : 'missing';
    case 'CONFLICT': return 'conflict';
    case 'AUDIT_UNAVAILABLE': return 'audit';
    default: return 'failed';
  }
}
