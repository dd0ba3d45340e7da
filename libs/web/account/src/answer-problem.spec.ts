import { describe, expect, it } from '@jest/globals';
import { answerProblem } from './answer-problem.js';

describe('an answer to the privacy office', () => {
  const refused = (code: 'INVALID_INPUT' | 'CONFLICT' | 'AUDIT_UNAVAILABLE' | 'NOT_ALLOWED', problem: string | null = null) => answerProblem({ __typename: 'Refusal', code, field: null, problem });

  it('that was kept has no problem', () => expect(answerProblem({ __typename: 'Done', ok: true })).toBeUndefined());

  it('that was not kept says why, and never that it was', () => {
    expect([refused('INVALID_INPUT', 'missing'), refused('INVALID_INPUT', 'too-long'), refused('CONFLICT'), refused('AUDIT_UNAVAILABLE'), refused('NOT_ALLOWED'), answerProblem(undefined)])
      .toEqual(['missing', 'too-long', 'conflict', 'audit', 'failed', 'failed']);
  });
});
