import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { asks, createFixture, LRA, LSA, seedOrganizations, START_MS, type Fixture } from '../users.spec-support.js';
import { applyImport, previewImport, type ImportPreview } from './bulk-registration.js';
import { compareWithHrList } from './hr-list.js';

const { database, owner, close } = await openTestDatabase();
let fixture: Fixture;

beforeEach(async () => {
  await seedOrganizations(owner);
  fixture = createFixture(database);
});
afterAll(close);

const HEADER = 'family_name,given_name,email,job_title,employee_number,college,licence_number,roles,sources';
const GOOD = ['Roy,Anne,anne.roy@example.org,Nurse,11,cno,AB1,nurse,north', 'Singh,Arjun,arjun@example.org,Clerk,12,,,clerk,north|south'];
const fileOf = (...rows: readonly string[]) => ({ content: [HEADER, ...rows].join('\r\n'), reason: 'New wing' });
const preview = async (input: { content: string; reason: string }, by = LSA): Promise<ImportPreview> => {
  const outcome = await previewImport(fixture.registry, by, input);
  if (outcome.kind !== 'preview') throw new Error(JSON.stringify(outcome));
  return outcome;
};
const countOf = async (what: string): Promise<number> => (await database.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]!.n;

describe('a file of users', () => {
  it('is shown row by row, and then registered whole', async () => {
    const file = fileOf(...GOOD, 'doctor,Fictitious,doctor@example.org,,,,,clerk,');
    const shown = await preview(file);
    expect(shown.rows).toMatchObject([{ line: 2, outcome: 'new', familyName: 'Roy' }, { line: 3, outcome: 'new' }, { line: 4, outcome: 'already-here', membershipId: 'm-doctor' }]);
    expect(await countOf(`membership where status = 'requested'`)).toBe(0);
    expect(await applyImport(fixture.registry, LSA, { ...file, digest: shown.digest })).toMatchObject({ kind: 'changed', membershipIds: [expect.any(String), expect.any(String)] });
    expect((await database.query(`select m.status, m.roles, m.created_by, e.source_id, e.reason from membership m join entitlement e on e.membership_id = m.id where m.status = 'requested' order by m.employee_number, e.source_id`)).rows).toEqual([
      { status: 'requested', roles: ['nurse'], created_by: 'lsa', source_id: 'north', reason: 'New wing' },
      { status: 'requested', roles: ['clerk'], created_by: 'lsa', source_id: 'north', reason: 'New wing' },
      { status: 'requested', roles: ['clerk'], created_by: 'lsa', source_id: 'south', reason: 'New wing' },
    ]);
    expect(await countOf(`governance_history where change = 'requested-by-file'`)).toBe(2);
    expect(fixture.audit.entries.filter(({ action }) => action === 'user-changed')).toHaveLength(2);
  });

  it('with one wrong row registers nobody, and says which column of which row', async () => {
    const file = fileOf(GOOD[0]!, 'Singh,Arjun,not-an-address,Clerk,12,,,surgeon,west', 'Roy,Marc,marc@example.org,Nurse,13,cno,AB-1,nurse,north');
    const shown = await preview(file);
    expect(shown.rows.slice(1)).toEqual([
      { line: 3, familyName: 'Singh', givenName: 'Arjun', outcome: 'wrong', problems: [{ field: 'email', problem: 'not-an-address' }, { field: 'roles', problem: 'unknown' }, { field: 'sources', problem: 'not-of-organization' }] },
      { line: 4, familyName: 'Roy', givenName: 'Marc', outcome: 'wrong', problems: [{ field: 'licenceNumber', problem: 'twice-in-file' }] },
    ]);
    expect(await applyImport(fixture.registry, LSA, { ...file, digest: shown.digest })).toEqual(shown);
    expect(await countOf(`membership where status = 'requested'`)).toBe(0);
  });

  it('is applied as it was previewed or not at all: another content, or somebody registered in between, is shown anew', async () => {
    const file = fileOf(...GOOD);
    const shown = await preview(file);
    expect(await applyImport(fixture.registry, LSA, { ...fileOf(GOOD[0]!), digest: shown.digest })).toMatchObject({ kind: 'preview' });
    await fixture.registry.requestUser(LSA, { familyName: 'Roy', givenName: 'Anne', email: 'anne.roy@example.org', employeeNumber: '11', college: 'cno', licenceNumber: 'AB1', roles: ['nurse'], sourceIds: [], reason: 'x' });
    expect(await applyImport(fixture.registry, LSA, { ...file, digest: shown.digest })).toMatchObject({ kind: 'preview', rows: [{ outcome: 'already-here' }, { outcome: 'new' }] });
    expect(await countOf(`membership where status = 'requested'`)).toBe(1);
  });

  it('whose reader may not request is refused, and one that cannot be read names its fault', async () => {
    expect(await previewImport(fixture.registry, asks('doctor', ['physician']), fileOf(...GOOD))).toMatchObject({ code: 'not-allowed' });
    expect(await previewImport(fixture.registry, LSA, { content: 'a,b\n1,2\n', reason: '' })).toEqual({ kind: 'file-fault', fault: { problem: 'column-missing', column: 'familyName' } });
  });

  it('of 5,000 people is registered in one transaction', async () => {
    const file = fileOf(...Array.from({ length: 5_000 }, (_, i) => `Family${i},Given,user${i}@example.org,Nurse,E${i},cno,L${i},nurse,north`));
    const { digest, rows } = await preview(file);
    expect(rows).toHaveLength(5_000);
    expect(await applyImport(fixture.registry, LSA, { ...file, digest })).toMatchObject({ kind: 'changed' });
    expect(await countOf(`membership where status = 'requested'`)).toBe(5_000);
  });
});

