import type { BirthDateLevel } from './compare-birth-dates.js';
import type { FamilyLevel, GivenLevel } from './compare-names.js';

export type SimpleLevel = 'same' | 'different' | 'missing';

/**
 * How much each field speaks for one person, in the manner of Fellegi and Sunter: roughly the base-2 logarithm of how much
 * more often the level is seen for one person than for two. A missing field says nothing. Used where no number is shared.
 */
export const EVIDENCE = {
  /** Thousands of given names are in use, and they seldom change. */
  given: { same: 4, compound: 3.5, variant: 3, initial: 1.5, similar: 2, different: -3, missing: 0 } satisfies Record<GivenLevel, number>,
  /** More varied than given names, but marriage changes them. */
  family: { same: 5, compound: 4, similar: 3.5, different: -2.5, missing: 0 } satisfies Record<FamilyLevel, number>,
  /** Some 30,000 days are in use: the strongest field that everybody has. */
  birthDate: { same: 7, partial: 3, near: 5, different: -4, missing: 0 } satisfies Record<BirthDateLevel, number>,
  /** Halves the population; recorded wrongly about once in two hundred times. */
  gender: { same: 1, different: -3, missing: 0 } satisfies Record<SimpleLevel, number>,
  /** People move, so a difference says little. */
  postalCode: { same: 3, different: -0.5, missing: 0 } satisfies Record<SimpleLevel, number>,
  city: { same: 2, different: -0.5, missing: 0 } satisfies Record<SimpleLevel, number>,
  phone: { same: 3, different: -0.5, missing: 0 } satisfies Record<SimpleLevel, number>,
  /** Same family, birth date and home, another given name: that is what twins look like. */
  siblingPattern: -8,
  otherGeneration: -12,
} as const;

/** From this score on, demographics agree strongly: name and birth date agree, and nothing that is known speaks against it. */
export const STRONG_EVIDENCE = 13;

/**
 * How much each field speaks against one person although a number is shared. Homes and phones are left out: a family has
 * them in common. Below zero the demographics disagree.
 * The figures are chosen so that one slip is forgiven where the rest is exact, two are not, and nothing outweighs another
 * given name or another birth date.
 */
export const CONSISTENCY = {
  /** A sister sharing a number by error has another given name; that must outweigh everything else together. */
  given: { same: 4, compound: 3, variant: 1.5, initial: 1, similar: -20, different: -20, missing: 0 } satisfies Record<GivenLevel, number>,
  /** A changed family name is forgiven when given name and birth date are exact (4 + 5), not when either is less. */
  family: { same: 4, compound: 3, similar: 2, different: -7, missing: 0 } satisfies Record<FamilyLevel, number>,
  /** A slip in the date is forgiven when both names agree; a different date never. */
  birthDate: { same: 5, partial: 1, near: -6, different: -20, missing: 0 } satisfies Record<BirthDateLevel, number>,
  /** Forgiven only when names and birth date are all exact (4 + 4 + 5): twins may differ in nothing but a letter and the sex. */
  gender: { same: 0, different: -12, missing: 0 } satisfies Record<SimpleLevel, number>,
  /** Jr and Sr of one name. */
  otherGeneration: -20,
} as const;
