import type { Queryable } from '@longview/platform';

export type Cell = string | number | boolean | null;

/** Rows of one table on their way into the database, kept by column. */
export interface RowBatch {
  readonly table: string;
  /** Column names with the types that PostgreSQL casts the text to. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: (readonly Cell[])[];
}

const ROWS_A_STATEMENT = 5_000;

/** Writes them a few thousand at a time: one array of text a column, unnested by the database. */
export async function insertRows(connection: Queryable, { table, columns, rows }: RowBatch): Promise<void> {
  const names = Object.keys(columns);
  const text = `insert into ${table} (${names.join(', ')})
    select ${names.map((name) => `${name}::${columns[name]}`).join(', ')}
      from unnest(${names.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as given (${names.join(', ')})`;
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const part = rows.slice(from, from + ROWS_A_STATEMENT);
    await connection.query(text, names.map((_, index) => part.map((row) => (row[index] === null ? null : String(row[index])))));
  }
}

/** `{physician,nurse}`: words without quotes, commas or braces in them. */
export const textArray = (words: readonly string[]): string => `{${words.join(',')}}`;
