import type { UserStatus } from '../user-words.js';
import type { HrColumn } from './user-columns.js';
import type { CsvRow } from './read-csv.js';

/** A user as far as an HR list can know them. */
export interface ListedUser {
  readonly membershipId: string;
  readonly version: number;
  readonly status: UserStatus;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly employeeNumber: string;
  readonly licenceNumber: string;
}

export const HR_DIFFERENCES = ['familyName', 'givenName', 'jobTitle', 'licenceNumber'] as const satisfies readonly HrColumn[];

export interface HrDifference {
  readonly field: (typeof HR_DIFFERENCES)[number];
  readonly here: string;
  readonly inHr: string;
}

export interface HrComparison {
  readonly inBoth: readonly { readonly user: ListedUser; readonly line: number; readonly differences: readonly HrDifference[] }[];
  readonly onlyHere: readonly ListedUser[];
  readonly onlyInHr: readonly CsvRow<HrColumn>[];
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
type Facts = Pick<ListedUser, 'familyName' | 'givenName' | 'email' | 'employeeNumber' | 'licenceNumber'>;

/** By what two lists are taken to mean the same person, strongest first. A name alone counts only where it is the only one. */
const KEYS: readonly ((facts: Facts) => string)[] = [
  ({ employeeNumber }) => folded(employeeNumber),
  ({ licenceNumber }) => folded(licenceNumber),
  ({ email }) => email.trim().toLowerCase(),
  ({ familyName, givenName }) => (familyName === '' || givenName === '' ? '' : `${folded(familyName)} ${folded(givenName)}`),
];

/** Lays an HR list beside the users of an organization. Each person is matched at most once. Pure. */
export function compareHrList(users: readonly ListedUser[], rows: readonly CsvRow<HrColumn>[]): HrComparison {
  const openUsers = new Set(users);
  const openRows = new Set(rows);
  const inBoth: { user: ListedUser; line: number; differences: readonly HrDifference[] }[] = [];
  for (const keyOf of KEYS) {
    const usersOf = Map.groupBy(openUsers, keyOf);
    const rowsOf = Map.groupBy(openRows, ({ cells }) => keyOf(cells));
    for (const [key, sameRows] of rowsOf) {
      const sameUsers = usersOf.get(key) ?? [];
      if (key === '' || sameRows.length !== 1 || sameUsers.length !== 1) continue;
      const [[row], [user]] = [sameRows, sameUsers];
      openRows.delete(row!);
      openUsers.delete(user!);
      inBoth.push({ user: user!, line: row!.line, differences: differencesOf(user!, row!) });
    }
  }
  return { inBoth: inBoth.toSorted((a, b) => a.line - b.line), onlyHere: [...openUsers], onlyInHr: [...openRows] };
}

/** What HR does not say is no difference. */
function differencesOf(user: ListedUser, { cells }: CsvRow<HrColumn>): readonly HrDifference[] {
  return HR_DIFFERENCES.filter((field) => cells[field] !== '' && folded(cells[field]) !== folded(user[field])).map((field) => ({ field, here: user[field], inHr: cells[field] }));
}
