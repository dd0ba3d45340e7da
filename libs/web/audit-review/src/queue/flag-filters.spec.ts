import { describe, expect, it } from '@jest/globals';
import { endOfDay, momentOf, startOfDay } from '../moments.js';
import { countNarrowing, isNarrowed, NO_FILTERS, questionOf, readView } from './flag-filters.js';

describe('the filters of the queue', () => {
  it('ask for whole days on the viewer’s clock', () => {
    const { from, until } = questionOf({ ...NO_FILTERS, fromDay: '2026-11-19', untilDay: '2026-11-19' }, 0, 50);
    expect([from, until]).toEqual([startOfDay('2026-11-19'), startOfDay('2026-11-20')]);
  });
  it('ask for every state when all are wanted, and do not call that a filter', () => {
    expect(questionOf({ ...NO_FILTERS, state: 'ALL' }, 0, 50).states).toBeNull();
    expect(isNarrowed({ ...NO_FILTERS, state: 'ALL' })).toBe(false);
    expect(isNarrowed({ ...NO_FILTERS, patientKey: 'opaque' })).toBe(true);
  });
  it('ask for several reasons at once, which are one filter', () => {
    const filters = { ...NO_FILTERS, reasons: ['SAME_SURNAME', 'SAME_ADDRESS'] } as const;
    expect(questionOf(filters, 0, 50).reasons).toEqual(['SAME_SURNAME', 'SAME_ADDRESS']);
    expect(countNarrowing(filters)).toBe(1);
  });
  it('come back from a saved view as they were', () => {
    const saved = { ...NO_FILTERS, state: 'ASKED', reasons: ['OWN_RECORD', 'OVERRIDE'], userId: 'u', userName: 'Nurse', fromDay: '2026-01-01' } as const;
    expect(readView(JSON.stringify(saved))).toMatchObject(saved);
  });
  it.each(['no JSON', '[]', 'null', '{"state":"GONE","reasons":["RETIRED"],"userId":7}', '{"reasons":"OVERRIDE"}'])('take from %p what is still understood', (text) => {
    expect(questionOf(readView(text), 0, 50)).toEqual(questionOf(NO_FILTERS, 0, 50));
  });
});

describe('times', () => {
  it('are told in the zone that is named, in the language of the screen', () => {
    const at = Date.UTC(2026, 6, 1, 16, 0);
    expect(momentOf(at, 'en', 'America/Toronto')).toBe('2026-07-01 12:00 EDT');
    expect(momentOf(at, 'en', 'America/Atikokan')).toBe('2026-07-01 11:00 EST');
    expect(momentOf(at, 'fr', 'America/Toronto')).toBe('2026-07-01 12:00 HAE');
  });
  it('know no day that is none', () => {
    expect([startOfDay('2026-02-30'), startOfDay('03/04/2026'), endOfDay('')]).toEqual([undefined, undefined, undefined]);
  });
});
