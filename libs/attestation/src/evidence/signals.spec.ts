import { describe, expect, it } from '@jest/globals';
import { SIGNALS } from '../words.js';
import type { EvidenceFacts } from './facts.js';
import { officeSignalsOf, riskOf, signalsOf } from './signals.js';

const NOW_MS = Date.UTC(2027, 1, 1);
const DAY_MS = 86_400_000;
const quiet: EvidenceFacts = {
  displayName: 'Test', roles: ['nurse'], jobTitle: 'Nurse', licence: '', status: 'active', createdAtMs: NOW_MS - 400 * DAY_MS, lastUsedAtMs: NOW_MS - DAY_MS, patientsOpened: 3, entitledSourceIds: ['a'], unusedSourceIds: [],
  agreementUntilMs: NOW_MS + DAY_MS, isMissingFromHrList: false, hasDuplicate: false, hasOpenPrivacyCase: false, attestedRoles: ['nurse'], attestedJobTitle: 'Nurse',
};
const at = { nowMs: NOW_MS, lastCampaignAtMs: NOW_MS - 180 * DAY_MS };

describe('what speaks for a closer look', () => {
  it.each([
    ['nothing of somebody unchanged and active', {}, []],
    ['an open privacy case', { hasOpenPrivacyCase: true }, ['privacy-case']],
    ['not standing in the HR list', { isMissingFromHrList: true }, ['not-in-hr-list']],
    ['another role', { roles: ['nurse', 'clerk'] }, ['role-changed']],
    ['another job', { jobTitle: 'Manager' }, ['role-changed']],
    ['the same roles in another order, which is nothing', { roles: ['clerk', 'nurse'], attestedRoles: ['nurse', 'clerk'] }, []],
    ['more than ninety days without use', { lastUsedAtMs: NOW_MS - 90 * DAY_MS - 1 }, ['idle']],
    ['exactly ninety days, which are not more', { lastUsedAtMs: NOW_MS - 90 * DAY_MS }, []],
    ['an agreement that ends now', { agreementUntilMs: NOW_MS }, ['agreement-lapsed']],
    ['sharing an address', { hasDuplicate: true }, ['duplicate']],
    ['having come since the last campaign', { createdAtMs: NOW_MS - 10 * DAY_MS }, ['new']],
  ] as const)('%s', (_, change, expected) => {
    expect(signalsOf({ ...quiet, ...change }, at)).toEqual(expected);
  });

  it('counts as idle who was registered long ago and never came', () => {
    const { lastUsedAtMs: _never, ...neverUsed } = quiet;
    expect(signalsOf(neverUsed, at)).toEqual(['idle']);
  });

  it('takes nobody for new or changed whom nobody could have attested before', () => {
    const { attestedRoles: _roles, attestedJobTitle: _title, ...unattested } = quiet;
    expect(signalsOf({ ...unattested, roles: ['clerk'], createdAtMs: NOW_MS - DAY_MS }, { nowMs: NOW_MS })).toEqual([]);
  });

  it('leaves aside, of somebody who holds an office, whether they look at records', () => {
    expect(officeSignalsOf({ ...quiet, lastUsedAtMs: 0, hasOpenPrivacyCase: true }, at)).toEqual(['privacy-case']);
  });

  it('orders by the gravest first: one grave signal outweighs all lighter ones together', () => {
    for (const [index, signal] of SIGNALS.entries()) expect(riskOf([signal])).toBeGreaterThan(riskOf(SIGNALS.slice(index + 1)));
    expect(riskOf([])).toBe(0);
  });
});
