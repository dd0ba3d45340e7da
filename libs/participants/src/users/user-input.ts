import { isDay } from './standing-change.js';
import { COLLEGES, DOCUMENT_KINDS, PHOTO_DOCUMENTS, USER_ROLES, type College, type DocumentKind, type UserRole } from './user-words.js';

/** What is wrong with one field, as a stable word; the portal has the sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export interface UserFactsInput {
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  readonly jobTitle?: string | undefined;
  readonly employeeNumber?: string | undefined;
  readonly college?: string | undefined;
  readonly licenceNumber?: string | undefined;
}

export interface UserRequestInput extends UserFactsInput {
  readonly roles: readonly string[];
  readonly sourceIds: readonly string[];
  /** Why the person needs access: stands in the history and at each entitlement. */
  readonly reason: string;
}

/** What a person is registered with, trimmed and checked. */
export interface UserFacts {
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly employeeNumber: string;
  readonly college: College | '';
  readonly licenceNumber: string;
}

export interface UserRequest extends UserFacts {
  readonly roles: readonly UserRole[];
  readonly sourceIds: readonly string[];
  readonly reason: string;
}

/** Longest text of each field; also the limits of a CSV cell. */
const LONGEST = { familyName: 100, givenName: 100, email: 254, jobTitle: 120, employeeNumber: 40, licenceNumber: 40, reason: 300 } as const;
const LICENSED_ROLES: readonly UserRole[] = ['physician', 'nurse'];
/** Line ends and the like have no business in a name. */
const hasControlCharacter = (text: string): boolean => [...text].some((character) => character < ' ' || character === '\u007f');

/** Reads the facts of a person. Every problem at once, in the order of the form. Pure. */
export function readUserFacts(input: UserFactsInput): { readonly facts: UserFacts; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, problem: string): void => void problems.push({ field, problem });
  const text = (field: keyof UserFactsInput & keyof typeof LONGEST, isNeeded = false): string => {
    const value = (input[field] ?? '').normalize('NFC').trim().replace(/ {2,}/g, ' ');
    if (isNeeded && value === '') wrong(field, 'missing');
    else if (value.length > LONGEST[field]) wrong(field, 'too-long');
    else if (hasControlCharacter(value)) wrong(field, 'not-text');
    return value;
  };
  const familyName = text('familyName', true);
  const givenName = text('givenName', true);
  const email = text('email', true).toLowerCase();
  if (email !== '' && !/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;.]{2,}$/.test(email)) wrong('email', 'not-an-address');
  const jobTitle = text('jobTitle');
  const employeeNumber = text('employeeNumber');
  const college = (input.college ?? '').trim().toLowerCase() as College | '';
  const licenceNumber = text('licenceNumber').toUpperCase().replaceAll(/[\s-]/g, '');
  if (college !== '' && !COLLEGES.includes(college)) wrong('college', 'unknown');
  if (college === '' && licenceNumber !== '') wrong('college', 'missing');
  if (college !== '' && licenceNumber === '') wrong('licenceNumber', 'missing');
  if (licenceNumber !== '' && !/^[A-Z0-9/.]+$/.test(licenceNumber)) wrong('licenceNumber', 'not-a-licence');
  return { facts: { familyName, givenName, email, jobTitle, employeeNumber, college, licenceNumber }, problems };
}

/** Reads a request for a user of an organization that has `organizationSourceIds`. Pure. */
export function readUserRequest(input: UserRequestInput, organizationSourceIds: ReadonlySet<string>): { readonly request: UserRequest; readonly problems: readonly FieldProblem[] } {
  const { facts, problems: wrongFacts } = readUserFacts(input);
  const roles = readRoles(input.roles);
  const problems = [...wrongFacts, ...problemsOfRoles(input.roles, facts)];
  const sourceIds = [...new Set(input.sourceIds)];
  if (sourceIds.some((id) => !organizationSourceIds.has(id))) problems.push({ field: 'sourceIds', problem: 'not-of-organization' });
  const reason = input.reason.trim();
  if (reason === '') problems.push({ field: 'reason', problem: 'missing' });
  else if (reason.length > LONGEST.reason) problems.push({ field: 'reason', problem: 'too-long' });
  return { request: { ...facts, roles, sourceIds, reason }, problems };
}

const isUserRole = (role: string): role is UserRole => (USER_ROLES as readonly string[]).includes(role);

export const readRoles = (roles: readonly string[]): readonly UserRole[] => USER_ROLES.filter((role) => roles.includes(role));

