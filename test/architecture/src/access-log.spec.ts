import { describe, expect, it } from '@jest/globals';
import { files, read } from './workspace.js';

/** What is promised to be written, as the page for operators says it. */
const page = read('docs/operations/access-log.md');
const operations = page.slice(page.indexOf('## What each operation writes'), page.indexOf('## How it is checked'));
const names = [...operations.matchAll(/^\|(.*)\|.*\|$/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
const promised = [...operations.matchAll(/^\|.*\| (.*) \|$/gm)].flatMap(([, cell]) => (cell!.startsWith('—') || cell!.startsWith('-') || cell === 'Writes' ? [] : cell!.split(/, | \(/).filter((word) => !word.endsWith(')'))));
const actions = [...(/AUDIT_ACTIONS = \[([^\]]*)\]/.exec(read('libs/audit/src/audit-event.ts'))?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, action]) => action!);

function rootFields(): readonly string[] {
  const schema = read('libs/graphql-api/schema.graphql');
  return ['Query', 'Mutation', 'Subscription'].flatMap((type) => {
    const body = new RegExp(`^type ${type} \\{(.*?)^\\}`, 'ms').exec(schema)![1]!.replaceAll(/"""[\s\S]*?"""/g, '');
    return [...body.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, field]) => field!);
  });
}

function routes(): readonly string[] {
  return files.filter((file) => /\.controller\.ts$/.test(file)).flatMap((file) => {
    const text = read(file);
    const base = /@Controller\('([^']*)'\)/.exec(text)?.[1] ?? '';
    return [...text.matchAll(/@(Get|Post|Put|Patch|Delete|All)\((?:'([^']*)')?\)/g)].map(([, method, path = '']) => `${method!.toUpperCase()} /${[base, path].filter(Boolean).join('/')}`);
  });
}

describe('the access log', () => {
  it('is promised for every operation and every route, and for nothing that does not exist', () => {
    expect([...names].sort()).toEqual([...rootFields(), ...routes(), '/dicom-web'].sort());
  });

  it('has every kind that an operation promises, and every kind it has is explained', () => {
    expect(promised.filter((action) => !actions.includes(action))).toEqual([]);
    const explained = [...page.slice(0, page.indexOf('## What each operation writes')).matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, action]) => action!));
    expect(explained.sort()).toEqual([...actions].sort());
  });
});
