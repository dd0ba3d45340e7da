import { readFileSync } from 'node:fs';

const file = new URL('../../../libs/graphql-client/src/generated/persisted-documents.json', import.meta.url);
let byName: ReadonlyMap<string, string> | undefined;

/** The id under which the gateway knows one of the portal's own operations: `FindPatients`, `Timeline` … */
export function documentIdOf(operationName: string): string {
  byName ??= new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).map(([id, text]) => [/\b(?:query|mutation|subscription) (\w+)/.exec(text)?.[1] ?? '', id]));
  const id = byName.get(operationName);
  if (id === undefined) throw new Error(`The portal has no operation ${operationName}; it has ${[...byName.keys()].join(', ')}.`);
  return id;
}
