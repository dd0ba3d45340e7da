import { describe, expect, it } from '@jest/globals';
import { outcomeOf } from './use-user-change.js';

describe('what became of a change', () => {
  it('is done, wrong at fields, or trouble', () => {
    expect(outcomeOf({ __typename: 'UsersChanged', membershipIds: ['m'] })).toEqual({ kind: 'done', membershipIds: ['m'] });
    expect(outcomeOf({ __typename: 'WrongInput', problems: [{ __typename: 'FieldProblem', field: 'email', problem: 'missing' }] })).toMatchObject({ kind: 'wrong', problems: [{ field: 'email', problem: 'missing' }] });
    expect(outcomeOf({ __typename: 'Refusal', code: 'INVALID_INPUT', field: 'returnsOn', problem: 'not-in-future' })).toEqual({ kind: 'wrong', problems: [{ field: 'returnsOn', problem: 'not-in-future' }] });
    expect(outcomeOf({ __typename: 'Refusal', code: 'CONFLICT', field: null, problem: null })).toEqual({ kind: 'trouble', trouble: 'CONFLICT' });
  });

  it('is unknown when nothing came back, and said so', () => {
    expect(outcomeOf(undefined)).toEqual({ kind: 'trouble', trouble: 'unreachable' });
  });
});
