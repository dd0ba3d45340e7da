import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actsOf, decideAct, type CaseStanding } from './case-machine.js';
import { CASE_ACTS, CASE_STATES, type CaseAct, type CaseState } from './case-words.js';

const PEOPLE = ['ada', 'ben', 'cleo', 'nurse'] as const;
const person = fc.constantFrom(...PEOPLE);
const standings: fc.Arbitrary<CaseStanding> = fc.record({
  state: fc.constantFrom(...CASE_STATES), wasConfirmed: fc.boolean(), accessCount: fc.nat(3), isAssessed: fc.boolean(),
}).chain((fixed) => fc.record({ ownerId: person, subjectId: person, decidedBy: person }, { requiredKeys: [] }).map((people) => ({ ...fixed, ...people })));

const start: CaseStanding = { state: 'new', wasConfirmed: false, accessCount: 1, isAssessed: false, subjectId: 'nurse' };

/** What doing it makes of the case, as the service writes it. */
function after(standing: CaseStanding, act: CaseAct, actorId: string): CaseStanding {
  const verdict = decideAct(act, standing, actorId);
  if (verdict.kind === 'may-not') return standing;
  return {
    ...standing, state: verdict.state,
    ...(act === 'take' || act === 'assign' ? { ownerId: actorId } : {}),
    ...(act === 'explain' || act === 'confirm' ? { decidedBy: actorId } : {}),
    ...(act === 'confirm' ? { wasConfirmed: true } : {}),
    ...(act === 'assess' ? { isAssessed: true } : {}),
  };
}

describe('a privacy case', () => {
  it('lets the person whom it is about do nothing, whatever it stands at', () => {
    fc.assert(fc.property(standings, fc.constantFrom(...CASE_ACTS), (standing, act) => {
      fc.pre(standing.subjectId !== undefined);
      expect(decideAct(act, standing, standing.subjectId!)).toEqual({ kind: 'may-not', problem: 'about-oneself' });
    }));
  });

  it('offers exactly what it would let happen', () => {
    fc.assert(fc.property(standings, person, (standing, who) => {
      for (const act of CASE_ACTS) expect(actsOf(standing, who).includes(act)).toBe(decideAct(act, standing, who).kind === 'may');
    }));
  });

  it('goes no way but the ones that are drawn', () => {
    const drawn: readonly (readonly [CaseState, CaseAct, CaseState])[] = [
      ['new', 'take', 'in-review'], ['in-review', 'ask', 'asked'], ['asked', 'ask', 'asked'],
      ['in-review', 'explain', 'explained'], ['asked', 'explain', 'explained'], ['in-review', 'confirm', 'confirmed'], ['asked', 'confirm', 'confirmed'],
      ['confirmed', 'report', 'reported'], ['reported', 'close', 'closed'], ['explained', 'close', 'closed'],
      ['explained', 'reopen', 'in-review'], ['confirmed', 'reopen', 'in-review'], ['reported', 'reopen', 'in-review'], ['closed', 'reopen', 'in-review'],
    ];
    fc.assert(fc.property(standings, fc.constantFrom(...CASE_ACTS), person, (standing, act, who) => {
      const verdict = decideAct(act, standing, who);
      if (verdict.kind === 'may-not' || verdict.state === standing.state) return;
      expect(drawn).toContainEqual([standing.state, act, verdict.state]);
    }));
    for (const [from, act, to] of drawn) expect(decideAct(act, { ...start, state: from, isAssessed: true }, 'ada')).toEqual({ kind: 'may', state: to });
  });

  it('that was ever confirmed is closed by somebody who neither owns it nor decided it, by whatever way it came there', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...CASE_ACTS), person), { maxLength: 60 }), (steps) => {
      let standing = start;
      for (const [act, who] of steps) {
        const next = after(standing, act, who);
        if (next.state === 'closed' && standing.state !== 'closed' && standing.wasConfirmed) {
          expect(who).not.toBe(standing.decidedBy);
          expect(who).not.toBe(standing.ownerId);
          expect(who).not.toBe(standing.subjectId);
        }
        if (standing.wasConfirmed) expect(next.wasConfirmed).toBe(true);
        standing = next;
      }
    }), { numRuns: 500 });
  });

  it('is not confirmed without evidence and a person, nor closed as confirmed before it was reported', () => {
    expect(decideAct('confirm', { ...start, state: 'in-review', accessCount: 0 }, 'ada')).toEqual({ kind: 'may-not', problem: 'no-evidence' });
    const { subjectId: _, ...unknown } = start;
    expect(decideAct('confirm', { ...unknown, state: 'in-review' }, 'ada')).toEqual({ kind: 'may-not', problem: 'no-subject' });
    expect(decideAct('close', { ...start, state: 'confirmed', wasConfirmed: true }, 'ben')).toEqual({ kind: 'may-not', problem: 'wrong-state' });
    expect(decideAct('report', { ...start, state: 'confirmed' }, 'ada')).toEqual({ kind: 'may-not', problem: 'not-assessed' });
  });

  it('can be brought to its end by two people from wherever it stands', () => {
    fc.assert(fc.property(standings, (standing) => {
      let one: CaseStanding = { ...standing, accessCount: 1, subjectId: 'nurse' };
      for (let step = 0; step < 8 && one.state !== 'closed'; step++) {
        const close = (['ada', 'ben', 'cleo'] as const).find((who) => decideAct('close', one, who).kind === 'may');
        const act = (['take', 'confirm', 'assess', 'report'] as const).find((each) => decideAct(each, one, 'ada').kind === 'may' && !(each === 'assess' && one.isAssessed));
        one = close ? after(one, 'close', close) : act ? after(one, act, 'ada') : one;
      }
      expect(one.state).toBe('closed');
    }));
  });
});
