import type { BirthDateLevel } from './compare-birth-dates.js';
import type { FamilyLevel, GivenLevel } from './compare-names.js';

export type SimpleLevel = 'same' | 'different' | 'missing';
/** `near`: misspelt. */
export type PlaceLevel = 'same' | 'near' | 'different' | 'missing';

/**
 * How much each field speaks for one person, in the manner of Fellegi and Sunter: roughly the base-2 logarithm of how much
 * more often the level is seen for one person than for two. A missing field says nothing. Used where no number is shared.
 */
export const EVIDENCE = {
  /** Thousands of given names are in use, and they seldom change. */
  given: { same: 4, middle: 4, compound: 3.5, variant: 3, initial: 1.5, similar: 2.5, different: -2.5, missing: 0 } satisfies Record<GivenLevel, number>,
  /** More varied than given names, but marriage changes them. */
  family: { same: 5, compound: 4, similar: 3.5, different: -2.5, missing: 0 } satisfies Record<FamilyLevel, number>,
  /** Some 30,000 days are in use: the strongest field that everybody has. */
  birthDate: { same: 7, partial: 3, near: 3.5, close: 1, different: -4, missing: 0 } satisfies Record<BirthDateLevel, number>,
  /** Halves the population; recorded wrongly about once in two hundred times. */
  gender: { same: 1, different: -3, missing: 0 } satisfies Record<SimpleLevel, number>,
  /** People move, so a difference says little. */
  postalCode: { same: 4, near: 3, different: -1, missing: 0 } satisfies Record<PlaceLevel, number>,
  city: { same: 3, near: 2.5, different: -1, missing: 0 } satisfies Record<PlaceLevel, number>,
  phone: { same: 3, different: -0.5, missing: 0 } satisfies Record<SimpleLevel, number>,
} as const;

/** Combinations that mean two people more often than their fields alone would say. */
export const PATTERNS = {
  /** Same family name and birth date, another given name: that is what twins look like. */
  siblings: -10,
  /** Jr and Sr of one name. */
  otherGeneration: -12,
} as const;

/** From this score on, demographics agree strongly: the full name together with the birth date or with where the person lives. */
export const STRONG_EVIDENCE = 13;

/**
 * How much each field speaks against one person although a number is shared. Homes and phones are left out: a family has
 * them in common. Below zero the demographics disagree.
 * The figures are chosen so that one slip is forgiven where the rest is exact, two are not, and nothing outweighs another
 * given name or another birth date.
 */
export const CONSISTENCY = {
  /** A sister sharing a number by error has another given name; that must outweigh everything else together. */
  given: { same: 4, middle: 3, compound: 1.5, variant: 1.5, initial: 1, similar: -20, different: -20, missing: 0 } satisfies Record<GivenLevel, number>,
  /** A changed family name is forgiven when given name and birth date are exact (4 + 5), not when either is less. */
  family: { same: 4, compound: 3, similar: 2, different: -7, missing: 0 } satisfies Record<FamilyLevel, number>,
  /** A slip in the date is forgiven when both names agree; a different date never. */
  birthDate: { same: 5, partial: 1, near: -6, close: -20, different: -20, missing: 0 } satisfies Record<BirthDateLevel, number>,
  /** Forgiven only when names and birth date are all exact (4 + 4 + 5): twins may differ in nothing but a letter and the sex. */
  gender: { same: 0, different: -12, missing: 0 } satisfies Record<SimpleLevel, number>,
  /** Jr and Sr of one name. */
  otherGeneration: -20,
} as const;
