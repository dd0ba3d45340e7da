import type { Demographics } from '@longview/clinical-model';
import { compareBirthDates, readBirthDate, type BirthDateLevel } from './compare-birth-dates.js';
import { compareNames, type NameLevels } from './compare-names.js';
import { foldName } from './fold-name.js';
import { readPersonNames, type PersonName } from './person-name.js';
import { findSingleEdit } from './single-edit.js';
import { jaroWinkler } from './jaro-winkler.js';
import { CONSISTENCY, EVIDENCE, PATTERNS, type PlaceLevel, type SimpleLevel } from './weights.js';

/** How each field of two people agrees. */
export interface DemographicLevels extends NameLevels {
  readonly birthDate: BirthDateLevel;
  readonly gender: SimpleLevel;
  readonly postalCode: PlaceLevel;
  readonly city: PlaceLevel;
  readonly phone: SimpleLevel;
}

export interface DemographicScore {
  /** How much the fields speak for one person (see EVIDENCE), each taken alone; comparable between pairs. */
  readonly evidence: number;
  /** The evidence less what their combination speaks against it (see PATTERNS): what decisions use. */
  readonly score: number;
  /** Whether something speaks against one person that the rest does not outweigh (see CONSISTENCY). */
  readonly disagrees: boolean;
  /** False when not one name or birth date could be compared. */
  readonly isComparable: boolean;
  readonly levels: DemographicLevels;
}

/** A person's demographics, folded once for many comparisons. */
export interface PreparedDemographics {
  readonly names: readonly PersonName[];
  readonly birthDate: string | undefined;
  readonly gender: string | undefined;
  readonly postalCode: string | undefined;
  readonly city: string | undefined;
  readonly phone: string | undefined;
}

export function prepareDemographics(person: Demographics): PreparedDemographics {
  return {
    names: readPersonNames(person.names),
    birthDate: readBirthDate(person.birthDate),
    gender: person.gender === 'male' || person.gender === 'female' ? person.gender : undefined,
    postalCode: person.postalCode?.replace(/[\s-]/g, '').toUpperCase() || undefined,
    city: person.city && (foldName(person.city).join(' ') || undefined),
    // Written with or without country code: the last ten digits are the number.
    phone: person.phone?.replace(/\D/g, '').slice(-10) || undefined,
  };
}

/** Compares two people's demographics field by field. Symmetric; decides nothing about identifiers. */
export function scoreDemographics(a: Demographics, b: Demographics): DemographicScore {
  return scorePrepared(prepareDemographics(a), prepareDemographics(b));
}

export function scorePrepared(a: PreparedDemographics, b: PreparedDemographics): DemographicScore {
  const levels: DemographicLevels = {
    ...compareNames(a.names, b.names),
    birthDate: compareBirthDates(a.birthDate, b.birthDate),
    gender: compareSimple(a.gender, b.gender),
    postalCode: comparePlace(a.postalCode, b.postalCode),
    city: comparePlace(a.city, b.city),
    phone: compareSimple(a.phone, b.phone),
  };
  const evidence = evidenceOf(levels);
  return {
    evidence,
    score: evidence + patternsOf(levels),
    disagrees: consistencyOf(levels) < 0,
    isComparable: levels.given !== 'missing' || levels.family !== 'missing' || levels.birthDate !== 'missing',
    levels,
  };
}

function compareSimple(a: string | undefined, b: string | undefined): SimpleLevel {
  return a === undefined || b === undefined ? 'missing' : a === b ? 'same' : 'different';
}

function comparePlace(a: string | undefined, b: string | undefined): PlaceLevel {
  if (a === undefined || b === undefined) return 'missing';
  if (a === b) return 'same';
  return findSingleEdit(a, b) !== undefined || jaroWinkler(a, b) >= 0.92 ? 'near' : 'different';
}

function evidenceOf(levels: DemographicLevels): number {
  return EVIDENCE.given[levels.given] + EVIDENCE.family[levels.family] + EVIDENCE.birthDate[levels.birthDate] + EVIDENCE.gender[levels.gender]
    + EVIDENCE.postalCode[levels.postalCode] + EVIDENCE.city[levels.city] + EVIDENCE.phone[levels.phone];
}

function patternsOf(levels: DemographicLevels): number {
  const areLikeSiblings = levels.given === 'different' && levels.birthDate === 'same' && levels.family !== 'different' && levels.family !== 'missing';
  return (areLikeSiblings ? PATTERNS.siblings : 0) + (levels.isOtherGeneration ? PATTERNS.otherGeneration : 0);
}

function consistencyOf(levels: DemographicLevels): number {
  return CONSISTENCY.given[levels.given] + CONSISTENCY.family[levels.family] + CONSISTENCY.birthDate[levels.birthDate]
    + CONSISTENCY.gender[levels.gender] + (levels.isOtherGeneration ? CONSISTENCY.otherGeneration : 0);
}
