import { describe, expect, it } from '@jest/globals';
import { buildRows, fold } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';

const rowsOf = (...items: Parameters<typeof buildRows>[0] extends Iterable<infer Item> ? Item[] : never) => buildRows(items, { ...inEnglish, sources: sourcesOf('a', 'b') });

describe('the lines of a timeline', () => {
  it('stand newest first, and what has no time comes last', () => {
    const rows = rowsOf(anItem({ id: 'old', on: '2019-02-01' }), anItem({ id: 'none', time: null }), anItem({ id: 'new', on: '2026-11-19' }));
    expect(rows.map(({ id }) => id)).toEqual(['new', 'old', 'none']);
  });
  it('are one for an exam and its reports, newest report first', () => {
    const first = anItem({ id: 'r1', kind: 'REPORT', on: '2026-11-19', studyItemId: 's' });
    const addendum = anItem({ id: 'r2', kind: 'REPORT', on: '2026-11-21', studyItemId: 's' });
    const rows = rowsOf(first, anItem({ id: 's' }), addendum);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.reports.map(({ id }) => id)).toEqual(['r2', 'r1']);
  });
  it('keep a report whose exam is not on the timeline as a line of its own', () => {
    expect(rowsOf(anItem({ id: 'r', kind: 'REPORT', studyItemId: 'elsewhere' })).map(({ id }) => id)).toEqual(['r']);
  });
  it('name every source of the exam and of its reports, once', () => {
    const [row] = rowsOf(anItem({ id: 's', sourceIds: ['a', 'b'] }), anItem({ kind: 'REPORT', studyItemId: 's', sourceIds: ['b', 'c'] }));
    expect(row!.sourceIds).toEqual(['a', 'b', 'c']);
  });
  it('are new for thirty days, not for dates that lie ahead', () => {
    const rows = rowsOf(anItem({ id: 'x', on: '2026-10-30' }), anItem({ id: 'y', on: '2026-10-01' }), anItem({ id: 'z', on: '2027-01-01' }));
    expect(rows.filter(({ isRecent }) => isRecent).map(({ id }) => id)).toEqual(['x']);
  });
  it('are found without accents', () => {
    expect(fold('Côté, ÉPAULE')).toBe('cote, epaule');
  });
});

describe('a line that a slice says nothing new of', () => {
  it('stays the same object, so that nobody draws it again', () => {
    const [old, changing] = [anItem({ id: 'old', on: '2019-02-01' }), anItem({ id: 's' })];
    const [, before] = rowsOf(changing, old);
    const report = anItem({ id: 'r', kind: 'REPORT', studyItemId: 's' });
    const [study, after] = rowsOf(changing, old, report);
    expect(after).toBe(before);
    expect(study!.reports).toEqual([report]);
  });
  it('changes with what it says', () => {
    const item = anItem({ id: 'x', on: '2026-11-19' });
    const [here] = rowsOf(item);
    const [later] = buildRows([item], { ...inEnglish, sources: sourcesOf('a'), nowMs: inEnglish.nowMs + 60 * 86_400_000 });
    expect([here!.isRecent, later!.isRecent]).toEqual([true, false]);
  });
});
