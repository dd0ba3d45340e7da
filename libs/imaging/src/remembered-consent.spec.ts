import { describe, expect, it } from '@jest/globals';
import { NO_DIRECTIVES, NO_EXCEPTIONS, type PatientConsent } from '@longview/consent';
import { createSettableClock } from '@longview/platform';
import { RememberedConsent } from './remembered-consent.js';

const closed: PatientConsent = { overrides: [], directives: [{ id: 'd-1', scope: { kind: 'everything' }, exceptions: NO_EXCEPTIONS, startsAtMs: 0 }] };

function house() {
  const clock = createSettableClock(0);
  const state: { now: PatientConsent; reads: number; pending?: Promise<void>; isBroken?: boolean } = { now: NO_DIRECTIVES, reads: 0 };
  const remembered = new RememberedConsent({
    read: async (patients) => {
      state.reads++;
      const { now } = state;
      await state.pending;
      if (state.isBroken) throw new Error('The database is away.');
      return patients.map(() => now);
    },
  }, clock);
  return { clock, state, remembered, ask: async (...keys: string[]) => (await remembered.read([keys]))[0] };
}

describe('consent as the gate remembers it', () => {
  it('is asked for once a second and patient, however many frames ask', async () => {
    const { clock, state, ask } = house();
    await Promise.all([ask('a'), ask('a'), ask('b')]);
    expect(state.reads).toBe(2);
    state.now = closed;
    clock.advance(999);
    expect(await ask('a')).toBe(NO_DIRECTIVES);
    clock.advance(1);
    expect(await ask('a')).toBe(closed);
  });

  it('is asked for anew at a word, also by a question that is under way', async () => {
    const { state, remembered, ask } = house();
    let answer = (): void => undefined;
    state.pending = new Promise((resolve) => { answer = resolve; });
    const underWay = ask('a');
    state.now = closed;
    remembered.forget();
    answer();
    expect(await underWay).toBe(closed);
  });

  it('is not made up when it cannot be read, and is asked for again', async () => {
    const { state, ask } = house();
    state.isBroken = true;
    await expect(ask('a')).rejects.toThrow('The database is away.');
    state.isBroken = false;
    expect(await ask('a')).toBe(NO_DIRECTIVES);
  });
});
