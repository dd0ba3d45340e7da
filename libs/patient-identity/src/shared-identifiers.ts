import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type Identifier, type IdentifierType } from '@longview/clinical-model';
import { findSingleEdit } from './single-edit.js';

/** A number that identifies a person, in the one form in which it is compared. */
export interface PersonNumber {
  readonly key: string;
  readonly system: string;
  readonly value: string;
  readonly isHealthNumber: boolean;
  /** False for a health number that cannot have been issued: it says something only together with demographics. */
  readonly isValid: boolean;
}

/** A person's numbers; a person known to a whole province has hundreds. */
export interface PersonNumbers {
  readonly all: readonly PersonNumber[];
  /** By domain: only numbers of one domain say anything about each other. */
  readonly ofDomain: ReadonlyMap<string, readonly PersonNumber[]>;
}

/** What two sets of numbers say about each other. */
export interface NumberComparison {
  readonly shared: readonly PersonNumber[];
  /** Both have a valid health number of one jurisdiction, and none is common. */
  readonly hasOtherHealthNumber: boolean;
  /** … and a single wrong keystroke would explain it. */
  readonly isOtherByOneSlip: boolean;
  /** Beside a common health number one side has another one of the same jurisdiction. */
  readonly hasExtraHealthNumber: boolean;
  /** Both have numbers of one domain, so that none in common means something. */
  readonly isComparable: boolean;
}

/** Types that number something else than a person: accession, orders, DICOM objects. */
const NOT_A_PERSON: ReadonlySet<IdentifierType> = new Set(['ACSN', 'PLAC', 'FILL', 'UID']);
/** What people type where they have no number: noughts, one digit over and over, or a word. */
const PLACEHOLDER = /^(?:0+|(\d)\1{6,}|N\/?A|NONE|UNKNOWN|UNK|INCONNU|X+|-+|\?+)$/;

/** The numbers among identifiers that name a person within an issuer's domain, without placeholders and repetitions. */
export function readPersonNumbers(identifiers: readonly Identifier[]): PersonNumbers {
  const numbers = new Map<string, PersonNumber>();
  for (const { system: rawSystem, value: rawValue, type } of identifiers) {
    const system = normalizeIdentifierSystem(rawSystem.trim());
    if (system === '' || (type !== undefined && NOT_A_PERSON.has(type))) continue;
    const isOntario = system === ONTARIO_HEALTH_NUMBER_SYSTEM;
    const parsed = isOntario ? parseHealthNumber(rawValue) : undefined;
    const isValid = parsed === undefined || 'number' in parsed;
    const value = parsed && 'number' in parsed ? parsed.number : rawValue.replace(/\s/g, '').toUpperCase();
    if (value === '' || PLACEHOLDER.test(value)) continue;
    const key = `${system}|${value}`;
    numbers.set(key, { key, system, value, isHealthNumber: isOntario || type === 'JHN' || (numbers.get(key)?.isHealthNumber ?? false), isValid });
  }
  const all = [...numbers.values()];
  const ofDomain = new Map<string, PersonNumber[]>();
  for (const number of all) {
    const domain = ofDomain.get(number.system);
    if (domain) domain.push(number);
    else ofDomain.set(number.system, [number]);
  }
  return { all, ofDomain };
}

const NONE: readonly PersonNumber[] = [];

/** Symmetric. */
export function comparePersonNumbers(a: PersonNumbers, b: PersonNumbers): NumberComparison {
  const [few, many] = a.all.length <= b.all.length ? [a, b] : [b, a];
  const shared: PersonNumber[] = [];
  let hasOther = false;
  let isOtherByOneSlip = false;
  let isComparable = false;
  for (const left of few.all) {
    for (const right of many.ofDomain.get(left.system) ?? NONE) {
      isComparable = true;
      if (left.key === right.key) shared.push(left.isHealthNumber ? left : right);
      else if ((left.isHealthNumber || right.isHealthNumber) && left.isValid && right.isValid) {
        hasOther = true;
        isOtherByOneSlip ||= findSingleEdit(left.value, right.value) !== undefined;
      }
    }
  }
  const sharedHealthNumbers = countHealthNumbers(shared);
  return {
    shared, isComparable, isOtherByOneSlip,
    hasOtherHealthNumber: hasOther && sharedHealthNumbers === 0,
    hasExtraHealthNumber: hasOther && sharedHealthNumbers > 0 && sharedHealthNumbers < Math.max(countHealthNumbers(a.all), countHealthNumbers(b.all)),
  };
}

function countHealthNumbers(numbers: readonly PersonNumber[]): number {
  return numbers.reduce((count, { isHealthNumber }) => count + (isHealthNumber ? 1 : 0), 0);
}
