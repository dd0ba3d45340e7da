import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow<Column extends string> {
  /** As an editor counts, the header being line 1. */
  readonly line: number;
  /** Trimmed; empty where the file has no such column. */
  readonly cells: Readonly<Record<Column, string>>;
}

/** Something is wrong with the file as a whole: no row of it is believed. */
export interface CsvFault {
  readonly problem: 'too-large' | 'not-utf-8' | 'empty' | 'too-many-rows' | 'column-missing' | 'column-twice' | 'not-csv';
  readonly line?: number;
  readonly column?: string;
}

export interface CsvLimits {
  readonly mostCharacters: number;
  readonly mostRows: number;
}

const LONGEST_ROW = 8_000;
const DELIMITERS = [',', ';', '\t'] as const;

/** `Numéro d'employé` → `numerodemploye`: headers are compared as people mean them. */
const folded = (header: string): string => header.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Spreadsheets of French systems separate with semicolons: whichever the first line has most of. */
function delimiterOf(text: string): string {
  const [firstLine = ''] = text.split(/\r\n|\r|\n/, 1);
  const countOf = (delimiter: string): number => firstLine.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!;
}

/**
 * Reads a file as spreadsheets write it: UTF-8 with or without a byte-order mark; commas, semicolons or tabs; any line ends;
 * quoted cells; columns in any order, by their names in either language; columns that nobody asked for are left out.
 * @param columns names of each column, the first being its own; `required` ones must be there.
 */
export function readCsv<Column extends string>(text: string, columns: Readonly<Record<Column, readonly string[]>>, required: readonly NoInfer<Column>[], limits: CsvLimits): readonly CsvRow<Column>[] | CsvFault {
  if (text.length > limits.mostCharacters) return { problem: 'too-large' };
  // A replacement character is what is left of a file in another encoding: names would be mutilated silently.
  if (text.includes('\uFFFD') || text.includes('\u0000')) return { problem: 'not-utf-8' };
  const content = text.replace(/^\uFEFF/, '');
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(content, { delimiter: delimiterOf(content), info: true, trim: true, skip_empty_lines: true, skip_records_with_empty_values: true, max_record_size: LONGEST_ROW, to: limits.mostRows + 2 }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return { problem: 'not-csv', ...(lines !== undefined && { line: lines }) };
  }
  const [header, ...rows] = records;
  if (!header) return { problem: 'empty' };
  if (rows.length > limits.mostRows) return { problem: 'too-many-rows' };
  const columnOf = new Map((Object.entries(columns) as [Column, readonly string[]][]).flatMap(([column, names]) => [column, ...names].map((name) => [folded(name), column])));
  const places = header.record.map((name) => columnOf.get(folded(name)));
  const twice = places.find((column, place) => column !== undefined && places.indexOf(column) !== place);
  if (twice !== undefined) return { problem: 'column-twice', column: twice };
  const missing = required.find((column) => !places.includes(column));
  if (missing !== undefined) return { problem: 'column-missing', column: missing };
  if (rows.length === 0) return { problem: 'empty' };
  const none = Object.fromEntries(Object.keys(columns).map((column) => [column, ''])) as Record<Column, string>;
  return rows.map(({ record, info }) => ({ line: info.lines, cells: { ...none, ...Object.fromEntries(record.flatMap((cell, place) => (places[place] === undefined ? [] : [[places[place], cell]]))) } }));
}
