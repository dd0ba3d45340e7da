import { describe, expect, it } from '@jest/globals';
import { fromLocalField, toLocalField } from './local-moment.js';

describe('a moment in a field', () => {
  it('comes back as it was, to the minute', () => {
    const ms = Date.UTC(2026, 10, 22, 14, 5);
    expect(fromLocalField(toLocalField(ms))).toBe(ms);
  });
  it('is none while the field is empty or half written', () => {
    expect(['', '2026', '2026-11-22', 'tomorrow', '2026-19-40T99:99'].map(fromLocalField)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
