import { describe, expect, it } from '@jest/globals';
import { applyFilters, filtersFromQuery, NO_FILTERS, queryFromFilters } from './filters.js';
import { buildRows } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';

const rows = buildRows([
  anItem({ id: 'wrist', on: '2026-11-19', bodySite: 'WRIST', sourceIds: ['a', 'b'] }),
  anItem({ id: 'chest', on: '2024-03-05', title: 'Chest PA', bodySite: 'Chest', sourceIds: ['b'] }),
  anItem({ id: 'lab', kind: 'LAB', on: '2024', title: 'Créatinine', value: '88', sourceIds: ['a'] }),
  anItem({ id: 'undated', kind: 'DOCUMENT', time: null, title: 'Referral' }),
], { ...inEnglish, sources: sourcesOf('a', 'b') });
const ids = (some: Partial<typeof NO_FILTERS>) => applyFilters(rows, { ...NO_FILTERS, ...some }).map(({ id }) => id);

describe('filters', () => {
  it('narrow by kind, source and body part in whatever case it was written', () => {
    expect(ids({ kinds: ['imaging'] })).toEqual(['wrist', 'chest']);
    expect(ids({ source: 'a' })).toEqual(['wrist', 'lab', 'undated']);
    expect(ids({ body: 'Wrist' })).toEqual(['wrist']);
  });
  it('compare dates as far as both are known, and leave out what has none', () => {
    expect(ids({ from: '2024-03-05', to: '2024-12-31' })).toEqual(['chest', 'lab']);
    expect(ids({ from: '2026', to: '2026' })).toEqual(['wrist']);
    expect(ids({ to: '2024-03-04' })).toEqual(['lab']);
  });
  it('find every word somewhere in the line, without accents', () => {
    expect(ids({ text: 'creat 88' })).toEqual(['lab']);
    expect(ids({ text: 'creat 99' })).toEqual([]);
  });
});

describe('filters in the address', () => {
  it('come back as they went', () => {
    const filters = { ...NO_FILTERS, kinds: ['imaging', 'labs'] as const, body: 'Wrist', site: 'Hospital B', source: 'b', from: '2024-03', to: '2026', isRecentOnly: true };
    expect(filtersFromQuery(queryFromFilters(filters))).toEqual(filters);
  });
  it('never hold what somebody typed', () => {
    expect(queryFromFilters({ ...NO_FILTERS, text: 'Tremblay 9876543217' }).size).toBe(0);
  });
  it('ignore what makes no sense', () => {
    expect(filtersFromQuery(new URLSearchParams('kind=bones,labs&from=03/04/2026&recent=yes'))).toEqual({ ...NO_FILTERS, kinds: ['labs'] });
  });
});
