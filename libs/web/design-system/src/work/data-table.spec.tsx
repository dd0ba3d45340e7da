import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import '../words.js';
import './words.js';
import { DesignProvider } from '../design-provider.js';
import { DataTable, type DataTableProps } from './data-table.js';
import { nextSort, withWish, type TableQuestion } from './table-question.js';

interface Person { readonly id: string; readonly name: string; readonly uses: number }

const people: readonly Person[] = [{ id: 'a', name: 'Ada Example', uses: 12 }, { id: 'b', name: 'Ben Example', uses: 0 }];
const question: TableQuestion = { search: '', sort: undefined, page: 0, pageSize: 2 };
const onAsk = jest.fn<(wish: Partial<TableQuestion>) => void>();
const table = (more: Partial<DataTableProps<Person>> = {}) => (
  <DesignProvider env="test">
    <DataTable<Person> title="People" searchLabel="Name" rows={people} total={5} rowKey={({ id }) => id} question={question} onAsk={onAsk} isLoading={false} empty={{ title: 'Nobody yet' }}
      columns={[{ id: 'name', title: 'Name', cell: ({ name }) => name, isSortable: true }, { id: 'uses', title: 'Uses', cell: ({ uses }) => uses, isSortable: true, isNumber: true }]} {...more} />
  </DesignProvider>
);

beforeEach(() => { jest.useFakeTimers(); onAsk.mockClear(); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

describe('a table that the server pages', () => {
  it('names each line by its first cell and counts all pages', () => {
    render(table());
    expect(screen.getByRole('rowheader', { name: 'Ada Example' })).toBeTruthy();
    expect(screen.getAllByText('5 lines').length).toBeGreaterThan(0);
    expect(screen.getByRole('table', { name: 'People' }).getAttribute('aria-rowcount')).toBe('6');
  });
  it('says by which column it is sorted, and asks for the other direction when pressed again', () => {
    render(table({ question: { ...question, sort: { column: 'uses', isDescending: false } } }));
    const heading = screen.getByRole('columnheader', { name: 'Uses' });
    expect(heading.getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('none');
    fireEvent.click(within(heading).getByRole('button'));
    expect(onAsk).toHaveBeenCalledWith({ sort: { column: 'uses', isDescending: true } });
  });
  it('searches once the typing pauses, not at every letter', () => {
    render(table());
    const field = screen.getByRole('searchbox', { name: 'Name' });
    fireEvent.change(field, { target: { value: 'ad' } });
    fireEvent.change(field, { target: { value: 'ada' } });
    expect(onAsk).not.toHaveBeenCalled();
    act(() => { jest.advanceTimersByTime(400); });
    expect(onAsk.mock.calls).toEqual([[{ search: 'ada' }]]);
  });
  it('shows on which lines it stands and leads to the neighbouring pages', () => {
    render(table({ question: { ...question, page: 1 } }));
    expect(screen.getByText('3 to 4 of 5')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(onAsk).toHaveBeenCalledWith({ page: 2 });
  });
  it('keeps what it shows while it asks for more, and says that it is busy', () => {
    render(table({ isLoading: true }));
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('Ben Example')).toBeTruthy();
  });
  it('tells nothing there from nothing that matches', () => {
    const { rerender } = render(table({ rows: [], total: 0 }));
    expect(screen.getByRole('heading', { name: 'Nobody yet' })).toBeTruthy();
    rerender(table({ rows: [], total: 0, question: { ...question, search: 'zzz' } }));
    expect(screen.getByRole('heading', { name: 'Nothing matches' })).toBeTruthy();
    expect(screen.queryByText('Nobody yet')).toBeNull();
  });
  it('never shows "nothing" in place of a failure, and asks again when told to', () => {
    const onRetry = jest.fn();
    render(table({ rows: undefined, total: undefined, problem: 'The list cannot be read now.', onRetry }));
    expect(screen.getByRole('alert').textContent).toContain('The list cannot be read now.');
    expect(screen.queryByText('Nobody yet')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
  it('selects single lines and the page, but no line that may not be selected', () => {
    const onChange = jest.fn<(keys: ReadonlySet<string>) => void>();
    render(table({ selection: { keys: new Set(), onChange, labelOf: ({ name }) => name, isSelectable: ({ uses }) => uses > 0 } }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Ada Example' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all lines of this page' }));
    expect(onChange.mock.calls.map(([keys]) => [...keys])).toEqual([['a'], ['a']]);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Ben Example' }).disabled).toBe(true);
  });
});

describe('what a table asks', () => {
  it('starts at the first page whenever the lines or their order change', () => {
    const far = { ...question, page: 7 };
    expect(withWish(far, { search: 'x' }).page).toBe(0);
    expect(withWish(far, { sort: { column: 'name', isDescending: false } }).page).toBe(0);
    expect(withWish(far, { search: '' }).page).toBe(7);
    expect(withWish(far, { page: 8 }).page).toBe(8);
  });
  it('turns the order of a column round, and starts ascending with another', () => {
    expect(nextSort(undefined, 'name')).toEqual({ column: 'name', isDescending: false });
    expect(nextSort({ column: 'name', isDescending: false }, 'name')).toEqual({ column: 'name', isDescending: true });
    expect(nextSort({ column: 'name', isDescending: true }, 'uses')).toEqual({ column: 'uses', isDescending: false });
  });
});
