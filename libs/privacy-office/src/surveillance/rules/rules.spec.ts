import { beforeAll, describe, expect, it } from '@jest/globals';
import { EXPLANATION_KINDS, REASON_KINDS, type ReasonKind } from '../words.js';
import type { AccessFacts } from './access-facts.js';
import { isExplained, judge, remaining } from './judge.js';
import { readFirstRules } from './rule-book.js';
import { ruleBookSchema, type RuleBook } from './rule.js';
import { accessWith, STATED } from './rules.spec-support.js';

let book: RuleBook;
beforeAll(async () => { book = await readFirstRules(); });

const kindsOf = (access: AccessFacts): readonly ReasonKind[] => judge(access, book).reasons.map(({ kind }) => kind);

describe('a rule sees', () => {
  it.each<[ReasonKind, AccessFacts, AccessFacts]>([
    ['same-surname', accessWith({ likeness: { isSameSurname: true } }), accessWith({ likeness: { isSameSurname: true, ownBy: 'number' } })],
    ['same-address', accessWith({ likeness: { isSameAddress: true, isSamePostalCode: true } }), accessWith()],
    ['same-address', accessWith({ likeness: { isSamePhone: true } }), accessWith({ isOpened: false, likeness: { isSamePhone: true } })],
    ['same-address', accessWith({ likeness: { isSamePostalCode: true, postalCodeSharedBy: 20 } }), accessWith({ likeness: { isSamePostalCode: true, postalCodeSharedBy: 900 } })],
    ['co-worker', accessWith({ likeness: { coWorkerBy: 'name' } }), accessWith({ likeness: { coWorkerBy: 'name', ownBy: 'number' } })],
    ['own-record', accessWith({ likeness: { ownBy: 'name-and-birth-date' } }), accessWith({ likeness: { ownBy: 'number' }, isOpened: false })],
    ['watch-list', accessWith({ watchReason: 'in-the-news', isOpened: false }), accessWith()],
    ['deceased', accessWith({ likeness: { isDeceased: true } }), accessWith()],
    ['no-relationship', accessWith(STATED), accessWith()],
    ['no-relationship', accessWith({ relationshipKind: 'earlier-reason' }), accessWith({ ...STATED, isOpened: false })],
    ['unusual-hour', accessWith({ usual: { inThisHour: 4 } }), accessWith({ usual: { inThisHour: 5 } })],
    ['unusual-hour', accessWith({ usual: { accesses: 60, inThisHour: 0 } }), accessWith({ usual: { accesses: 59, inThisHour: 0 } })],
    ['volume-against-peers', accessWith({ day: { patients: 29 } }), accessWith({ day: { patients: 28 } })],
    ['volume-against-peers', accessWith({ day: { patients: 90 } }), accessWith({ day: { patients: 90 }, peers: { people: 2 } })],
    ['search-without-opening', accessWith({ isOpened: false, searches: { ofThisPatient: 3 } }), accessWith({ isOpened: false, searches: { ofThisPatient: 2, patients: 11 } })],
    ['search-without-opening', accessWith({ isOpened: false, searches: { patients: 12 } }), accessWith({ searches: { patients: 12 } })],
    ['repeated-wrong-searches', accessWith({ day: { wrongSearches: 15 } }), accessWith({ day: { wrongSearches: 14 } })],
    ['many-by-name', accessWith({ ...STATED, isByName: true, day: { unrelatedByName: 8 } }), accessWith({ isByName: true, day: { unrelatedByName: 8 } })],
    ['many-by-name', accessWith({ ...STATED, isByName: true, day: { unrelatedByName: 30 } }), accessWith({ ...STATED, day: { unrelatedByName: 30 } })],
    ['override', accessWith({ isOverride: true }), accessWith()],
    ['print-or-export', accessWith({ exports: 1 }), accessWith()],
    ['after-named-block', accessWith({ isNamedByDirective: true }), accessWith({ consentRefusals: 3 })],
    ['share-opened-elsewhere', accessWith({ isShareElsewhere: true }), accessWith()],
  ])('%s where it is, and not beside it', (kind, there, beside) => {
    expect(kindsOf(there)).toContain(kind);
    expect(kindsOf(beside)).not.toContain(kind);
  });

  it('nothing in an access of which nothing is odd, and has words for every kind', () => {
    expect(judge(accessWith(), book)).toMatchObject({ reasons: [], weight: 0, isRaised: false });
    expect(book.rules.map(({ kind }) => kind)).toEqual(REASON_KINDS);
  });

  it('a surname that very many share as less than one that few have', () => {
    const weightOf = (surnameSharedBy: number): number => judge(accessWith({ likeness: { isSameSurname: true, surnameSharedBy } }), book).reasons[0]!.weight;
    expect(weightOf(500)).toBeLessThan(weightOf(3));
  });

  it('the same patient at night again and again as more each time, up to a limit', () => {
    const weightOf = (earlierSamePatientOffHours: number): number => judge(accessWith({ usual: { inThisHour: 0 }, earlierSamePatientOffHours }), book).reasons[0]!.weight;
    expect([weightOf(1) > weightOf(0), weightOf(2) > weightOf(1), weightOf(50)]).toEqual([true, true, weightOf(40)]);
  });
});

