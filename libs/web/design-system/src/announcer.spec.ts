import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Announcer } from './announcer.js';

describe('the live region', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('speaks at once, then at most every two seconds, and then only of the newest', () => {
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    for (const n of [1, 2, 3, 4]) announcer.announce(`${n} of 4 answered`);
    expect(said).toEqual(['1 of 4 answered']);
    jest.advanceTimersByTime(1_999);
    expect(said).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(said).toEqual(['1 of 4 answered', '4 of 4 answered']);
  });

  it('says nothing more after it was stopped', () => {
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    announcer.announce('a');
    announcer.announce('b');
    announcer.stop();
    jest.runAllTimers();
    expect(said).toEqual(['a']);
  });
});
