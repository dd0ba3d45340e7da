import { existsSync, readFileSync } from 'node:fs';
import type { Demographics } from '@longview/clinical-model';
import { foldName } from '../fold-name.js';
import { phoneticKey } from '../phonetic-key.js';
import { prepareDemographics, scorePrepared, type DemographicScore, type PreparedDemographics } from '../score-demographics.js';

/** Third-party person records (FEBRL, splink); absent where the project is checked out alone. */
const folder = new URL('../../../../../shared/samples/linkage/', import.meta.url);
export const hasLinkageSamples = existsSync(new URL('febrl/dataset2.csv', folder));

export interface LabelledPerson { readonly entity: string; readonly person: Demographics }

function readRows(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(new URL(file, folder), 'utf8').trim().split('\n').map((line) => line.split(',').map((cell) => cell.trim()));
  return lines.map((cells) => Object.fromEntries(header!.map((name, index) => [name, cells[index] ?? ''])));
}

function personOf(family: string, given: string, birthDate: string, city: string, postalCode = ''): Demographics {
  return {
    names: family || given ? [{ family, given: given ? [given] : [] }] : [],
    ...(birthDate && { birthDate }), ...(city && { city }), ...(postalCode && { postalCode }),
  };
}

/** FEBRL without the national id and without the street address: names, birth date, suburb and postcode are left. */
export function readFebrl(file: string): LabelledPerson[] {
  return readRows(`febrl/${file}`).map((row) => ({
    entity: row['rec_id']!.split('-')[1]!,
    person: personOf(row['surname']!, row['given_name']!, row['date_of_birth']!.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'), row['suburb']!, row['postcode']!),
  }));
}

/** splink fake_1000 without the e-mail address: names, birth date and city are left. */
export function readFake1000(): LabelledPerson[] {
  return readRows('splink/fake_1000.csv').map((row) => ({ entity: row['cluster']!, person: personOf(row['surname']!, row['first_name']!, row['dob']!, row['city']!) }));
}

export interface ScoredPairs {
  readonly pairs: readonly (DemographicScore & { readonly isMatch: boolean })[];
  readonly trueMatches: number;
  readonly blockingRecall: number;
}

/** Blocks of this size and more are skipped, as in the baseline. */
const MAX_BLOCK = 200;

/** Scores every pair that shares a blocking key. */
export function scorePairs(records: readonly LabelledPerson[]): ScoredPairs {
  const prepared = records.map(({ person }) => prepareDemographics(person));
  const blocks = new Map<string, number[]>();
  prepared.forEach((person, index) => {
    for (const key of new Set(blockingKeys(person))) blocks.set(key, [...(blocks.get(key) ?? []), index]);
  });
  const seen = new Set<number>();
  const pairs: (DemographicScore & { isMatch: boolean })[] = [];
  for (const block of blocks.values()) {
    if (block.length >= MAX_BLOCK) continue;
    block.forEach((a, position) => block.slice(position + 1).forEach((b) => {
      if (seen.has(a * records.length + b)) return;
      seen.add(a * records.length + b);
      pairs.push({ ...scorePrepared(prepared[a]!, prepared[b]!), isMatch: records[a]!.entity === records[b]!.entity });
    }));
  }
  const sizes = new Map<string, number>();
  for (const { entity } of records) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  const trueMatches = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return { pairs, trueMatches, blockingRecall: pairs.filter(({ isMatch }) => isMatch).length / trueMatches };
}

function blockingKeys({ names, birthDate, postalCode, city }: PreparedDemographics): string[] {
  const given = names[0]?.given[0];
  const family = names[0]?.family[0];
  const place = city && foldName(city).join('');
  const g = given && phoneticKey(given);
  const f = family && phoneticKey(family);
  const year = birthDate?.slice(0, 4);
  const day = birthDate?.slice(5);
  const keys: readonly (readonly (string | undefined)[])[] = [
    ['birth date', birthDate], ['family, postcode', f, postalCode?.slice(0, 3)], ['postcode, initial', postalCode, given?.[0]],
    ['names', given && family && [g, f].sort().join(' ')], ['name starts', given && family && [given.slice(0, 3), family.slice(0, 3)].sort().join(' ')],
    ['given, year', g, year], ['family, year', f, year], ['given, day', g, day], ['family, day', f, day],
    ['family, city', f, place], ['given, city', g, place], ['city, year', place, year],
    ['family initial, month', family?.[0], birthDate?.slice(0, 7)], ['given initial, month', given?.[0], birthDate?.slice(0, 7)],
  ];
  return keys.filter((parts) => parts.every((part) => part !== undefined && part !== '')).map((parts) => parts.join(' | '));
}

export interface Quality { readonly threshold: number; readonly precision: number; readonly recall: number; readonly f1: number }

export function qualityAt({ pairs, trueMatches }: ScoredPairs, threshold: number, measure: 'evidence' | 'score'): Quality {
  const accepted = pairs.filter((pair) => pair[measure] >= threshold);
  const right = accepted.filter(({ isMatch }) => isMatch).length;
  const precision = accepted.length === 0 ? 1 : right / accepted.length;
  const recall = right / trueMatches;
  return { threshold, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** The lowest threshold at which precision is at least `precision`: as much recall as precision allows. */
export function fixThreshold(scored: ScoredPairs, precision: number, measure: 'evidence' | 'score'): number {
  for (let threshold = -10; threshold <= 25; threshold += 0.5) if (qualityAt(scored, threshold, measure).precision >= precision) return threshold;
  return 25;
}