describe('what explains an access', () => {
  it('takes off by the rule\'s data, and what it outweighs is still told', () => {
    const { reasons, weight, isRaised } = judge(accessWith({ likeness: { isSameAddress: true } }), book);
    expect(reasons).toMatchObject([{ kind: 'same-address', weakenedBy: 60 }]);
    expect([weight, isRaised]).toEqual([remaining(reasons[0]!), false]);
    expect(judge(accessWith({ ...STATED, likeness: { isSameAddress: true } }), book)).toMatchObject({ isRaised: true });
  });

  it('is never only the person\'s own word, nor that they were at work', () => {
    const explained = (access: AccessFacts): boolean => isExplained(judge(access, book).explanations);
    expect(explained(accessWith(STATED))).toBe(false);
    expect(explained(accessWith({ relationshipKind: 'earlier-reason', statedReason: 'referral' }))).toBe(false);
    expect(explained(accessWith({ ...STATED, patientsAround: 5 }))).toBe(false);
    expect(explained(accessWith({ ...STATED, colleagues: 1 }))).toBe(true);
    expect(explained(accessWith())).toBe(true);
  });

  it('never adds weight, whatever is odd: more explanations, never more of a flag', () => {
    for (let bits = 0; bits < 2 ** 10; bits++) {
      const has = (bit: number): boolean => (bits & (1 << bit)) !== 0;
      const odd = {
        likeness: { isSameSurname: has(0), isSameAddress: has(1), isDeceased: has(2), ownBy: has(3) ? 'number' as const : '' as const, coWorkerBy: has(4) ? 'name' as const : '' as const }, watchReason: has(5) ? 'other' as const : '' as const,
        usual: { inThisHour: has(6) ? 0 : 100 }, prints: has(7) ? 9 : 0, day: { patients: has(8) ? 99 : 5 }, isNamedByDirective: has(9),
      };
      const [alone, explained] = [judge(accessWith({ ...odd, ...STATED }), book), judge(accessWith({ ...odd, patientsAround: 4, colleagues: 3 }), book)];
      expect(explained.weight).toBeLessThanOrEqual(alone.weight);
      expect(alone.isRaised).toBe(alone.weight >= book.raiseAt);
      expect(explained.reasons.every((reason) => remaining(reason) <= reason.weight)).toBe(true);
    }
  });

  it('never excuses one\'s own record, an override, or who was named by the patient', () => {
    for (const access of [accessWith({ likeness: { ownBy: 'number' } }), accessWith({ isOverride: true }), accessWith({ isNamedByDirective: true })]) {
      for (const relationshipKind of EXPLANATION_KINDS) expect(judge({ ...access, relationshipKind, colleagues: 9, patientsAround: 9 }, book).isRaised).toBe(true);
    }
  });
});

describe('the data of rules', () => {
  it('that is retired sees nothing; a threshold that is changed is what counts', () => {
    const changed = (kind: ReasonKind, change: object): RuleBook => ({ ...book, rules: book.rules.map((rule) => (rule.kind === kind ? { ...rule, ...change } : rule)) });
    expect(judge(accessWith({ likeness: { isDeceased: true } }), changed('deceased', { isActive: false })).reasons).toEqual([]);
    expect(judge(accessWith({ day: { wrongSearches: 5 } }), changed('repeated-wrong-searches', { thresholds: { searches: 5 } })).isRaised).toBe(true);
  });

  it('with a kind, a word or a weight that nobody knows is refused', () => {
    const rules = Object.fromEntries(book.rules.map(({ kind, version: _, ...rule }) => [kind, rule]));
    expect(ruleBookSchema.safeParse({ raiseAt: 50, rules }).success).toBe(true);
    expect(ruleBookSchema.safeParse({ raiseAt: 50, rules: { ...rules, gossip: rules['deceased'] } }).success).toBe(false);
    expect(ruleBookSchema.safeParse({ raiseAt: 50, rules: { ...rules, deceased: { ...rules['deceased'], weight: -1 } } }).success).toBe(false);
    expect(ruleBookSchema.safeParse({ raiseAt: 50, rules: { ...rules, deceased: { ...rules['deceased'], explainedBy: { luck: 10 } } } }).success).toBe(false);
  });
});
