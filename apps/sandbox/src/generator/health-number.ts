/**
 * Completes nine digits with the check digit of an Ontario health number: from the right, every second digit is doubled,
 * and all digits together are divisible by ten.
 */
function withCheckDigit(nineDigits: string): string {
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const digit = Number(nineDigits[8 - i]);
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return nineDigits + String((10 - (sum % 10)) % 10);
}

/** Numbers of the sandbox all begin like this. They are fictitious: nobody was issued one for this data. */
const FICTITIOUS_PREFIX = '999';

/** A fictitious health number; different for every ordinal below a million. Named people use the ordinals from 900,000. */
export function fictitiousHealthNumber(ordinal: number): string {
  // Neighbours in the list of patients do not get neighbouring numbers: a typing slip seldom finds somebody else.
  const spread = (ordinal * 618_033) % 1_000_000;
  return withCheckDigit(FICTITIOUS_PREFIX + String(spread).padStart(6, '0'));
}
