import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditEntry } from './audit-log.js';
import { canonicalEventText, copyForLog } from './canonical-event.js';
import { canonicalJson } from './canonical-json.js';
import { entries } from './sample-events.fixture.js';

const signIn: AuditEntry = { action: 'sign-in', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } };

describe('the canonical text of an event', () => {
  it('is RFC 8785, whatever the event', () => {
    fc.assert(fc.property(entries, fc.integer(), (entry, occurredAtMs) => {
      const event = { ...copyForLog(entry, occurredAtMs), id: '1-1' };
      expect(canonicalEventText(event)).toBe(canonicalJson(event));
      expect(JSON.stringify(event)).toBe(canonicalEventText(event));
    }), { numRuns: 500 });
  });

  it('does not depend on the order in which members were set, and leaves out absent ones', () => {
    expect(canonicalJson({ b: 1, a: [true, null, undefined], c: undefined, 'é': 'x', A: -0 })).toBe('{"A":0,"a":[true,null,null],"b":1,"é":"x"}');
    expect(canonicalJson({ numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001] })).toBe('{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
  });
});

describe('the copy that is logged', () => {
  it('does not change when the caller changes what it gave', () => {
    const roles = ['physician'];
    const copy = copyForLog({ ...signIn, actor: { ...signIn.actor, roles } }, 5);
    roles.push('nurse');
    expect(copy.actor.roles).toEqual(['physician']);
  });

  it('has durations in whole milliseconds and text that every database takes', () => {
    const copy = copyForLog({ ...signIn, rule: 'a\0b\ud800', details: { waitedMs: 1.6, share: 0.25 } }, 7.4);
    expect(copy).toMatchObject({ occurredAtMs: 7, rule: 'a\ufffdb\ufffd', details: { waitedMs: 2, share: 0.25 } });
  });

  it('is refused for what has no canonical form', () => {
    expect(() => copyForLog({ ...signIn, details: { share: Number.POSITIVE_INFINITY } }, 1)).toThrow(TypeError);
    expect(() => copyForLog({ ...signIn, details: { 1: 'x' } }, 1)).toThrow(TypeError);
  });
});
