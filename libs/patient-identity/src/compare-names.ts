import { formalGivenName } from './given-name-forms.js';
import { jaroWinkler } from './jaro-winkler.js';
import { findSingleEdit } from './single-edit.js';
import type { PersonName } from './person-name.js';

/**
 * How two given names agree. `middle`: one side goes on with more names after the same first. `compound`: one is part of the
 * other in another way (Louise of Marie-Louise, names in each other's field). `variant`: an everyday form or a slip inside a long name. `similar`: alike, but so are the
 * names that parents give to sisters and brothers (Jaden and Jayden, Daniel and Danielle).
 */
export type GivenLevel = 'same' | 'middle' | 'compound' | 'variant' | 'initial' | 'similar' | 'different' | 'missing';
/** How two family names agree. `compound`: one contains the other (Tremblay, Tremblay-Gagnon). */
export type FamilyLevel = 'same' | 'compound' | 'similar' | 'different' | 'missing';

export interface NameLevels {
  readonly given: GivenLevel;
  readonly family: FamilyLevel;
  /** Jr against Sr. */
  readonly isOtherGeneration: boolean;
}

const SIMILAR_FROM = 0.88;
/** Shorter names that differ by a letter are as often two names (Jean, Joan) as one slip. */
const SLIP_MIN_LENGTH = 6;
/** The ending tells Frances from Francis and Christian from Christina: a difference there is no slip. */
const ENDING_LENGTH = 2;
const PARTICLES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'el', 'al', 'van', 'von', 'der', 'den', 'da', 'dos', 'di', 'del', 'bin', 'ben', 'mac', 'mc', 'o', 'd', 'l']);

// Missing stands last: a form without a given name must not hide that the other form's given name differs.
const GIVEN_RANK: readonly GivenLevel[] = ['same', 'middle', 'compound', 'variant', 'initial', 'similar', 'different', 'missing'];
const FAMILY_RANK: readonly FamilyLevel[] = ['same', 'compound', 'similar', 'different', 'missing'];

/** Compares two people's names, the best of all forms on both sides, also with given and family name in each other's field. */
export function compareNames(a: readonly PersonName[], b: readonly PersonName[]): NameLevels {
  let given: GivenLevel | undefined;
  let family: FamilyLevel | undefined;
  let isOtherGeneration = false;
  for (const left of a) {
    for (const right of b) {
      const levels = compareTwo(left, right);
      if (given === undefined || GIVEN_RANK.indexOf(levels.given) < GIVEN_RANK.indexOf(given)) given = levels.given;
      if (family === undefined || FAMILY_RANK.indexOf(levels.family) < FAMILY_RANK.indexOf(family)) family = levels.family;
      isOtherGeneration ||= left.generation !== undefined && right.generation !== undefined && left.generation !== right.generation;
    }
  }
  return { given: given ?? 'missing', family: family ?? 'missing', isOtherGeneration };
}

function compareTwo(a: PersonName, b: PersonName): Pick<NameLevels, 'given' | 'family'> {
  if (a.newborn || b.newborn) return { given: compareNewborns(a, b), family: compareFamilies(a.family, b.family) };
  const straight = { given: compareGiven(a.given, b.given), family: compareFamilies(a.family, b.family) };
  // One name only, in whichever field: compared as such.
  if (straight.given === 'missing' && straight.family === 'missing') return { given: 'missing', family: compareFamilies([...a.given, ...a.family], [...b.given, ...b.family]) };
  if (straight.given !== 'different' && straight.family !== 'different') return straight;
  const crossed = [compareFamilies(a.given, b.family), compareFamilies(b.given, a.family)];
  if (crossed.every((level) => level === 'same' || level === 'compound')) return { given: 'compound', family: 'compound' };
  return crossed.every((level) => level === 'same' || level === 'compound' || level === 'similar') ? { given: 'similar', family: 'similar' } : straight;
}

/** A placeholder contradicts no name, unless it says that there are several newborns. */
function compareNewborns(a: PersonName, b: PersonName): GivenLevel {
  if (a.newborn?.label === b.newborn?.label) return 'missing';
  return a.newborn?.isOneOfSeveral || b.newborn?.isOneOfSeveral ? 'different' : 'missing';
}

function compareGiven(a: readonly string[], b: readonly string[]): GivenLevel {
  if (a.length === 0 || b.length === 0) return 'missing';
  if (a.join('') === b.join('')) return a.every((part) => part.length === 1) ? 'initial' : 'same';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short[0]!.length > 1 && short.every((part, index) => part === long[index])) return 'middle';
  if (isContained(a, b)) return 'compound';
  if (isAbbreviated(short, long) || (a.length === b.length && isAbbreviated(long, short))) return 'initial';
  // Everything that both give must agree: Marie-Ève and Marie-Josée share their first part, and are two people.
  const pairs = short.map((part, index) => [part, long[index]!] as const);
  if (pairs.every(([one, other]) => isVariant(one, other))) return 'variant';
  if (jaroWinkler(a.join(''), b.join('')) >= SIMILAR_FROM || pairs.every(([one, other]) => jaroWinkler(one, other) >= SIMILAR_FROM)) return 'similar';
  return 'different';
}

function isVariant(a: string, b: string): boolean {
  return a === b || isInitialOf(a, b) || isInitialOf(b, a) || formalGivenName(a) === formalGivenName(b) || isSlip(a, b);
}

/** One wrong keystroke inside a name long enough to stay recognisable, away from its first letter and its ending. */
function isSlip(a: string, b: string): boolean {
  const edit = findSingleEdit(a, b);
  const length = Math.min(a.length, b.length);
  return edit !== undefined && length >= SLIP_MIN_LENGTH && edit.at > 0 && edit.at + (edit.kind === 'transposition' ? 1 : 0) < length - ENDING_LENGTH;
}

const isInitialOf = (initial: string, word: string): boolean => initial.length === 1 && word.length > 1 && word.startsWith(initial);

/** `J`, `J P` or `Jean P` for Jean-Paul: in order, and at least one initial; `JP` in one word too. */
function isAbbreviated(short: readonly string[], long: readonly string[]): boolean {
  if (short.length === 1 && long.length > 1 && short[0] === long.map((part) => part[0]).join('')) return true;
  return short.every((part, index) => part === long[index] || isInitialOf(part, long[index]!));
}

function compareFamilies(a: readonly string[], b: readonly string[]): FamilyLevel {
  if (a.length === 0 || b.length === 0) return 'missing';
  const left = a.join('');
  const right = b.join('');
  if (left === right) return 'same';
  if (isContained(a, b)) return 'compound';
  if (jaroWinkler(left, right) >= SIMILAR_FROM || (Math.min(left.length, right.length) >= 4 && findSingleEdit(left, right) !== undefined)) return 'similar';
  return 'different';
}

/** True when the shorter name's parts, particles aside, all stand in the longer one. */
function isContained(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const telling = short.filter((part) => part.length > 1 && !PARTICLES.has(part));
  return telling.length > 0 && short.every((part) => long.includes(part) || (part.length > 1 && PARTICLES.has(part)));
}
