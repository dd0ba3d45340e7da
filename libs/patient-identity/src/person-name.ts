import type { HumanName } from '@longview/clinical-model';
import { foldName } from './fold-name.js';

/** One name of a person, folded for comparison. An empty list means that the record does not say. */
export interface PersonName {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Jr, Sr, II …: tells a parent from a child of the same name. */
  readonly generation?: string;
  /** What stands for a name that a newborn does not have yet, with the mark that tells one twin from the other. */
  readonly newborn?: { readonly isOneOfSeveral: boolean; readonly label: string };
}

const GENERATIONS: Readonly<Record<string, string>> = { jr: 'junior', junior: 'junior', fils: 'junior', sr: 'senior', senior: 'senior', pere: 'senior', ii: 'ii', iii: 'iii', iv: 'iv' };
const NOT_A_NAME = new Set(['unknown', 'unk', 'inconnu', 'inconnue', 'fnu', 'lnu', 'nfn', 'nln', 'anonymous', 'anonyme', 'unnamed', 'noname']);
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'mme', 'mlle']);
const NEWBORN = new Set(['baby', 'babyboy', 'babygirl', 'bb', 'bebe', 'newborn', 'nouveaune', 'infant']);
const NEWBORN_DETAIL = new Set(['boy', 'girl', 'male', 'female', 'garcon', 'fille', 'of', 'de']);
const ONE_OF_SEVERAL = new Set(['twin', 'jumeau', 'jumelle', 'triplet', 'a', 'b', 'c', 'd', '1', '2', '3', '4', 'one', 'two', 'i', 'ii']);

/** Folds one name and takes out what is no name: titles, generation marks, words for "unknown", newborns' placeholders. */
export function readPersonName(name: HumanName): PersonName {
  let generation: string | undefined;
  const strip = (parts: readonly string[]): string[] => parts.filter((part) => {
    if (NOT_A_NAME.has(part)) return false;
    if (parts.length === 1) return true;
    if (part in GENERATIONS) generation = GENERATIONS[part];
    return !(part in GENERATIONS) && !TITLES.has(part);
  });
  const rawGiven = name.given.flatMap(foldName);
  const family = strip(foldName(name.family));
  const newborn = readNewborn(rawGiven);
  const given = newborn ? [] : strip(rawGiven);
  return { given, family, ...(generation && { generation }), ...(newborn && { newborn }) };
}

function readNewborn(given: readonly string[]): PersonName['newborn'] {
  const isPlaceholder = given.some((part) => NEWBORN.has(part) || part === 'twin')
    && given.every((part) => NEWBORN.has(part) || NEWBORN_DETAIL.has(part) || ONE_OF_SEVERAL.has(part));
  if (!isPlaceholder) return undefined;
  return { isOneOfSeveral: given.some((part) => ONE_OF_SEVERAL.has(part)), label: [...given].sort().join(' ') };
}

/**
 * Every name of a person. A form that only says less than another of the same person (`M`, `Marie` beside `Marie-Ève`)
 * is left out: otherwise the vague form would let a sister pass.
 */
export function readPersonNames(names: readonly HumanName[]): PersonName[] {
  if (names.length === 1) return [readPersonName(names[0]!)];
  const all = names.map(readPersonName);
  return all.filter((name, index) => !all.some((other, at) => at !== index && saysLess(name, other, at < index)));
}

function saysLess(name: PersonName, other: PersonName, isOtherFirst: boolean): boolean {
  if (name.generation !== other.generation || name.newborn?.label !== other.newborn?.label) return false;
  const isFamilyCovered = name.family.every((part) => other.family.includes(part));
  const isGivenCovered = name.given.every((part) => other.given.some((full) => full === part || (part.length === 1 && full.startsWith(part))));
  if (!isFamilyCovered || !isGivenCovered) return false;
  const isEqual = name.given.length === other.given.length && name.family.length === other.family.length && name.given.join() === other.given.join();
  return !isEqual || isOtherFirst;
}
