import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import '../../words.js';
import '../words.js';
import { DesignProvider } from '../../design-provider.js';
import { CalendarYear } from './calendar-year.js';
import { DotLanes } from './dot-lanes.js';
import { Heatmap } from './heatmap.js';
import { middleOf, stackedLevels } from './scale.js';
import { StripPlot } from './strip-plot.js';

afterEach(cleanup);

const show = (chart: ReactElement) => render(<DesignProvider env="test">{chart}</DesignProvider>);
const table = (): string[] => {
  fireEvent.click(screen.getByRole('button', { name: /^Show as table/ }));
  return screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));
};

describe('one person among their peers', () => {
  const plot = <StripPlot title="Patients" pointTitle="Person" valueTitle="Patients in 30 days" markedTitle="Osei" othersTitle="Other nurses" points={[{ id: 'a', title: 'Peer 1', value: 12 }, { id: 'o', title: 'Osei', value: 61, isMarked: true }, { id: 'b', title: 'Peer 2', value: 12 }, { id: 'c', title: 'Peer 3', value: 14 }]} />;

  it('is one of the points, in rising order, and the middle is said', () => {
    const { container } = show(plot);
    expect(screen.getAllByRole('img').map((point) => point.getAttribute('aria-label'))).toEqual(['Peer 1: 12', 'Peer 2: 12', 'Peer 3: 14', 'Osei: 61']);
    expect(container.textContent).toContain('Osei: 61 · half are below 13');
  });
  it('does not hide who has the same number', () => {
    const { container } = show(plot);
    const heights = [...container.querySelectorAll('circle')].map((circle) => circle.getAttribute('cy'));
    expect(heights[0]).not.toBe(heights[1]);
  });
  it('leads the table, named', () => {
    show(plot);
    expect(table()).toEqual(['Person | Patients in 30 days', 'Osei (looked at here) | 61', 'Peer 3 | 14', 'Peer 2 | 12', 'Peer 1 | 12']);
  });
});

describe('a year of days', () => {
  const year = <CalendarYear title="Accesses" year={2024} valueTitle="accesses" days={[{ day: '2024-02-29', value: 4, isOutlined: true }, { day: '2024-01-01', value: 1 }, { day: '2023-12-31', value: 9 }]} />;

  it('has each of its days, also the leap day, in words', () => {
    show(year);
    const days = screen.getAllByRole('img');
    expect(days).toHaveLength(366);
    expect(days[59]!.getAttribute('aria-label')).toBe('2024-02-29: 4 accesses (unusual)');
    expect(days[365]!.getAttribute('aria-label')).toBe('2024-12-31: 0 accesses');
  });
  it('is walked from month to month by the arrow keys', () => {
    show(year);
    const days = screen.getAllByRole('img');
    act(() => days[0]!.focus());
    fireEvent.keyDown(days[30]!, { key: 'ArrowRight' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('2024-02-01: 0 accesses');
  });
  it('lists the days on which something happened, and no other year', () => {
    show(year);
    expect(table()).toEqual(['Day | accesses', '2024-01-01 | 1', '2024-02-29 (unusual) | 4']);
  });
});

describe('lanes of who did something when', () => {
  const atMs = (day: number): number => new Date(2026, 10, day, 12).getTime();
  const lanes = <DotLanes title="Who looked" laneTitle="Person" dotTitle="Time" lanes={[{ id: 'a', title: 'Osei', dots: [{ id: '1', atMs: atMs(1), words: '2026-11-01 12:00' }, { id: '2', atMs: atMs(9), words: '2026-11-09 12:00', isOutlined: true }] }, { id: 'b', title: 'Vuong', dots: [{ id: '3', atMs: atMs(5), words: '2026-11-05 12:00' }] }]} />;

  it('have one stop of the Tab key, and go on in the next lane', () => {
    show(lanes);
    const dots = screen.getAllByRole('img');
    expect(dots.map((dot) => dot.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
    fireEvent.keyDown(dots[1]!, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(dots[2]);
  });
  it('put each point where its time is', () => {
    const { container } = show(lanes);
    const [first, last, between] = [...container.querySelectorAll('circle')].map((circle) => Number(circle.getAttribute('cx')));
    expect(between! - first!).toBeCloseTo((last! - first!) / 2, 1);
  });
  it('become a line for each point', () => {
    show(lanes);
    expect(table()).toEqual(['Person | Time', 'Osei | 2026-11-01 12:00', 'Osei | 2026-11-09 12:00', 'Vuong | 2026-11-05 12:00']);
  });
});

it('outlines the cells of a heat map that stand out, and says so to those who do not see it', () => {
  show(<Heatmap title="Hours" rowTitle="Weekday" columns={[{ id: '3', title: '03' }, { id: '4', title: '04' }]} rows={[{ id: 'mo', title: 'Monday', values: [2, 5] }]} isOutlined={(row, column) => row === 'mo' && column === '3'} outlineTitle="Unusual for this person" />);
  expect(screen.getByText('Unusual for this person')).toBeTruthy();
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['2 unusual', '5']);
  expect(table()).toEqual(['Weekday | 03 | 04', 'Monday | 2 (unusual) | 5']);
});

describe('points on one axis', () => {
  it('stand above each other only where they would touch, and no higher than allowed', () => {
    expect(stackedLevels([0, 5, 11, 12, 40], 11, 9)).toEqual([0, 1, 0, 2, 0]);
    expect(stackedLevels([1, 1, 1, 1], 11, 2)).toEqual([0, 1, 1, 1]);
  });
  it.each([[[], undefined], [[3], 3], [[1, 2, 9], 2], [[1, 2, 4, 9], 3]])('have their middle: %p', (values, middle) => {
    expect(middleOf(values)).toBe(middle);
  });
});
