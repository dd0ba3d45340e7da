import { describe, expect, it } from '@jest/globals';
import { files, libraries, read } from './workspace.js';

const sources = files.filter((file) => /^(apps|libs|test|tools)\/.*\.(ts|tsx|mts|mjs|js|jsx)$/.test(file) && !file.endsWith('.d.ts'));
const text = files.filter((file) => /\.(ts|tsx|mts|mjs|js|jsx|json|md|yaml|yml|graphql|html|css|sh)$|^\.ci\//.test(file) && file !== 'package-lock.json');
/** This file names what it forbids. */
const others = text.filter((file) => file !== 'test/architecture/src/house.spec.ts');

const matching = (candidates: readonly string[], pattern: RegExp): string[] =>
  candidates.flatMap((file) => read(file).split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 100)}`] : [])));

describe('the house', () => {
  it('has no drawer: no folder is called core, common, shared, helpers, utils or misc', () => {
    expect(files.filter((file) => file.split('/').slice(0, -1).some((folder) => /^(core|common|shared|helpers?|utils?|misc)$/.test(folder)))).toEqual([]);
  });

  it('gives every library one door and a README that fits on a page', () => {
    for (const { dir } of libraries) {
      expect(files).toContain(`${dir}/src/index.ts`);
      expect(files).toContain(`${dir}/README.md`);
      expect({ dir, isShort: read(`${dir}/README.md`).trimEnd().split('\n').length <= 40 }).toEqual({ dir, isShort: true });
    }
  });

  it('opens no library but at its door', () => {
    // Doors of their own: what the portal needs before the chart itself is loaded, and what only pages of work draw with, or the bundle grows by all of it.
    expect(matching(sources, /from '@longview\/(?!web-patient-chart\/memory'|web-design-system\/work')[a-z-]+\/(?!package\.json)/)).toEqual([]);
  });

  it('keeps files short enough to be one thing', () => {
    expect(sources.filter((file) => read(file).split('\n').length > 400)).toEqual([]);
  });

  it('commits nothing unfinished, excused or focused', () => {
    expect(matching(sources.filter((file) => others.includes(file)), /\b(TODO|FIXME|HACK|XXX)\b|eslint-disable|@ts-ignore|@ts-expect-error|\bas any\b|\b(it|test|describe)\.only\(|\bxit\(|\bxdescribe\(|expect\(true\)/)).toEqual([]);
  });

  it('speaks of the product only: no machine paths, no package-registry hosts', () => {
    expect(matching(others, /\/work\/(main|shared)|\/root\/|registry\.npmjs\.org|repo1?\.maven\.org|deb\.debian\.org/)).toEqual([]);
    expect(matching(['package-lock.json'], /"resolved": *"https?:/)).toEqual([]);
  });

  it('lets nobody but disclosure mark a value as disclosed', () => {
    const marked = sources.filter((file) => !file.startsWith('libs/disclosure/') && /as Disclosed<|as unknown as Disclosed|as never as Disclosed/.test(read(file)) && !/\.(int-)?spec\.tsx?$/.test(file));
    expect(marked).toEqual([]);
    expect(read('libs/disclosure/src/index.ts')).not.toMatch(/markDisclosed|FederatedSearch\b|createFederatedSearch/);
  });
});

describe('the error catalogue', () => {
  it('lists exactly the codes that exist', () => {
    const listed = new Set([...read('docs/errors.md').matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, code]) => code));
    const codes = new Set([
      ...[...read('libs/sources/contract/src/source-fault.ts').matchAll(/'(SOURCE_[A-Z_]+)'/g)].map(([, code]) => code),
      ...(/enum RefusalCode \{([^}]*)\}/.exec(read('libs/graphql-api/schema.graphql'))?.[1] ?? '').match(/[A-Z][A-Z_]+/g) ?? [],
      'AUDIT_APPEND_FAILED',
      ...(/EXCHANGE_FAULT_CODES = \[([^\]]*)\]/.exec(read('libs/image-exchange/src/exchange-fault.ts'))?.[1] ?? '').match(/[A-Z][A-Z_]+/g) ?? [],
      ...sources.filter((file) => file.startsWith('libs/privacy-office/')).flatMap((file) => [...read(file).matchAll(/readonly code = '([A-Z_]+)'/g)].map(([, code]) => code)),
    ]);
    expect([...listed].sort()).toEqual([...codes].sort());
  });
});