/** A physician or nurse is known by their licence; the other roles may have one. */
export function problemsOfRoles(roles: readonly string[], { licenceNumber }: Pick<UserFacts, 'licenceNumber'>): readonly FieldProblem[] {
  if (roles.length === 0) return [{ field: 'roles', problem: 'missing' }];
  if (!roles.every(isUserRole)) return [{ field: 'roles', problem: 'unknown' }];
  return licenceNumber === '' && readRoles(roles).some((role) => LICENSED_ROLES.includes(role)) ? [{ field: 'licenceNumber', problem: 'needed-for-role' }] : [];
}

export interface SeenDocument {
  readonly kind: DocumentKind;
  /** Last valid day, `YYYY-MM-DD`; a birth certificate has none. */
  readonly validUntil?: string | undefined;
}

export interface VerificationInput {
  readonly assuranceLevel: number;
  readonly documents: readonly { readonly kind: string; readonly validUntil?: string | undefined }[];
}

export interface Verification {
  readonly assuranceLevel: 1 | 2 | 3;
  readonly documents: readonly SeenDocument[];
  /** When the first of the documents that carry the level expires. */
  readonly verifiedUntil: string | undefined;
}

/**
 * What was seen of a person and what it is worth: level 2 is one document with a picture and one more, level 3 two with a
 * picture and one more. An expired document is refused at its own field.
 */
export function readVerification(input: VerificationInput, today: string): Verification | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const level = input.assuranceLevel;
  if (level !== 1 && level !== 2 && level !== 3) problems.push({ field: 'assuranceLevel', problem: 'unknown' });
  if (input.documents.length > 6) problems.push({ field: 'documents', problem: 'too-many' });
  input.documents.forEach(({ kind, validUntil }, index) => {
    const wrong = (part: string, problem: string): void => void problems.push({ field: `documents.${index}.${part}`, problem });
    if (!(DOCUMENT_KINDS as readonly string[]).includes(kind)) wrong('kind', 'unknown');
    else if (input.documents.findIndex((other) => other.kind === kind) !== index) wrong('kind', 'twice');
    if (validUntil === undefined || validUntil === '') {
      if (kind !== 'birth-certificate') wrong('validUntil', 'missing');
    } else if (!isDay(validUntil)) wrong('validUntil', 'not-a-date');
    else if (validUntil < today) wrong('validUntil', 'expired');
  });
  const documents = input.documents.map(({ kind, validUntil }): SeenDocument => ({ kind: kind as DocumentKind, ...(validUntil && { validUntil }) }));
  const withPicture = documents.filter(({ kind }) => PHOTO_DOCUMENTS.includes(kind)).length;
  const isEnough = level === 1 || (level === 2 && withPicture >= 1 && documents.length >= 2) || (level === 3 && withPicture >= 2 && documents.length >= 3);
  if (problems.length === 0 && !isEnough) problems.push({ field: 'documents', problem: level === 3 ? 'not-enough-for-level-3' : 'not-enough-for-level-2' });
  if (problems.length > 0) return { problems };
  const days = documents.flatMap((document) => document.validUntil ?? []).toSorted();
  return { assuranceLevel: level as 1 | 2 | 3, documents, verifiedUntil: days[0] };
}

export interface EntitlementInput {
  readonly sourceId: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly expiresOn?: string | undefined;
}

/** All entitlements of a user as they are to be: never more than the organization has. Pure. */
export function readEntitlements(entitlements: readonly EntitlementInput[], organizationSourceIds: ReadonlySet<string>, today: string): readonly FieldProblem[] {
  return entitlements.flatMap(({ sourceId, reason, expiresOn }, index) => {
    const at = (part: string, problem: string): FieldProblem => ({ field: `entitlements.${index}.${part}`, problem });
    return [
      ...(organizationSourceIds.has(sourceId) ? [] : [at('sourceId', 'not-of-organization')]),
      ...(entitlements.findIndex((other) => other.sourceId === sourceId) === index ? [] : [at('sourceId', 'twice')]),
      ...(reason.trim() === '' ? [at('reason', 'missing')] : reason.length > LONGEST.reason ? [at('reason', 'too-long')] : []),
      ...(expiresOn === undefined ? [] : !isDay(expiresOn) ? [at('expiresOn', 'not-a-date')] : expiresOn < today ? [at('expiresOn', 'in-the-past')] : []),
    ];
  });
}
