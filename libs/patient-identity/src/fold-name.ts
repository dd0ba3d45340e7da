/** Letters that Unicode does not decompose into a base letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i' };

/** Written short at one desk and in full at the other. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' };

/**
 * Splits a name into comparable parts: lower case, without accents and punctuation; hyphens and blanks separate,
 * apostrophes do not (`O’Brien` is one word). Letters of any script are kept.
 */
export function foldName(text: string): string[] {
  const plain = /^[a-z ]*$/i.test(text)
    ? text.toLowerCase()
    : text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[øłđðþæœßı]/g, (letter) => UNDECOMPOSED[letter]!)
      .replace(/['’‘ʼ`´:ꞌ]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
  return plain.split(' ').filter((part) => part !== '').map((part) => ABBREVIATIONS[part] ?? part);
}
