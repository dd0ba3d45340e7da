import { stat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SandboxUnderTest } from './testing/site-client.js';

interface Province {
  readonly isDemonstration: boolean;
  readonly identityProviders: readonly { readonly id: string; readonly issuer: string; readonly clientSecret: { readonly file: string } }[];
  readonly organizations: readonly { readonly id: string; readonly isActive?: boolean; readonly entitledSources: 'all' | readonly string[] }[];
  readonly users: readonly { readonly identities: readonly { readonly subject: string }[]; readonly memberships: readonly { readonly organizationId: string }[] }[];
  readonly sources: readonly { readonly id: string; readonly custodianId: string; readonly records: { readonly protocol: string; readonly baseUrl: string } }[];
}

let under: SandboxUnderTest;
let province: Province;
let written: string;
beforeAll(async () => {
  under = await SandboxUnderTest.open();
  written = await readFile(under.sandbox.provinceFile, 'utf8');
  province = parse(written) as Province;
});
afterAll(() => under.close());

describe('a started sandbox', () => {
  it('describes eleven sources, of which one speaks DICOMweb only, under at least ten organizations', () => {
    expect(province.sources.map(({ records }) => records.protocol).sort()).toEqual(['dicomweb', ...Array.from({ length: 10 }, () => 'fhir-r4')]);
    expect(province.organizations.length).toBeGreaterThanOrEqual(10);
    expect(province.isDemonstration).toBe(true);
  });

  it('names only organizations and sources that exist', () => {
    const organizations = new Set(province.organizations.map(({ id }) => id));
    const sources = new Set(province.sources.map(({ id }) => id));
    for (const { memberships } of province.users) for (const { organizationId } of memberships) expect(organizations).toContain(organizationId);
    for (const { custodianId } of province.sources) expect(organizations).toContain(custodianId);
    for (const { entitledSources } of province.organizations) for (const id of entitledSources === 'all' ? [] : entitledSources) expect(sources).toContain(id);
  });

  it('keeps one source from the demonstration’s family physician', () => {
    const clinic = province.organizations.find(({ id }) => id === 'mountain-brow')!;
    expect(province.sources.map(({ id }) => id).filter((id) => !clinic.entitledSources.includes(id))).toEqual(['quinte-shore']);
  });

  it('knows everybody who can sign in as a user of the province, but those who are there to be registered', () => {
    expect(province.users.map(({ identities }) => identities[0]!.subject)).toEqual(under.sandbox.accounts.filter(({ role }) => role !== 'Not registered').map(({ username }) => `sandbox-${username}`));
    expect(province.identityProviders[0]!.issuer).toBe(under.sandbox.issuer);
  });

  it('writes no secret into the province file, and secrets where only their owner can read them', async () => {
    const folder = join(under.dataFolder, 'secrets');
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(written).not.toContain((await readFile(file, 'utf8')).trim());
    }
  });

  it('lists the cast with fictitious numbers', async () => {
    const { stories } = JSON.parse(await readFile(join(under.dataFolder, 'story-cast.json'), 'utf8')) as { stories: { id: string; healthNumber: string }[] };
    expect(stories.length).toBeGreaterThanOrEqual(20);
    expect(new Set(stories.map(({ healthNumber }) => healthNumber)).size).toBe(stories.length);
  });
});

describe('the README', () => {
  it('lists the cast and the accounts as they are', async () => {
    const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
    for (const { family, healthNumber, birthDate, covers } of under.sandbox.province.stories) {
      const row = readme.split('\n').find((line) => line.includes(healthNumber.replace(/(....)(...)(...)/, '$1 $2 $3')));
      expect(row).toMatch(new RegExp(`${family}.*${birthDate}`));
      expect(row).toContain(covers);
    }
    for (const { username } of under.sandbox.accounts) expect(readme).toContain(username);
  });
});
