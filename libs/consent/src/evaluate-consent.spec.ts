import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { DirectiveExceptions, DirectiveScope, DirectiveTerms } from './directive.js';
import { evaluateConsent, type ConsentQuestion, type ConsentVerdict } from './evaluate-consent.js';
import { OVERRIDE_GROUNDS, type ConsentOverride, type OverrideGround } from './override.js';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

interface Case {
  readonly sentence: string;
  readonly directives?: readonly { readonly scope: DirectiveScope; readonly exceptions?: Partial<DirectiveExceptions>; readonly starts?: number; readonly ends?: number }[];
  readonly overrides?: readonly { readonly id?: string; readonly started: number; readonly ended?: number; readonly ground?: OverrideGround; readonly userId?: string }[];
  readonly question?: { readonly organizationId?: string | null; readonly custodianIds?: string[]; readonly isCustodianAssumed?: boolean; readonly override?: { readonly grounds?: OverrideGround[]; readonly minutes?: number; readonly reach?: 'person' | 'organization' } };
  readonly verdict: { readonly state: string; readonly until?: number };
}

const cases: readonly Case[] = parse(readFileSync(new URL('./cases/consent.yaml', import.meta.url), 'utf8'));
const at = (minutes: number): number => NOW + minutes * MINUTE;

function verdictOf({ directives = [], overrides = [], question = {} }: Case): ConsentVerdict {
  const { organizationId = 'clinic', custodianIds = ['north'], isCustodianAssumed = false, override = {} } = question;
  return evaluateConsent(
    directives.map(({ scope, exceptions, starts = -1440, ends }, index) => ({ id: `d-${index}`, scope, exceptions: { organizationIds: [], userIds: [], ...exceptions }, startsAtMs: at(starts), ...(ends !== undefined && { endsAtMs: at(ends) }) })),
    overrides.map(({ id = 'o-1', started, ended, ground = 'harm-to-patient', userId = 'dr-a' }) => ({ id, ground, userId, organizationId: 'clinic', startedAtMs: at(started), expiresAtMs: at(started + 240), ...(ended !== undefined && { endedAtMs: at(ended) }) })),
    { userId: 'dr-a', organizationId: organizationId ?? undefined, custodianIds, isCustodianAssumed, override: { grounds: override.grounds ?? OVERRIDE_GROUNDS, durationMs: (override.minutes ?? 240) * MINUTE, reach: override.reach ?? 'person' } },
    NOW,
  );
}

describe('what directives and overrides say', () => {
  it.each(cases.map((each) => [each.sentence, each] as const))('%s', (_, each) => {
    const { until, ...verdict } = each.verdict;
    expect(verdictOf(each)).toEqual({ ...verdict, ...(until !== undefined && { untilMs: at(until) }) });
  });
});

const organization = fc.constantFrom('clinic', 'north', 'south');
const user = fc.constantFrom('dr-a', 'dr-b');
const moment = fc.integer({ min: -300, max: 300 }).map(at);
const scope: fc.Arbitrary<DirectiveScope> = fc.oneof(
  fc.constant({ kind: 'everything' as const }), organization.map((custodianId) => ({ kind: 'custodian-record' as const, custodianId })),
  organization.map((custodianId) => ({ kind: 'custodian-agents' as const, custodianId })), user.map((userId) => ({ kind: 'person' as const, userId })),
);
const directive: fc.Arbitrary<DirectiveTerms> = fc.record({ id: fc.uuid(), scope, startsAtMs: moment, endsAtMs: moment, exceptions: fc.record({ organizationIds: fc.uniqueArray(organization), userIds: fc.uniqueArray(user) }) }, { requiredKeys: ['id', 'scope', 'startsAtMs', 'exceptions'] });
const override: fc.Arbitrary<ConsentOverride> = fc.record({ id: fc.uuid(), ground: fc.constantFrom(...OVERRIDE_GROUNDS), userId: user, organizationId: organization, startedAtMs: moment, expiresAtMs: moment, endedAtMs: moment }, { requiredKeys: ['id', 'ground', 'userId', 'organizationId', 'startedAtMs', 'expiresAtMs'] });
const question: fc.Arbitrary<ConsentQuestion> = fc.record({
  userId: user, organizationId: fc.option(organization, { nil: undefined }), custodianIds: fc.uniqueArray(organization, { minLength: 1 }), isCustodianAssumed: fc.boolean(),
  override: fc.record({ grounds: fc.uniqueArray(fc.constantFrom(...OVERRIDE_GROUNDS)), durationMs: fc.integer({ min: 1, max: 300 }).map((minutes) => minutes * MINUTE), reach: fc.constantFrom('person' as const, 'organization' as const) }),
});
const situation = fc.tuple(fc.array(directive, { maxLength: 4 }), fc.array(override, { maxLength: 3 }), question);

/** How open a verdict is: a block that nobody may override, one that somebody may, opened for a time, open. */
const openness = (verdict: ConsentVerdict): number => (verdict.state === 'permitted' ? 3 : verdict.state === 'overridden' ? 2 : verdict.isOverridable ? 1 : 0);

describe('whatever a patient says', () => {
  it('one more directive never widens access', () => {
    fc.assert(fc.property(situation, directive, ([directives, overrides, asked], more) => {
      expect(openness(evaluateConsent([...directives, more], overrides, asked, NOW))).toBeLessThanOrEqual(openness(evaluateConsent(directives, overrides, asked, NOW)));
    }));
  });

  it('a directive that has ended, or has not begun, has no effect', () => {
    fc.assert(fc.property(situation, directive, fc.boolean(), ([directives, overrides, asked], more, hasEnded) => {
      const without = hasEnded ? { ...more, startsAtMs: at(-300), endsAtMs: NOW } : { ...more, startsAtMs: NOW + 1 };
      expect(evaluateConsent([...directives, without], overrides, asked, NOW)).toEqual(evaluateConsent(directives, overrides, asked, NOW));
    }));
  });

  it('the order in which it was said, or overridden, does not matter', () => {
    fc.assert(fc.property(situation, ([directives, overrides, asked]) => {
      expect(evaluateConsent(directives.toReversed(), overrides.toReversed(), asked, NOW)).toEqual(evaluateConsent(directives, overrides, asked, NOW));
    }));
  });

  it('the most restrictive wins: all directives together close whatever one of them closes', () => {
    fc.assert(fc.property(situation, ([directives, overrides, asked]) => {
      const alone = directives.map((one) => openness(evaluateConsent([one], overrides, asked, NOW)));
      expect(openness(evaluateConsent(directives, overrides, asked, NOW))).toBe(Math.min(3, ...alone));
    }));
  });

  it('an override opens for nobody but its own, only on an accepted ground, and never past its end', () => {
    fc.assert(fc.property(situation, ([directives, overrides, asked]) => {
      const verdict = evaluateConsent(directives, overrides, asked, NOW);
      if (verdict.state !== 'overridden') return;
      const used = overrides.find(({ id }) => id === verdict.overrideId)!;
      expect(asked.override.grounds).toContain(used.ground);
      expect(used.organizationId).toBe(asked.organizationId);
      if (asked.override.reach === 'person') expect(used.userId).toBe(asked.userId);
      expect(verdict.untilMs).toBeGreaterThan(NOW);
      expect(verdict.untilMs).toBeLessThanOrEqual(Math.min(used.expiresAtMs, used.startedAtMs + asked.override.durationMs, used.endedAtMs ?? Number.POSITIVE_INFINITY));
      expect(evaluateConsent(directives, [used], asked, verdict.untilMs).state).not.toBe('overridden');
    }));
  });
});
