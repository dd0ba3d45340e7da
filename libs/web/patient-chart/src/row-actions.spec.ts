import { describe, expect, it } from '@jest/globals';
import { imagesAction, reportAction, rowStatus } from './row-actions.js';
import { buildRows } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';

const row = (...items: ReturnType<typeof anItem>[]) => buildRows(items, { ...inEnglish, sources: sourcesOf('a') })[0]!;

describe('the report button', () => {
  it('opens the newest report of an exam', () => {
    expect(reportAction(row(anItem({ id: 's' }), anItem({ id: 'r', kind: 'REPORT', studyItemId: 's' })), { isSettled: true, isComplete: true })).toMatchObject({ item: { id: 'r' } });
  });
  it.each([[false, false, 'not-yet'], [true, false, 'none-in-answered'], [true, true, 'none-received']] as const)('without a report says why: settled %s, complete %s: %s', (isSettled, isComplete, disabled) => {
    expect(reportAction(row(anItem()), { isSettled, isComplete })).toEqual({ disabled });
  });
  it('does not exist where no text can be', () => {
    expect(reportAction(row(anItem({ kind: 'LAB' })), { isSettled: true, isComplete: true })).toBeUndefined();
  });
});

describe('the images button', () => {
  it('asks the sources that have the pixels, each once', () => {
    expect(imagesAction(row(anItem({ sourceIds: ['a', 'b', 'a'] })))).toEqual({ studyInstanceUid: '1.2.3', sourceIds: ['a', 'b'] });
  });
  it('says why there are none instead of being absent', () => {
    expect(imagesAction(row(anItem({ hasImages: false })))).toEqual({ disabled: 'none-at-sources' });
    expect(imagesAction(row(anItem({ studyInstanceUid: null })))).toEqual({ disabled: 'no-study-number' });
  });
});

describe('how settled a line is', () => {
  const report = (id: string, status: 'PRELIMINARY' | 'AMENDED' | 'FINAL' | 'ENTERED_IN_ERROR', on: string) => anItem({ id, kind: 'REPORT', studyItemId: 's', status, on });
  it('is said by the newest report that was not taken back', () => {
    expect(rowStatus(row(anItem({ id: 's' }), report('old', 'PRELIMINARY', '2026-11-01'), report('new', 'AMENDED', '2026-11-02'), report('wrong', 'ENTERED_IN_ERROR', '2026-11-03')))).toEqual({ status: 'AMENDED', isOfReport: true });
  });
  it('names a report that was taken back when there is no other', () => {
    expect(rowStatus(row(anItem({ id: 's' }), report('wrong', 'ENTERED_IN_ERROR', '2026-11-03')))).toEqual({ status: 'ENTERED_IN_ERROR', isOfReport: true });
  });
  it('is the exam\'s own when the exam was cancelled', () => {
    expect(rowStatus(row(anItem({ id: 's', status: 'CANCELLED' }), report('r', 'FINAL', '2026-11-03')))).toEqual({ status: 'CANCELLED', isOfReport: false });
  });
});
