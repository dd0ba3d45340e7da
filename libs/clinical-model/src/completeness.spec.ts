import { describe, expect, it } from '@jest/globals';
import { isComplete, SOURCE_STATES, type SourceState } from './completeness.js';

const statement = (...states: SourceState[]) => ({ asOfMs: 0, isRestricted: false, outcomes: states.map((state, i) => ({ sourceId: String(i), state, recordCount: 0, withheldCount: 0, failedKinds: [] })) });

describe('an answer is complete', () => {
  it('when every source that may be asked and holds such records answered', () => {
    expect(isComplete(statement('answered', 'not-entitled', 'not-connected'))).toBe(true);
  });
  it.each(SOURCE_STATES.filter((state) => !['answered', 'not-entitled', 'not-connected'].includes(state)))('but not with a source that is %s', (state) => {
    expect(isComplete(statement('answered', state))).toBe(false);
  });
});
