/** Spellings of one sound in English and French names, applied in this order before the letters are classed. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^(kn|gn|pn|wr|ps)/, 'n'], [/ph/g, 'f'], [/(tch|sch|sh|ch)/g, 's'], [/(ck|qu|q|c(?=[aoulrkt]|$))/g, 'k'], [/c(?=[eiy])/g, 's'],
  [/gh/g, ''], [/(eau|eaux|aux|ault|aud|ot|os|au)$/g, 'o'], [/(er|ez|et|ais|ay|ey|ie|ee|y)$/g, 'i'], [/^h/, ''], [/th/g, 't'], [/z/g, 's'],
];

const CLASSES: Readonly<Record<string, string>> = {
  b: '1', p: '1', f: '2', v: '2', w: '2', k: '3', g: '3', j: '3', x: '3', d: '4', t: '4', l: '5', m: '6', n: '6', r: '7', s: '8', c: '8',
};

/**
 * A short key that is equal for most names that sound alike in English or French: `tremblay` and `tremblai`, `phillips`
 * and `filips`, `gauthier` and `gautier`. For finding candidates, never for deciding. Expects a folded word.
 */
export function phoneticKey(word: string): string {
  let sound = word;
  for (const [spelling, letter] of SOUNDS) sound = sound.replace(spelling, letter);
  if (sound === '') return word;
  let key = sound[0]!;
  let previous = CLASSES[key];
  for (const letter of sound.slice(1)) {
    const group = CLASSES[letter];
    if (group !== undefined && group !== previous) key += group;
    if (letter !== 'h') previous = group;
  }
  return key.slice(0, 6);
}
