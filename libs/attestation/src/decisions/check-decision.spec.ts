import { describe, expect, it } from '@jest/globals';
import type { Signal } from '../words.js';
import { checkDecision, type DecisionInput } from './check-decision.js';

const check = (input: Partial<DecisionInput>, signals: readonly Signal[] = [], tier: 'users' | 'role-holders' = 'users') => checkDecision({ decision: 'keep', elapsedMs: 1, ...input }, { tier, signals, roles: ['nurse'] });

describe('a decision', () => {
  it.each([
    ['keeps somebody of whom nothing speaks without a reason', {}, [], undefined],
    ['asks why somebody flagged is kept', {}, ['idle'], { field: 'reason', problem: 'missing' }],
    ['takes one of the reasons for it', { reason: 'works-occasionally' }, ['idle'], undefined],
    ['takes no other word', { reason: 'because' }, ['idle'], { field: 'reason', problem: 'unknown' }],
    ['takes no reason to remove as one to keep', { reason: 'left' }, ['idle'], { field: 'reason', problem: 'unknown' }],
    ['always asks why somebody is removed', { decision: 'remove' }, [], { field: 'reason', problem: 'missing' }],
    ['removes with a reason', { decision: 'remove', reason: 'left' }, [], undefined],
    ['changes to other roles', { decision: 'change', newRoles: ['clerk'] }, ['role-changed'], undefined],
    ['changes to none', { decision: 'change', newRoles: [] }, [], { field: 'newRoles', problem: 'missing' }],
    ['does not change to what is', { decision: 'change', newRoles: ['nurse'] }, [], { field: 'newRoles', problem: 'unchanged' }],
    ['gives no office', { decision: 'change', newRoles: ['program-office'] }, [], { field: 'newRoles', problem: 'unknown' }],
    ['gives no role twice', { decision: 'change', newRoles: ['clerk', 'clerk'] }, [], { field: 'newRoles', problem: 'twice' }],
    ['brings no roles where none change', { newRoles: ['clerk'] }, [], { field: 'newRoles', problem: 'not-for-this' }],
    ['was taken in some time', { elapsedMs: -1 }, [], { field: 'elapsedMs', problem: 'not-a-duration' }],
  ] as const)('%s', (_, input, signals, problem) => {
    expect(check(input, signals)).toEqual(problem);
  });

  it('changes no office: those are appointed', () => {
    expect(check({ decision: 'change', newRoles: ['clerk'] }, [], 'role-holders')).toEqual({ field: 'decision', problem: 'offices-are-appointed' });
  });
});
