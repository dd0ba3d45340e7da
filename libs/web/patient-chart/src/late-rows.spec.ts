import { describe, expect, it } from '@jest/globals';
import { showRows } from './late-rows.js';
import { buildRows } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';

const rowsOf = (...items: ReturnType<typeof anItem>[]) => buildRows(items, { ...inEnglish, sources: sourcesOf('a') });
const a = anItem({ id: 'a', on: '2026-01-03' });
const b = anItem({ id: 'b', on: '2026-01-01' });
const late = anItem({ id: 'late', on: '2026-01-02' });

describe('rows that arrive late', () => {
  it('are inserted at once while nobody has touched the page', () => {
    expect(showRows(rowsOf(a, late, b), undefined)).toMatchObject({ waiting: 0, rows: [{ id: 'a' }, { id: 'late' }, { id: 'b' }] });
  });
  it('wait, and are counted, once the page was touched', () => {
    const shown = showRows(rowsOf(a, late, b), { rows: rowsOf(a, b) });
    expect(shown.rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(shown.waiting).toBe(1);
  });
  it('still bring what is on the screen up to date in its place', () => {
    const amended = anItem({ id: 'b', on: '2026-01-05', status: 'AMENDED' });
    const shown = showRows(rowsOf(a, amended), { rows: rowsOf(a, b) });
    expect(shown.rows.map(({ id, item }) => [id, item.status])).toEqual([['a', 'FINAL'], ['b', 'AMENDED']]);
  });
  it('keep a line that went into another one where it is until they are shown', () => {
    const shown = showRows(rowsOf(a, late), { rows: rowsOf(a, b) });
    expect(shown.rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(shown.waiting).toBe(2);
  });
  it('are all there after they were shown', () => {
    const all = rowsOf(a, late, b);
    expect(showRows(all, { rows: all })).toEqual({ rows: all, waiting: 0 });
  });
});
