import { describe, expect, it } from '@jest/globals';
import { OPEN_STATES, REQUEST_STATES, stateAfter, type RequestMove } from './request-words.js';

const MOVES: readonly RequestMove[] = ['see', 'release', 'arrive', 'import', 'decline', 'cancel', 'expire'];

describe('a request for images', () => {
  it('goes from sent to imported in this order', () => {
    expect(stateAfter('sent', 'see')).toBe('seen');
    expect(stateAfter('seen', 'release')).toBe('sending');
    expect(stateAfter('sending', 'arrive')).toBe('arrived');
    expect(stateAfter('arrived', 'import')).toBe('imported');
  });

  it('is over for good once it was imported, declined, cancelled or has expired', () => {
    for (const state of REQUEST_STATES.filter((one) => !(OPEN_STATES as readonly string[]).includes(one))) for (const move of MOVES) expect(stateAfter(state, move)).toBeUndefined();
  });

  it('can be declined and expires only while nothing of it was sent', () => {
    for (const move of ['decline', 'expire'] as const) expect(REQUEST_STATES.filter((state) => stateAfter(state, move) !== undefined)).toEqual(['sent', 'seen']);
  });
});
