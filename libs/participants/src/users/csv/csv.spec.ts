import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { compareHrList, type ListedUser } from './compare-hr-list.js';
import { readCsv, type CsvFault, type CsvRow } from './read-csv.js';
import { USER_COLUMNS, userTemplate, type HrColumn } from './user-columns.js';

const casesOf = <T extends { readonly sentence: string }>(name: string): readonly (readonly [string, T])[] =>
  (parse(readFileSync(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8')) as T[]).map((each) => [each.sentence, each]);
const LIMITS = { mostCharacters: 10_000, mostRows: 3 };
const REQUIRED = ['familyName', 'givenName', 'email', 'roles'] as const;

interface FileCase { readonly sentence: string; readonly file: string; readonly rows?: readonly string[]; readonly fault?: CsvFault }

describe('a file of users', () => {
  it.each(casesOf<FileCase>('csv-files'))('%s', (_, { file, rows, fault }) => {
    const read = readCsv(file, USER_COLUMNS, REQUIRED, LIMITS);
    if ('problem' in read) expect(read).toEqual(fault);
    else expect(read.map(({ line, cells }) => `${line}: ${cells.familyName}/${cells.givenName}/${cells.email}/${cells.roles}`)).toEqual(rows);
  });

  it('is refused by its size before anything of it is read', () => {
    expect(readCsv('x'.repeat(10_001), USER_COLUMNS, REQUIRED, LIMITS)).toEqual({ problem: 'too-large' });
  });

  it.each(['en', 'fr'] as const)('starts from a template that is itself read, in %s', (language) => {
    const rows = readCsv(userTemplate(language, ['north', 'south', 'west']), USER_COLUMNS, REQUIRED, LIMITS);
    expect(rows).toMatchObject([{ cells: { roles: 'nurse', sources: 'north|south', college: 'cno', licenceNumber: 'AB12345' } }, { cells: { roles: 'clerk' } }]);
  });
});

interface HrCase { readonly sentence: string; readonly here: readonly string[][]; readonly hr: readonly string[][]; readonly inBoth?: Readonly<Record<string, readonly string[]>>; readonly onlyHere?: readonly string[]; readonly onlyInHr?: readonly string[] }

describe('an HR list beside the users', () => {
  it.each(casesOf<HrCase>('hr-lists'))('%s', (_, { here, hr, inBoth = {}, onlyHere = [], onlyInHr = [] }) => {
    const users = here.map(([membershipId, employeeNumber, familyName, givenName, email, jobTitle, licenceNumber]) => ({ membershipId, version: 1, status: 'active', employeeNumber, familyName, givenName, email, jobTitle, licenceNumber }) as ListedUser);
    const rows = hr.map(([employeeNumber, familyName, givenName, email, jobTitle, licenceNumber], index) => ({ line: index + 2, cells: { employeeNumber, familyName, givenName, email, jobTitle, licenceNumber } }) as CsvRow<HrColumn>);
    const found = compareHrList(users, rows);
    expect(Object.fromEntries(found.inBoth.map(({ user, differences }) => [user.membershipId, differences.map((each) => `${each.field}: ${each.here} → ${each.inHr}`)]))).toEqual(inBoth);
    expect(found.onlyHere.map(({ membershipId }) => membershipId)).toEqual(onlyHere);
    expect(found.onlyInHr.map(({ cells }) => `${cells.familyName} ${cells.givenName}`)).toEqual(onlyInHr);
  });
});
