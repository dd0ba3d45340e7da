/** An Ontario health number as people write it: ten digits and, on most cards, a version code of one or two letters. */
export interface HealthNumber {
  readonly number: string;
  /** Changes with each card and is no part of the person's identity. */
  readonly versionCode?: string;
}

/** Why a text is no health number; `undefined` fields never occur, so a `switch` on `problem` is exhaustive. */
export type HealthNumberRefusal = { readonly problem: 'empty' | 'not-ten-digits' | 'check-digit' | 'version-code' };

/**
 * Reads a health number with or without blanks, hyphens and version code.
 * The last digit is a check digit: from the right, double every second digit, add all digits, divisible by ten
 * (Ontario Ministry of Health, Health Card Validation Reference Manual).
 */
export function parseHealthNumber(text: string): HealthNumber | HealthNumberRefusal {
  const compact = text.replace(/[\s\u00a0\u202f-]/g, '').toUpperCase();
  if (compact === '') return { problem: 'empty' };
  const match = /^(\d+)([A-Z]*)$/.exec(compact);
  if (!match || match[1]!.length !== 10) return { problem: 'not-ten-digits' };
  if (match[2]!.length > 2) return { problem: 'version-code' };
  if (!hasValidCheckDigit(match[1]!)) return { problem: 'check-digit' };
  return match[2] ? { number: match[1]!, versionCode: match[2] } : { number: match[1]! };
}

/** True when `digits` ends in the right Luhn check digit. */
export function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (digit < 0 || digit > 9) return false;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** `9876543217` → `9876 543 217`, with the version code behind it where known. */
export function formatHealthNumber({ number, versionCode }: HealthNumber): string {
  const grouped = `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`;
  return versionCode ? `${grouped} ${versionCode}` : grouped;
}
