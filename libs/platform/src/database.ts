/** Enough of a PostgreSQL connection to run one statement. */
export interface Queryable {
  /**
   * @param values bound parameters; never part of the text.
   * @param name keeps the statement's plan under this name: for what every request asks. One name, one text.
   */
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[], name?: string): Promise<{ readonly rows: readonly Row[]; readonly rowCount: number | null }>;
}

/**
 * The product's own database, as the services that keep something see it: persistence brings the connection and owns the
 * schema; a service owns the statements about its own tables.
 */
export interface Database extends Queryable {
  /** Commits when `work` resolves; rolls back and rethrows when it rejects. `work` MUST use the connection it is given. */
  transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T>;
}
