import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projects, root } from './workspace.js';

/** One forbidden import per line of the import rules; each must be refused, each legal neighbour must pass. */
const FORBIDDEN: readonly [from: string, importing: string, why: string][] = [
  ['libs/clinical-model', '@longview/platform', 'the model depends on nothing'],
  ['libs/clinical-model', 'undici', 'the model uses no npm package'],
  ['libs/sources/contract', '@longview/platform', 'the port depends on the model only'],
  ['libs/patient-identity', '@longview/deduplication', 'domain libraries do not know each other'],
  ['libs/deduplication', 'undici', 'domain libraries use no npm package'],
  ['libs/access-policy', '@longview/audit', 'a guard depends on the model only'],
  ['libs/audit', 'pg', 'guards use no npm package'],
  ['libs/platform', '@longview/clinical-model', 'the platform knows nothing clinical'],
  ['libs/sources/fhir', '@longview/sources-dicomweb', 'one protocol does not lean on another'],
  ['libs/sources/fhir', '@longview/patient-identity', 'connectors read, they do not match'],
  ['libs/province', '@longview/federated-search', 'configuration does not search'],
  ['libs/federated-search', '@longview/access-policy', 'the search decides nothing about access'],
  ['libs/federated-search', '@longview/sources-fhir', 'the search speaks no protocol'],
  ['libs/disclosure', '@longview/sources-contract', 'disclosure reaches sources through the search'],
  ['libs/imaging', '@longview/federated-search', 'past disclosure nothing reaches the search'],
  ['libs/authentication', '@longview/sources-contract', 'a service does not reach sources'],
  ['libs/persistence', '@longview/disclosure', 'stores hold no clinical record'],
  ['libs/graphql-api', '@longview/federated-search', 'a resolver cannot show what was not disclosed'],
  ['libs/graphql-api', '@longview/persistence', 'resolvers work through ports'],
  ['libs/web/patient-chart', '@longview/graphql-api', 'the browser does not import the server'],
  ['libs/web/patient-chart', '@longview/web-patient-search', 'web features do not know each other'],
  ['libs/web/design-system', '@longview/web-session', 'the design system knows no feature'],
  ['libs/web/design-system', '@nestjs/common', 'no server framework in the browser'],
  ['libs/graphql-client', '@longview/clinical-model', 'the generated client depends on nothing of ours'],
  ['apps/sandbox', '@longview/sources-fhir', 'the examiner never copies from the pupil'],
  ['apps/sandbox', '@longview/clinical-model', 'the examiner never copies from the pupil'],
  ['apps/gateway', '@longview/web-session', 'the server does not import the browser'],
];
const LEGAL: readonly [from: string, importing: string][] = [
  ['libs/disclosure', '@longview/federated-search'], ['libs/federated-search', '@longview/deduplication'], ['libs/sources/fhir', '@longview/sources-contract'], ['libs/graphql-api', '@longview/disclosure'],
];

describe('who may import whom', () => {
  const cases = [...FORBIDDEN, ...LEGAL].map(([from, importing]) => ({ file: `${from}/src/index.ts`, code: `export * from '${importing}';\n` }));
  const output = execFileSync(process.execPath, [path.join(root, 'test/architecture/src/lint-forbidden-imports.mjs'), JSON.stringify(cases)], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 24 });
  const results = JSON.parse(output.split('\n').at(-1)!) as { ruleId: string; message: string }[][];
  if (output.includes('rule will be skipped')) throw new Error('The boundary rule did not run.');
  const said = (index: number): string[] => results[index]!.filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries').map(({ message }) => message);

  it.each(FORBIDDEN.map((line, index) => [...line, index] as const))('%s may not import %s: %s', (_from, _importing, _why, index) => {
    expect(said(index).length).toBeGreaterThan(0);
  });
  it.each(LEGAL.map((line, index) => [...line, index] as const))('%s may import %s', (_from, _importing, index) => {
    expect(said(FORBIDDEN.length + index)).toEqual([]);
  });
});

describe('every project', () => {
  it.each(projects.map(({ dir, manifest }) => [dir, manifest] as const))('%s carries one type and one side', (_dir, manifest) => {
    const tags = manifest.nx?.tags ?? [];
    expect(tags.filter((tag) => tag.startsWith('type:'))).toHaveLength(1);
    expect(tags.filter((tag) => tag.startsWith('side:'))).toHaveLength(1);
    expect(tags).toHaveLength(2);
  });
});
