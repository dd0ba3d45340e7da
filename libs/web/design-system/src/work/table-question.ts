import { useCallback, useState } from 'react';

export interface TableSort { readonly column: string; readonly isDescending: boolean }

/** What a table asks of the server: one page of the lines that match. */
export interface TableQuestion {
  readonly search: string;
  readonly sort: TableSort | undefined;
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
}

const PAGE_SIZE = 50;

/** Takes in a wish; whatever changes which lines match, or their order, leads back to the first page. */
export function withWish(question: TableQuestion, wish: Partial<TableQuestion>): TableQuestion {
  const isSameList = (wish.search === undefined || wish.search === question.search) && !('sort' in wish) && wish.pageSize === undefined;
  return { ...question, ...wish, page: wish.page ?? (isSameList ? question.page : 0) };
}

/** The next order of a column: ascending, descending, ascending … */
export function nextSort(sort: TableSort | undefined, column: string): TableSort {
  return { column, isDescending: sort?.column === column && !sort.isDescending };
}

/** Holds a table's question. Not in the address: people search by names. */
export function useTableQuestion(start: Partial<TableQuestion> = {}): { readonly question: TableQuestion; readonly ask: (wish: Partial<TableQuestion>) => void } {
  const [question, setQuestion] = useState<TableQuestion>({ search: '', sort: undefined, page: 0, pageSize: PAGE_SIZE, ...start });
  const ask = useCallback((wish: Partial<TableQuestion>) => setQuestion((now) => withWish(now, wish)), []);
  return { question, ask };
}
