import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ScimFault } from './scim-fault.js';
import { parseScimFilter, toSqlCondition, type ScimColumn } from './scim-filter.js';
import { applyPatch, readPatch } from './scim-patch.js';
import { readScimUser, USER_SCHEMA } from './scim-user.js';

const casesOf = <T extends { readonly sentence: string }>(name: string): readonly (readonly [string, T])[] =>
  (parse(readFileSync(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8')) as T[]).map((each) => [each.sentence, each]);
const faultOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimFault) return error.scimType;
    throw error;
  }
  return undefined;
};

const columns = new Map<string, ScimColumn>([
  ['id', { kind: 'exact', sql: 'id' }], ['username', { kind: 'text', sql: 'user_name' }], ['title', { kind: 'text', sql: 'title' }], ['active', { kind: 'boolean', sql: 'active' }], ['emails.value', { kind: 'text', sql: 'email' }], ['emails.type', { kind: 'text', sql: `'work'` }],
  ['roles.value', { kind: 'texts', sql: 'roles' }], ['meta.lastmodified', { kind: 'time', sql: 'changed' }],
]);

describe('a SCIM filter', () => {
  it.each(casesOf<{ sentence: string; filter: string; sql?: string; values?: unknown[]; refused?: boolean }>('scim-filters'))('%s', (_, { filter, sql, values, refused }) => {
    const bound: unknown[] = [];
    const read = (): string => toSqlCondition(parseScimFilter(filter), columns, (value) => `$${bound.push(value)}`);
    if (refused) return expect(faultOf(read)).toBe('invalidFilter');
    expect([read(), bound.map((value) => (value instanceof Date ? value.toISOString() : value))]).toEqual([sql, values]);
  });

  it('is bounded in length, depth and number', () => {
    expect(faultOf(() => parseScimFilter(`title eq "${'x'.repeat(1_000)}"`))).toBe('invalidFilter');
    expect(faultOf(() => parseScimFilter(`${'('.repeat(12)}title pr${')'.repeat(12)}`))).toBe('invalidFilter');
    expect(faultOf(() => parseScimFilter(Array(25).fill('title pr').join(' or ')))).toBe('invalidFilter');
  });
});

describe('a SCIM patch', () => {
  const user = { userName: 'anne', active: true, title: 'Nurse', name: { familyName: 'Roy', givenName: 'Anne' }, emails: [{ value: 'a@x.org', type: 'work' }], roles: [{ value: 'nurse' }], 'urn:x:User': { employeeNumber: '1' } };
  it.each(casesOf<{ sentence: string; operations: unknown[]; changes?: object; removes?: string[]; refused?: string }>('scim-patches'))('%s', (_, { operations, changes, removes = [], refused }) => {
    const patch = (): object => applyPatch(user, readPatch({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }));
    if (refused) return expect(faultOf(patch)).toBe(refused);
    expect(patch()).toEqual(Object.fromEntries(Object.entries({ ...user, ...changes }).filter(([key]) => !removes.includes(key))));
  });
});

describe('a SCIM user', () => {
  const good = { schemas: [USER_SCHEMA], userName: 'anne@example.org', name: { familyName: 'Roy', givenName: 'Anne' } };
  it('is read without minding the case of names, and takes the address from the user name where there is no other', () => {
    expect(readScimUser({ ...good, TITLE: 'Nurse', Active: 'False' })).toMatchObject({ jobTitle: 'Nurse', isActive: false, email: 'anne@example.org', roles: [] });
    expect(readScimUser({ ...good, emails: [{ value: 'home@x.org', type: 'home' }, { value: 'work@x.org', type: 'work' }, { value: 'main@x.org', primary: true }] }).email).toBe('main@x.org');
  });
  it.each<[string, object]>([
    ['without its schema', { ...good, schemas: [] }], ['without a user name', { ...good, userName: ' ' }], ['with a name that is no object', { ...good, name: 'Anne' }], ['with a number for a title', { ...good, title: 7 }],
    ['with roles that are no list', { ...good, roles: 'nurse' }], ['with an activity that is neither', { ...good, active: 'maybe' }],
  ])('%s is refused', (_, body) => {
    expect(faultOf(() => readScimUser(body))).toMatch(/invalid(Syntax|Value)/);
  });
});
