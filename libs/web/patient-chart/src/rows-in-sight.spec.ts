import { describe, expect, it } from '@jest/globals';
import { offsetsOf, rowsBetween } from './rows-in-sight.js';

const ids = Array.from({ length: 100 }, (_, i) => `row-${i}`);

describe('rows in sight', () => {
  it('stand below each other, each as high as it was measured', () => {
    const offsets = offsetsOf(ids, new Map([['row-1', 80]]), 40);
    expect([...offsets.slice(0, 4)]).toEqual([0, 40, 120, 160]);
    expect(offsets.at(-1)).toBe(4_040);
  });
  it('are drawn in whole packs around what the window shows', () => {
    const offsets = offsetsOf(ids, new Map(), 40);
    expect(rowsBetween(offsets, 1_000, 1_700)).toEqual({ first: 24, end: 48 });
  });
  it('never reach beyond the first and the last', () => {
    const offsets = offsetsOf(ids, new Map(), 40);
    expect(rowsBetween(offsets, -500, 100)).toEqual({ first: 0, end: 8 });
    expect(rowsBetween(offsets, 3_900, 9_000)).toEqual({ first: 96, end: 100 });
  });
  it('are none of no rows', () => {
    expect(rowsBetween(offsetsOf([], new Map(), 40), 0, 800)).toEqual({ first: 0, end: 0 });
  });
});
