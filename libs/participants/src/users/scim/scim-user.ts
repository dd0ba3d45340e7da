import { createHash } from 'node:crypto';
import type { UserFactsInput } from '../user-input.js';
import type { UserStatus } from '../user-words.js';
import { ScimFault } from './scim-fault.js';
import type { ScimColumn } from './scim-filter.js';

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
/** What a registration knows beyond the standard: who somebody is to their college, and how they stand. */
export const REGISTRATION_SCHEMA = 'urn:longview:params:scim:schemas:extension:registration:1.0:User';

/** A membership as provisioning sees it. */
export interface ScimRow {
  readonly id: string;
  readonly personId: string;
  readonly version: number;
  readonly personVersion: number;
  readonly userName: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly employeeNumber: string;
  readonly college: string;
  readonly licenceNumber: string;
  readonly status: UserStatus;
  readonly statusReason: string;
  readonly roles: readonly string[];
  readonly sourceIds: readonly string[];
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const CHANGED_AT = `coalesce((select max(h.occurred_at) from governance_history h where h.subject_kind = 'membership' and h.subject_id = m.id), m.created_at)`;
const USER_NAME = `coalesce(s.user_name, nullif(p.email, ''), m.id)`;

/** Whoever was registered otherwise is there too, by their address, so that a provisioning client finds and adopts them. */
export const SCIM_FROM = `from membership m join person p on p.id = m.person_id left join scim_user s on s.membership_id = m.id where m.organization_id = $1 and m.status <> 'revoked'`;
export const SCIM_SELECT = `
  select m.id, p.id as "personId", m.version, p.version as "personVersion", ${USER_NAME} as "userName", coalesce(s.external_id, '') as "externalId", p.display_name as "displayName", p.family_name as "familyName", p.given_name as "givenName", p.email,
    m.job_title as "jobTitle", m.employee_number as "employeeNumber", p.college, p.licence_number as "licenceNumber", m.status, m.status_reason as "statusReason", m.roles,
    array(select source_id from entitlement e where e.membership_id = m.id order by source_id) as "sourceIds", m.created_at as "createdAt", ${CHANGED_AT} as "changedAt"`;

const text = (sql: string): ScimColumn => ({ kind: 'text', sql });
const COLUMNS: Readonly<Record<string, ScimColumn>> = {
  id: { kind: 'exact', sql: 'm.id' }, externalId: { kind: 'exact', sql: `coalesce(s.external_id, '')` }, userName: text(USER_NAME), displayName: text('p.display_name'), title: text('m.job_title'),
  'name.familyName': text('p.family_name'), 'name.givenName': text('p.given_name'), emails: text('p.email'), 'emails.value': text('p.email'), 'emails.type': text(`'work'`), active: { kind: 'boolean', sql: `(m.status = 'active')` },
  roles: { kind: 'texts', sql: 'm.roles' }, 'roles.value': { kind: 'texts', sql: 'm.roles' },
  'meta.created': { kind: 'time', sql: 'm.created_at' }, 'meta.lastModified': { kind: 'time', sql: CHANGED_AT },
  [`${ENTERPRISE_SCHEMA}:employeeNumber`]: text('m.employee_number'), [`${REGISTRATION_SCHEMA}:licenceNumber`]: text('p.licence_number'), [`${REGISTRATION_SCHEMA}:status`]: text('m.status'),
};
/** What can be filtered and sorted by; names in lower case, with and without the core schema before them. */
export const SCIM_COLUMNS: ReadonlyMap<string, ScimColumn> = new Map(Object.entries(COLUMNS).flatMap(([name, column]) => [[name.toLowerCase(), column], [`${USER_SCHEMA}:${name}`.toLowerCase(), column]]));

/** A version of the resource, weak because two clients may write one JSON differently (RFC 7644 §3.14). */
export const versionOf = ({ id, version, personVersion }: Pick<ScimRow, 'id' | 'version' | 'personVersion'>): string => `W/"${createHash('sha256').update(`${id} ${version} ${personVersion}`).digest('base64url').slice(0, 16)}"`;

export function toScimUser(row: ScimRow, baseUrl: string): Readonly<Record<string, unknown>> {
  return {
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA, REGISTRATION_SCHEMA],
    id: row.id, ...(row.externalId !== '' && { externalId: row.externalId }), userName: row.userName,
    name: { familyName: row.familyName, givenName: row.givenName, formatted: row.displayName }, displayName: row.displayName, ...(row.jobTitle !== '' && { title: row.jobTitle }), active: row.status === 'active',
    ...(row.email !== '' && { emails: [{ value: row.email, type: 'work', primary: true }] }),
    roles: row.roles.map((value) => ({ value })), entitlements: row.sourceIds.map((value) => ({ value })),
    [ENTERPRISE_SCHEMA]: { ...(row.employeeNumber !== '' && { employeeNumber: row.employeeNumber }) },
    [REGISTRATION_SCHEMA]: { ...(row.college !== '' && { college: row.college, licenceNumber: row.licenceNumber }), status: row.status, ...(row.statusReason !== '' && { statusReason: row.statusReason }) },
    meta: { resourceType: 'User', created: row.createdAt.toISOString(), lastModified: row.changedAt.toISOString(), location: `${baseUrl}/Users/${row.id}`, version: versionOf(row) },
  };
}

