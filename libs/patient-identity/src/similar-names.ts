import type { SubjectIdentity } from '@longview/clinical-model';
import { compareNames } from './compare-names.js';
import { formalGivenName } from './given-name-forms.js';
import { readPersonNames, type PersonName } from './person-name.js';
import { phoneticKey } from './phonetic-key.js';

/**
 * For each person, whether another one of the list has the same or a similar name, so that the screen can warn
 * (SAFER guide on patient identification). Names are compared only where family and given name begin alike by sound.
 */
export function findSimilarNames(people: readonly SubjectIdentity[]): boolean[] {
  const names = people.map((person) => readPersonNames(person.names));
  const isSimilar = people.map(() => false);
  const blocks = new Map<string, number[]>();
  names.forEach((forms, index) => {
    for (const key of new Set(forms.flatMap(blockingKeys))) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  });
  for (const block of blocks.values()) {
    for (const [position, a] of block.entries()) {
      for (const b of block.slice(position + 1)) {
        if (isSimilar[a] && isSimilar[b]) continue;
        const levels = compareNames(names[a]!, names[b]!);
        if (levels.given === 'different' || levels.family === 'different') continue;
        isSimilar[a] = true;
        isSimilar[b] = true;
      }
    }
  }
  return isSimilar;
}

/** One key for each part of the family name with the first letter of each given name, everyday forms as their formal ones. */
function blockingKeys({ given, family }: PersonName): string[] {
  const initials = given.length > 0 ? new Set(given.flatMap((part) => [part[0]!, formalGivenName(part)[0]!])) : new Set(['']);
  return family.flatMap((part) => [...initials].map((initial) => `${phoneticKey(part)} ${initial}`));
}
