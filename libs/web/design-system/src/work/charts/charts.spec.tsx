import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import '../../words.js';
import '../words.js';
import { DesignProvider } from '../../design-provider.js';
import { Bars } from './bars.js';
import { BurnDown } from './burn-down.js';
import { Heatmap } from './heatmap.js';
import { Histogram } from './histogram.js';
import { linear, niceTicks, spread } from './scale.js';

afterEach(cleanup);

const show = (chart: ReactElement) => render(<DesignProvider env="test">{chart}</DesignProvider>);
const cells = (): string[] => screen.getAllByRole('cell').map((cell) => cell.textContent ?? '');
const asTable = (): void => { fireEvent.click(screen.getByRole('button', { name: /^Show as table/ })); };

describe('charts', () => {
  it('give the values of stacked bars in figures, and their total as a table', () => {
    show(<Bars title="Users by sector" form="stacked" categoryTitle="Sector" series={[{ id: 'in', title: 'Entitled' }, { id: 'out', title: 'Not entitled' }]} categories={[{ id: 'h', title: 'Hospitals', values: [30_000, 5_443] }, { id: 'c', title: 'Clinics', values: [12, 0] }]} />);
    expect(screen.getByText('Hospitals').parentElement?.textContent).toContain('30,000');
    asTable();
    expect(cells()).toEqual(['30,000', '5,443', '35,443', '12', '0', '12']);
    fireEvent.click(screen.getByRole('button', { name: 'Show as chart: Users by sector' }));
    expect(screen.queryByRole('table')).toBeNull();
  });
  it('draw no total where bars are measured against each other, and a bar of nothing for nothing', () => {
    const { container } = show(<Bars title="Adoption" form="grouped" categoryTitle="Sector" series={[{ id: 'r', title: 'Registered' }, { id: 'a', title: 'Active' }]} categories={[{ id: 'h', title: 'Hospitals', values: [10, 0] }]} />);
    expect([...container.querySelectorAll('rect')].map((rect) => rect.getAttribute('width'))).toEqual(['1000', '0']);
    asTable();
    expect(cells()).toEqual(['10', '0']);
  });
  it('walk a burn-down by arrow keys, one stop of the Tab key, each point in words', () => {
    const day = (n: number): number => new Date(2026, 10, n, 12).getTime();
    show(<BurnDown title="Campaign" remainingTitle="users to attest" dueMs={day(30)} points={[{ atMs: day(1), remaining: 479 }, { atMs: day(8), remaining: 300 }, { atMs: day(15), remaining: 40 }]} />);
    const points = screen.getAllByRole('img');
    expect(points.map((point) => point.getAttribute('aria-label'))).toEqual(['2026-11-01: 479 users to attest', '2026-11-08: 300 users to attest', '2026-11-15: 40 users to attest']);
    expect(points.filter((point) => point.getAttribute('tabindex') === '0')).toHaveLength(1);
    act(() => points[0]!.focus());
    fireEvent.keyDown(points[0]!, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(points[1]);
    fireEvent.keyDown(points[1]!, { key: 'End' });
    expect(document.activeElement).toBe(points[2]);
    asTable();
    expect(cells()).toEqual(['479', '300', '40']);
  });
  it('name each bin of a histogram with its count', () => {
    show(<Histogram title="Idle accounts" binTitle="Days without use" countTitle="Users" bins={[{ id: '30', title: '30–59', count: 12 }, { id: '60', title: '60–89', count: 1_204 }]} />);
    expect(screen.getAllByRole('img').map((bar) => bar.getAttribute('aria-label'))).toEqual(['30–59: 12', '60–89: 1,204']);
  });
  it('print the value into each cell of a heat map, and a dash where there is none', () => {
    show(<Heatmap title="Use" rowTitle="Weekday" columns={[{ id: 'am', title: 'Morning' }, { id: 'pm', title: 'Afternoon' }]} rows={[{ id: 'mo', title: 'Monday', values: [3, undefined] }]} />);
    expect(cells()).toEqual(['3', '–']);
  });
  it('say that there is nothing yet instead of drawing an empty frame', () => {
    show(<Bars title="Adoption" form="grouped" categoryTitle="Sector" series={[{ id: 'r', title: 'Registered' }]} categories={[]} />);
    expect(screen.getByText('There is nothing to show yet.')).toBeTruthy();
  });
});

describe('scales', () => {
  it.each([[0, [0, 1]], [1, [0, 1]], [3, [0, 1, 2, 3]], [479, [0, 200, 400, 600]], [44_899, [0, 20_000, 40_000, 60_000]]])('tick up to %p in round whole steps', (max, ticks) => {
    expect(niceTicks(max)).toEqual(ticks);
  });
  it('reach the largest value with their last tick, for any maximum', () => {
    for (let max = 1; max < 3_000; max += 7) {
      const ticks = niceTicks(max);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
  it('spread dates from end to end and give one for a range of nothing', () => {
    expect(spread(0, 10, 3)).toEqual([0, 5, 10]);
    expect(spread(4, 4, 3)).toEqual([4]);
  });
  it('put everything at the start when the domain is one point', () => {
    expect(linear([5, 5], [0, 100])(5)).toBe(0);
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
  });
});
