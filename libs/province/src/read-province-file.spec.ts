import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { provinceFileSchema, type ProvinceFile } from './province-file.js';
import { ProvinceFileInvalid } from './province-problem.js';
import { parseProvinceFile, readProvinceFile } from './read-province-file.js';
import { resolveEntitlements } from './entitlements.js';

const guide = readFileSync(new URL('../../../docs/operations/province-file.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);
const [ownServers, orthanc, fhir] = examples as [string, string, string];

function problemsOf(text: string): readonly string[] {
  const result = parseProvinceFile(text);
  return 'province' in result ? [] : result.problems.map(({ line, path, expected }) => `${line} ${path}: ${expected}`);
}
const provinceOf = (text: string): ProvinceFile => (parseProvinceFile(text) as { province: ProvinceFile }).province;
const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('a province file', () => {
  it('is read as the guide writes it', () => {
    expect(examples).toHaveLength(3);
    for (const text of examples) expect(problemsOf(text)).toEqual([]);
    expect(provinceOf(orthanc).sources[0]).toMatchObject({ timeZone: 'America/Toronto', limits: { deadlineMs: 8_000, concurrency: 8 } });
  });

  it('has the defaults that the guide names', () => {
    const { session, viewer, isDemonstration } = provinceOf(orthanc);
    expect({ ...session, ...viewer, isDemonstration }).toEqual({ idleTimeoutMs: 900_000, idleWarningMs: 120_000, absoluteTimeoutMs: 43_200_000, grantLifetimeMs: 14_400_000, isDemonstration: false });
    for (const [name, value] of Object.entries({ ...session, ...viewer, ...provinceOf(orthanc).sources[0]!.limits })) expect(guide).toMatch(new RegExp(`\`[\\w.]*${name}\` \\(${value}\\b`));
  });

  it('is described key by key', () => {
    for (const key of Object.keys(provinceFileSchema.shape)) expect(guide).toContain(`\`${key}`);
  });

  it.each<[string, string, string]>([
    ['baseUrl: http://orthanc.internal:8042/dicom-web', 'baseUrl: orthanc', 'sources[0].records.baseUrl'],
    ['protocol: dicomweb', 'protocol: dimse', 'sources[0].records.protocol'],
    ['custodianId: lakeshore', 'custodianId: nobody', 'sources[0].custodianId: the id of the organization'],
    ['identityProviderId: keycloak', 'identityProviderId: other', 'users[0].identities[0].identityProviderId: the id of an identity provider'],
    ['organizationId: lakeshore, roles', 'organizationId: other, roles', 'users[0].memberships[0].organizationId: the id of an organization'],
    ['entitledSources: all', 'entitledSources: [nothing]', 'organizations[0].entitledSources[0]: the id of a source'],
    ['roles: [physician]', 'roles: [surgeon]', 'users[0].memberships[0].roles[0]'],
    ['kinds: [imaging-study]', 'kinds: [imaging-study, report]', 'sources[0].kinds: imaging-study alone'],
    ['kinds: [imaging-study]', 'kinds: [imaging-study]\n    colour: blue', 'sources[0]'],
    ['    kinds: [imaging-study]', '    timeZone: Mars/Olympus\n    kinds: [imaging-study]', 'sources[0].timeZone: an IANA time zone'],
    ['password: { file: secrets/orthanc-password }', 'password: hunter2', 'sources[0].records.authentication'],
  ])('with %j changed to %j is refused at its line: %s', (from, to, expected) => {
    const text = orthanc.replace(from, to);
    const [problem] = problemsOf(text);
    expect(problem).toContain(expected);
    expect(Math.abs(Number(problem!.split(' ')[0]) - lineOf(orthanc, from.trim()))).toBeLessThanOrEqual(6);
    expect(problem).not.toContain('hunter2');
  });

  it('tells everything that is wrong at once, in lines that are there', () => {
    const text = fhir.replace('id: m-roy', 'id: p-audit').replace('subject: "2077"', 'subject: "1042"').replace('sources: []', 'sources: [elsewhere]').replace('idleWarningMs: 60000', 'idleWarningMs: 600000');
    expect(problemsOf(text)).toEqual([
      `${lineOf(text, 'displayName: Paul Audet') - 1} users[1]: an id that no other entry has`,
      `${lineOf(text, 'displayName: Paul Audet') + 1} users[1].identities[0]: a log-in identity that no other entry has`,
      `${lineOf(text, 'sources: [elsewhere]')} users[1].memberships[0].sources[0]: the id of a source`,
      `${lineOf(text, 'idleWarningMs')} session.idleWarningMs: less than idleTimeoutMs`,
    ]);
  });

  it('takes the sign-in whose passwords everybody knows for a demonstration only, and on this machine', () => {
    expect(problemsOf(ownServers.replace('isDemonstration: true', 'isDemonstration: false'))).toEqual([expect.stringContaining('identityProviders[0].clientSecret: another one, or isDemonstration: true')]);
    expect(problemsOf(ownServers.replace('http://localhost:4280', 'https://sso.lakeshore.example'))).toEqual([expect.stringContaining('identityProviders[0].issuer: http://localhost:<port>')]);
  });

  it('names the archive that an organization brings studies into, by either protocol, and refuses what no archive understands', () => {
    const withArchive = (archive: string): string => orthanc.replace(/^( +)- id: lakeshore\n/m, (line, indent: string) => `${line}${indent}  archive: ${archive}\n`);
    const numbers = 'identifierSystem: "urn:lake", issuerOfPatientId: LAKE';
    const read = (archive: string) => provinceOf(withArchive(archive)).organizations.find(({ id }) => id === 'lakeshore')!.archive;
    expect(read(`{ protocol: stow, baseUrl: "https://pacs.example/dicom-web", ${numbers} }`)).toMatchObject({ protocol: 'stow', authentication: { method: 'none' }, lanes: 2 });
    expect(read(`{ protocol: dimse, host: pacs.example, port: 11112, calledAeTitle: LAKEPACS, ${numbers} }`)).toMatchObject({ callingAeTitle: 'LONGVIEW', canFind: false });
    for (const wrong of ['port: 0, calledAeTitle: LAKEPACS', 'port: 104, calledAeTitle: A-TITLE-THAT-IS-TOO-LONG', 'port: 104, calledAeTitle: "BACK\\\\SLASH"', 'port: 104']) expect(problemsOf(withArchive(`{ protocol: dimse, host: pacs.example, ${wrong}, ${numbers} }`))).not.toEqual([]);
  });

  it('gives nobody more than their organization has', () => {
    const text = fhir.replace('{ organizationId: cedar-clinic, roles: [physician] }', '{ organizationId: cedar-clinic, roles: [physician], sources: [north-fhir, north-pacs] }').replace('session:', `  - ${sourceText}\nsession:`);
    expect(problemsOf(text)).toEqual([expect.stringContaining('users[0].memberships[1].sources[1]: a source that the organization is entitled to')]);
  });

  it('says where YAML itself is broken, and that a file is not there', async () => {
    expect(problemsOf('name: {\n  en: x')[0]).toMatch(/^\d+ : YAML that can be read/);
    expect(problemsOf('name: a\nname: b')[0]).toContain('DUPLICATE_KEY');
    await expect(readProvinceFile('/nowhere/province.yaml')).rejects.toThrow(ProvinceFileInvalid);
    await expect(readProvinceFile('/nowhere/province.yaml')).rejects.toThrow('a file that can be read');
  });

  it('does not grow without bounds through aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[i]}`).join(',')}]`).join('\n')}`;
    expect(problemsOf(bomb).length).toBeGreaterThan(0);
  });
});

describe('entitlements', () => {
  it('are what the organization has, narrowed by the membership', () => {
    const province = provinceOf(fhir);
    const [roy, audet] = province.users as [ProvinceFile['users'][number], ProvinceFile['users'][number]];
    expect([...resolveEntitlements(province, roy, 'north-hospital')]).toEqual(['north-fhir']);
    expect([...resolveEntitlements(province, roy, 'cedar-clinic')]).toEqual(['north-fhir']);
    expect([...resolveEntitlements(province, audet, 'north-hospital')]).toEqual([]);
    expect([...resolveEntitlements(province, audet, 'cedar-clinic')]).toEqual([]);
  });
});

const sourceText = '{ id: north-pacs, name: { en: PACS, fr: PACS }, custodianId: north-hospital, kinds: [imaging-study], identifierSystem: "urn:mrn", records: { protocol: dicomweb, baseUrl: "https://pacs.north.example/dicom-web" } }';
