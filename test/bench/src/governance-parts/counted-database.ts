import type { Database, Queryable } from '@longview/platform';

/** Counts the statements that go through it, and remembers them with what they were asked with. */
export function countedDatabase(database: Database): { readonly database: Database; readonly statements: () => readonly { readonly text: string; readonly values: readonly unknown[] }[]; readonly reset: () => void } {
  let statements: { text: string; values: readonly unknown[] }[] = [];
  const counted = (connection: Queryable): Queryable => ({
    query: (text, values = [], ...further: readonly never[]) => {
      statements.push({ text, values });
      return connection.query(text, values, ...further);
    },
  });
  return {
    database: { ...counted(database), transaction: (work) => database.transaction((connection) => work(counted(connection))) },
    statements: () => statements,
    reset: () => { statements = []; },
  };
}

interface PlanNode { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly PlanNode[] }

/** Tables that the database would read from end to end to answer this. */
export async function tablesReadWhole(database: Database, { text, values }: { readonly text: string; readonly values: readonly unknown[] }): Promise<readonly string[]> {
  const { rows } = await database.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(`explain (format json) ${text}`, values);
  const walk = (node: PlanNode): readonly string[] => [...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []), ...(node.Plans ?? []).flatMap(walk)];
  return walk(rows[0]!['QUERY PLAN'][0].Plan);
}
