import { describe as suite, it } from '@jest/globals';
import fc from 'fast-check';
import { compareIdentity } from './compare-identity.js';
import { linkPatients } from './link-patients.js';
import { describe, HOSPITALS, hospital, isForgivable, registration, twoPeople, writing, type TruePerson, type Writing } from './testing/people.js';

/** 160,000 pairs and 6,000 populations in all: fixed here, so that nobody lowers them by an environment. */
const PAIRS = 100_000;
const KNOWN_PAIRS = 60_000;
const POPULATIONS = 6_000;

/** A record under a wrong number is told apart by its given name: where only an initial is written, nobody can. */
const inFull = (how: Writing): Writing => ({ ...how, given: how.given === 'initial' ? 'full' : how.given });
/** Written with the names in each other's field twice over, two twins read as one given name with a changed family name. */
const areReadable = (a: Writing, b: Writing): boolean => a.name !== 'swapped' || b.name !== 'swapped';

/** Fails the property with a sentence; Jest's own matchers would take minutes for as many cases. */
function holds(sentence: string, isTrue: boolean): void {
  if (!isTrue) throw new Error(`It does not hold that ${sentence}.`);
}

suite('two people', () => {
  it(`are never taken for one in ${PAIRS.toLocaleString('en-CA')} pairs of twins, siblings, parents, namesakes and strangers, whatever numbers were mixed up`, () => {
    fc.assert(fc.property(
      twoPeople, writing, writing, hospital, hospital, fc.constantFrom(undefined, 'health-number' as const, 'record-number' as const, 'both' as const),
      ([a, b], howA, howB, atA, atB, what) => {
        fc.pre(areReadable(howA, howB));
        const anchor = describe(a, inFull(howA), { hospital: atA, hasHealthNumber: true });
        const record = describe(b, inFull(howB), { hospital: atB, hasHealthNumber: true, ...(what && { stray: { person: a, what } }) });
        const verdict = compareIdentity(anchor, record);
        holds('two people are never one', verdict.kind !== 'same-person');
        const mirrored = compareIdentity(record, anchor);
        holds('it does not matter which of two is asked about', mirrored.kind === verdict.kind && mirrored.reason === verdict.reason);
      }), { numRuns: PAIRS });
  });
});

suite('one person', () => {
  it(`is recognised by a shared number in ${KNOWN_PAIRS.toLocaleString('en-CA')} pairs of descriptions with at most one slip`, () => {
    fc.assert(fc.property(twoPeople, writing.filter(isForgivable), hospital, hospital, fc.boolean(), ([person], how, atA, atB, hasHealthNumber) => {
      const plain: Writing = { name: 'plain', date: 'right', given: 'full', saysGender: true };
      const anchor = describe(person, plain, { hospital: atA, hasHealthNumber });
      const record = describe(person, how, { hospital: hasHealthNumber ? atB : atA, hasHealthNumber });
      holds('a person is recognised', compareIdentity(anchor, record).kind === 'same-person' && compareIdentity(record, anchor).kind === 'same-person');
    }), { numRuns: KNOWN_PAIRS });
  });
});

const population = fc.tuple(twoPeople, fc.array(fc.record({
  isFirst: fc.boolean(), how: writing, at: hospital, hasHealthNumber: fc.boolean(), isBare: fc.boolean(),
  stray: fc.constantFrom(undefined, undefined, 'health-number' as const, 'record-number' as const, 'both' as const),
}), { minLength: 1, maxLength: 10 }), fc.infiniteStream(fc.nat()));

suite('a province of registrations', () => {
  it(`keeps two people apart in ${POPULATIONS.toLocaleString('en-CA')} populations, in any order of arrival`, () => {
    fc.assert(fc.property(population, ([people, drafts, dice]) => {
      const truth = new Map<string, TruePerson>();
      const records = drafts.map(({ isFirst, how, at, hasHealthNumber, stray, isBare }, index) => {
        const [person, other] = isFirst ? people : [people[1], people[0]];
        truth.set(`s${index}`, person);
        // A vague description is the person's own; what strays is described well enough to be recognised as straying.
        const isVague = isBare && !stray;
        const written: Writing = { ...(stray ? inFull(how) : how), ...(isVague && { date: 'right' }), ...(stray && how.name === 'swapped' && { name: 'plain' }) };
        const subject = describe(person, written, { hospital: at, hasHealthNumber, ...(stray && { stray: { person: other, what: stray } }) });
        return registration(person, isVague ? { ...subject, names: [] } : subject, `s${index}`);
      });
      // Where a vague description must be placed, its true owner is registered in full at the same hospital.
      for (const person of people) {
        for (const at of HOSPITALS) {
          truth.set(`${at}-${person.id}`, person);
          const own = describe(person, { name: 'plain', date: 'right', given: 'full', saysGender: true }, { hospital: at, hasHealthNumber: true });
          records.push(registration(person, own, `${at}-${person.id}`));
        }
      }
      const found = linkPatients(records);
      holds('every registration is somebody’s', found.reduce((count, { members }) => count + members.length, 0) === records.length);
      for (const { members } of found) holds('two people are never one', new Set(members.map(({ provenance }) => truth.get(provenance.sourceId)!.id)).size === 1);
      const rolls = records.map(() => dice.next().value as number);
      const shuffled = records.map((record, index) => ({ record, roll: rolls[index]! })).sort((a, b) => a.roll - b.roll).map(({ record }) => record);
      holds('the order of arrival does not matter', JSON.stringify(linkPatients(shuffled)) === JSON.stringify(found));
    }), { numRuns: POPULATIONS });
  });
});
