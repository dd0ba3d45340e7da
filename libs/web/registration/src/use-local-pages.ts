import { useTableQuestion, type TableQuestion } from '@longview/web-design-system/work';

/** Pages through lines that are here already, for a table that otherwise asks a server. */
export function useLocalPages<Row>(rows: readonly Row[], textOf: (row: Row) => string): { readonly question: TableQuestion; readonly ask: (wish: Partial<TableQuestion>) => void; readonly shown: readonly Row[]; readonly total: number } {
  const { question, ask } = useTableQuestion();
  const wanted = question.search.trim().toLowerCase();
  const found = wanted === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const page = Math.min(question.page, Math.max(0, Math.ceil(found.length / question.pageSize) - 1));
  return { question: { ...question, page }, ask, shown: found.slice(page * question.pageSize, (page + 1) * question.pageSize), total: found.length };
}
