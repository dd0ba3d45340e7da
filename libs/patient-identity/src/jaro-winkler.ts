/** Share of a common beginning that Winkler's variant rewards, and how many letters of it count. */
const PREFIX_WEIGHT = 0.1;
const PREFIX_LENGTH = 4;

/**
 * Jaro-Winkler similarity of two words, 0 (nothing in common) to 1 (equal); symmetric.
 * @see W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model, 1990.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  // The greedy assignment of letters depends on which word leads: one fixed order makes the result symmetric.
  const [first, second] = a.length < b.length || (a.length === b.length && a < b) ? [a, b] : [b, a];
  const reach = Math.max(0, Math.floor(second.length / 2) - 1);
  const taken = new Uint8Array(second.length);
  const matchedInFirst: number[] = [];
  for (let i = 0; i < first.length; i++) {
    const end = Math.min(second.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] === 0 && first.charCodeAt(i) === second.charCodeAt(j)) {
        taken[j] = 1;
        matchedInFirst.push(first.charCodeAt(i));
        break;
      }
    }
  }
  const matches = matchedInFirst.length;
  if (matches === 0) return 0;
  let outOfOrder = 0;
  for (let j = 0, k = 0; j < second.length; j++) {
    if (taken[j] === 1 && second.charCodeAt(j) !== matchedInFirst[k++]) outOfOrder++;
  }
  const jaro = (matches / first.length + matches / second.length + (matches - outOfOrder / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < PREFIX_LENGTH && prefix < first.length && first[prefix] === second[prefix]) prefix++;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}