/** What a client wants a user to be. */
export interface ScimInput extends UserFactsInput {
  readonly userName: string;
  readonly externalId: string;
  readonly isActive: boolean;
  readonly roles: readonly string[];
  readonly sourceIds: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a User resource; what the server alone says (id, meta, status) is ignored, and so is what it does not know
 * (RFC 7644 §3.3, §3.5.1).
 */
export function readScimUser(body: unknown): ScimInput {
  if (!isObject(body)) throw new ScimFault(400, 'The body is no JSON object.', 'invalidSyntax');
  const schemas = attribute(body, 'schemas');
  if (!Array.isArray(schemas) || !schemas.includes(USER_SCHEMA)) throw new ScimFault(400, `"schemas" lacks ${USER_SCHEMA}.`, 'invalidSyntax');
  const name = objectAt(body, 'name');
  const enterprise = objectAt(body, ENTERPRISE_SCHEMA);
  const registration = objectAt(body, REGISTRATION_SCHEMA);
  const userName = textAt(body, 'userName').trim();
  if (userName === '' || userName.length > 254) throw new ScimFault(400, '"userName" is a text of 1 to 254 characters.', 'invalidValue');
  const externalId = textAt(body, 'externalId').trim();
  if (externalId.length > 255) throw new ScimFault(400, '"externalId" has at most 255 characters.', 'invalidValue');
  return {
    userName, externalId, isActive: booleanAt(body, 'active', true), familyName: textAt(name, 'familyName'), givenName: textAt(name, 'givenName'), email: primaryOf(attribute(body, 'emails')) ?? (userName.includes('@') ? userName : ''),
    jobTitle: textAt(body, 'title'), employeeNumber: textAt(enterprise, 'employeeNumber'), college: textAt(registration, 'college'), licenceNumber: textAt(registration, 'licenceNumber'),
    roles: valuesOf(attribute(body, 'roles'), 'roles'), sourceIds: valuesOf(attribute(body, 'entitlements'), 'entitlements'),
  };
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const attribute = (object: Json, name: string): unknown => Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

function objectAt(object: Json, name: string): Json {
  const value = attribute(object, name) ?? {};
  if (!isObject(value)) throw new ScimFault(400, `"${name}" is an object.`, 'invalidValue');
  return value;
}

function textAt(object: Json, name: string): string {
  const value = attribute(object, name) ?? '';
  if (typeof value !== 'string') throw new ScimFault(400, `"${name}" is a text.`, 'invalidValue');
  return value;
}

/** A widely used client writes `"True"` and `"False"`. */
function booleanAt(object: Json, name: string, otherwise: boolean): boolean {
  const value = attribute(object, name) ?? otherwise;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw new ScimFault(400, `"${name}" is true or false.`, 'invalidValue');
}

function valuesOf(value: unknown, name: string): readonly string[] {
  if (value === undefined || value === null) return [];
  const values = Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? attribute(each, 'value') : each)) : undefined;
  if (!values?.every((each): each is string => typeof each === 'string') || values.length > 100) throw new ScimFault(400, `"${name}" is a list of values.`, 'invalidValue');
  return [...new Set(values)];
}

function primaryOf(emails: unknown): string | undefined {
  if (!Array.isArray(emails)) return undefined;
  const all = emails.filter(isObject);
  const email: unknown = (all.find((each) => attribute(each, 'primary') === true) ?? all.find((each) => attribute(each, 'type') === 'work') ?? all[0])?.['value'];
  return typeof email === 'string' ? email : undefined;
}
