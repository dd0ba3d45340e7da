import type { SubjectIdentity } from '@longview/clinical-model';
import type { IdentityReason, IdentityVerdict } from './identity-verdict.js';
import { prepareDemographics, scorePrepared, type DemographicScore, type PreparedDemographics } from './score-demographics.js';
import { comparePersonNumbers, readPersonNumbers, type NumberComparison, type PersonNumbers } from './shared-identifiers.js';
import { STRONG_EVIDENCE } from './weights.js';

/** A description of a person, read once for many comparisons. */
export interface PreparedIdentity {
  readonly numbers: PersonNumbers;
  readonly demographics: PreparedDemographics;
}

export function prepareIdentity(subject: SubjectIdentity): PreparedIdentity {
  return { numbers: readPersonNumbers(subject.identifiers), demographics: prepareDemographics(subject) };
}

/**
 * Decides whether a record's subject is the person `anchor` describes.
 *
 * A number together with its issuer is the key; demographics can only withhold. `same-person` therefore always rests on a
 * shared number and on nothing known that speaks against it; however alike two people are, without a shared number they
 * are `uncertain` at most. `different-person` needs something that speaks against: other numbers of one domain, another
 * health number, or other demographics. Symmetric; never throws.
 */
export function compareIdentity(anchor: SubjectIdentity, subject: SubjectIdentity): IdentityVerdict {
  return comparePrepared(prepareIdentity(anchor), prepareIdentity(subject));
}

export function comparePrepared(a: PreparedIdentity, b: PreparedIdentity): IdentityVerdict {
  const numbers = comparePersonNumbers(a.numbers, b.numbers);
  const demographics = scorePrepared(a.demographics, b.demographics);
  return numbers.shared.length > 0
    ? withSharedNumber(numbers, demographics)
    : withoutSharedNumber(numbers, demographics, a.numbers.all.length === 0 || b.numbers.all.length === 0);
}

function withSharedNumber(numbers: NumberComparison, demographics: DemographicScore): IdentityVerdict {
  if (numbers.hasOtherHealthNumber) {
    // One of the two numbers is wrong. When the demographics differ too, a record number was given out twice.
    return { kind: demographics.disagrees ? 'different-person' : 'uncertain', reason: 'different-health-number' };
  }
  if (demographics.disagrees) return { kind: 'uncertain', reason: 'demographics-disagree' };
  const needsDemographics = numbers.hasExtraHealthNumber || numbers.shared.every(({ isValid }) => !isValid);
  if (needsDemographics && !agreesStrongly(demographics)) {
    return { kind: 'uncertain', reason: demographics.isComparable ? 'demographics-disagree' : 'demographics-missing' };
  }
  const isHealthNumber = numbers.shared.some((number) => number.isHealthNumber);
  return { kind: 'same-person', reason: isHealthNumber ? 'same-health-number' : 'same-local-identifier' };
}

function withoutSharedNumber(numbers: NumberComparison, demographics: DemographicScore, hasNone: boolean): IdentityVerdict {
  const isAlike = agreesStrongly(demographics);
  if (numbers.hasOtherHealthNumber) {
    return { kind: isAlike && numbers.isOtherByOneSlip ? 'uncertain' : 'different-person', reason: 'different-health-number' };
  }
  const reason: IdentityReason = hasNone ? 'no-identifier' : 'no-shared-identifier';
  if (isAlike) return { kind: 'uncertain', reason };
  if (demographics.disagrees || numbers.isComparable) return { kind: 'different-person', reason };
  // Nothing to compare is no proof of a difference: such a record is held back and counted, not dropped.
  return { kind: 'uncertain', reason: demographics.isComparable ? reason : 'demographics-missing' };
}

function agreesStrongly({ score }: DemographicScore): boolean {
  return score >= STRONG_EVIDENCE;
}
