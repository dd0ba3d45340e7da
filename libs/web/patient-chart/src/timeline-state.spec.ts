import { describe, expect, it } from '@jest/globals';
import { anItem, anOutcome } from './testing/items.js';
import { EMPTY_TIMELINE, withBrokenStream, withRetry, withSlice, type TimelineSlice } from './timeline-state.js';

const slice = (some: Partial<TimelineSlice>): TimelineSlice => ({ __typename: 'TimelineSlice', outcomes: [], items: [], removedItemIds: [], isRestricted: false, restriction: { __typename: 'Restriction', extent: 'NONE', grounds: [], activeOverride: null }, isLast: false, completeness: null, ...some });
const outcome = (id: string, state: Parameters<typeof anOutcome>[1] = 'ANSWERED') => ({ __typename: 'SourceOutcome' as const, ...anOutcome(id, state) });

describe('a timeline that fills', () => {
  it('replaces a line of the same id and takes away what went into another', () => {
    const first = withSlice(EMPTY_TIMELINE, slice({ items: [anItem({ id: 'x', status: 'PRELIMINARY' }), anItem({ id: 'y' })] }), 1);
    const next = withSlice(first, slice({ items: [anItem({ id: 'x', status: 'FINAL' })], removedItemIds: ['y'] }), 2);
    expect([...next.items.values()].map(({ id, status }) => [id, status])).toEqual([['x', 'FINAL']]);
  });
  it('keeps one outcome a source, the newest', () => {
    const first = withSlice(EMPTY_TIMELINE, slice({ outcomes: [outcome('a', 'PENDING'), outcome('b', 'PENDING')] }), 1);
    const next = withSlice(first, slice({ outcomes: [outcome('b')] }), 2);
    expect(next.outcomes.map(({ sourceId, state }) => [sourceId, state])).toEqual([['a', 'PENDING'], ['b', 'ANSWERED']]);
  });
  it('stays restricted once a slice said so', () => {
    const first = withSlice(EMPTY_TIMELINE, slice({ isRestricted: true }), 1);
    expect(withSlice(first, slice({}), 2).isRestricted).toBe(true);
  });
  it('knows until when an override lasts, by the clock of the workstation, and that it is over', () => {
    const activeOverride = { __typename: 'ActiveOverride' as const, overrideId: 'o', ground: 'EXPRESS_CONSENT' as const, startedAt: 0, expiresAt: 0, remainingMs: 60_000, isOwn: true };
    const open = withSlice(EMPTY_TIMELINE, slice({ restriction: { __typename: 'Restriction', extent: 'NONE', grounds: [], activeOverride } }), 1_000);
    expect(open.overrideUntilMs).toBe(61_000);
    expect(withSlice(open, slice({}), 2_000).overrideUntilMs).toBeUndefined();
  });
  it('never turns a broken connection into "nothing": what was searching has not answered', () => {
    const first = withSlice(EMPTY_TIMELINE, slice({ outcomes: [outcome('a'), outcome('b', 'PENDING')] }), 1);
    const broken = withBrokenStream(first, 'unreachable', 2);
    expect(broken.outcomes.map(({ state }) => state)).toEqual(['ANSWERED', 'TIMEOUT']);
    expect(broken.trouble).toBe('unreachable');
  });
  it('marks only the source that is asked again as searching', () => {
    const first = withSlice(EMPTY_TIMELINE, slice({ outcomes: [outcome('a', 'TIMEOUT'), outcome('b', 'DOWN')], isLast: true }), 1);
    expect(withRetry(first, ['b']).outcomes.map(({ state }) => state)).toEqual(['TIMEOUT', 'PENDING']);
  });
});