describe('personal facts', () => {
  const FACTS = ',home_postal_code,birth_date,health_number';

  it('in a file are checked by column and handed on to be hashed, and stand in no table', async () => {
    const wrong = await preview({ content: `${HEADER}${FACTS}\r\n${GOOD[0]},12345,yesterday,9876543218`, reason: 'x' });
    expect(wrong.rows[0]!.problems).toEqual([{ field: 'homePostalCode', problem: 'not-a-postal-code' }, { field: 'birthDate', problem: 'not-a-date' }, { field: 'healthNumber', problem: 'check-digit' }]);
    const file = { content: `${HEADER}${FACTS}\r\n${GOOD[0]},L8P 2Z4,1985-05-05,9876543217\r\n${GOOD[1]},,,`, reason: 'x' };
    await applyImport(fixture.registry, LSA, { ...file, digest: (await preview(file)).digest });
    expect(fixture.facts).toEqual([{ personId: expect.any(String), facts: { homePostalCode: 'L8P 2Z4', birthDate: '1985-05-05', healthNumber: '9876543217' } }]);
    expect(await countOf(`governance_history where change = 'personal-facts-taken'`)).toBe(1);
    expect(await countOf(`person where person::text like '%1985-05-05%'`)).toBe(0);
    expect(JSON.stringify(fixture.audit.entries)).not.toContain('9876543217');
  });

  it('in an HR list are taken of whom it means, and what is wrong there is left out', async () => {
    await compareWithHrList(fixture.registry, LRA, 'family_name,given_name,address,postal code,birth_date\ndoctor,Fictitious,1 King St,L8P 2Z4,soon\nOkafor,Ngozi,2 King St,L8P 2Z4,1970-01-01\n');
    expect(fixture.facts).toEqual([{ personId: 'doctor', facts: { homeAddress: '1 King St', homePostalCode: 'L8P 2Z4' } }]);
  });

  it('are taken from the registration authority alone, for the version that was seen', async () => {
    const { version } = (await fixture.registry.find(LRA, 'm-doctor')) as { version: number };
    const seen = { membershipId: 'm-doctor', version };
    expect(await fixture.registry.takePersonalFacts(LSA, seen, { birthDate: '1970-01-01' })).toMatchObject({ code: 'not-allowed' });
    expect(await fixture.registry.takePersonalFacts(LRA, seen, { healthNumber: '1' })).toEqual({ kind: 'wrong', problems: [{ field: 'healthNumber', problem: 'not-ten-digits' }] });
    expect(await fixture.registry.takePersonalFacts(LRA, seen, { birthDate: ' ' })).toEqual({ kind: 'wrong', problems: [{ field: 'homePostalCode', problem: 'nothing-given' }] });
    expect(await fixture.registry.takePersonalFacts(LRA, seen, { homeAddress: '1 King St', homePhone: '555-0100' })).toEqual({ kind: 'wrong', problems: [{ field: 'homePostalCode', problem: 'not-without-postal-code' }, { field: 'homePhone', problem: 'not-a-telephone' }] });
    expect(await fixture.registry.takePersonalFacts(LRA, seen, { birthDate: ' 1970-01-01 ' })).toMatchObject({ kind: 'changed' });
    expect(await fixture.registry.takePersonalFacts(LRA, seen, { birthDate: '1970-01-01' })).toMatchObject({ code: 'conflict' });
    expect(fixture.facts).toEqual([{ personId: 'doctor', facts: { birthDate: '1970-01-01' } }]);
  });
});

describe('an HR list', () => {
  it('is compared in three columns, and who was in it is kept for the next attestation', async () => {
    const outcome = await compareWithHrList(fixture.registry, LRA, '\uFEFFnom;prénom;courriel;poste\r\ndoctor;Fictitious;;Family physician\r\nOkafor;Ngozi;;Nurse\r\n');
    expect(outcome).toMatchObject({
      kind: 'comparison', comparedAtMs: START_MS,
      inBoth: [{ user: { membershipId: 'm-doctor' }, line: 2, differences: [{ field: 'jobTitle', here: '', inHr: 'Family physician' }] }],
      onlyHere: [{ membershipId: 'm-lra' }, { membershipId: 'm-lra-two' }, { membershipId: 'm-lsa' }], onlyInHr: [{ line: 3, cells: { familyName: 'Okafor' } }],
    });
    expect((await database.query('select membership_id from hr_listed')).rows).toEqual([{ membership_id: 'm-doctor' }]);
    expect((await database.query('select compared_by, row_count from hr_comparison')).rows).toEqual([{ compared_by: 'lra', row_count: 2 }]);
    const missing = await fixture.registry.list(LRA, { signal: 'not-in-hr-list' });
    expect(missing).toMatchObject({ total: 3 });
    await compareWithHrList(fixture.registry, LRA, 'family_name,given_name\nlra,Fictitious\nlsa,Fictitious\n');
    expect(await fixture.registry.list(LRA, { signal: 'not-in-hr-list' })).toMatchObject({ total: 2, users: [{ personId: 'doctor' }, { personId: 'lra-two' }] });
  });

  it('is for the registration authority, and changes nothing when it cannot be read', async () => {
    expect(await compareWithHrList(fixture.registry, LSA, 'family_name,given_name\nx,y\n')).toMatchObject({ code: 'not-allowed' });
    expect(await compareWithHrList(fixture.registry, LRA, 'nothing')).toEqual({ kind: 'file-fault', fault: { problem: 'column-missing', column: 'familyName' } });
    expect((await database.query('select from hr_comparison')).rowCount).toBe(0);
  });
});
