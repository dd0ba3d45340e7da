import type { Queryable } from '@longview/platform';
import type { Change } from '../governance/governed-change.js';
import type { OrganizationStatus } from '../directory/participant.js';
import { LONGEST_TEXT } from './organization-words.js';

/** What a change has to know of the organization that it changes. */
export interface OrganizationState {
  readonly id: string;
  readonly status: OrganizationStatus;
  readonly isSolePractitioner: boolean;
  readonly isViewing: boolean;
  readonly isContributing: boolean;
}

const STATE = `id, status, is_sole_practitioner as "isSolePractitioner", is_viewing as "isViewing", is_contributing as "isContributing"`;

/**
 * Takes the organization for this change: nobody else changes it until the transaction ends. Ends the change with a
 * conflict when somebody has changed it since `version` was read.
 */
export async function claimOrganization(change: Change, organizationId: string, version: number): Promise<OrganizationState> {
  const { rows: [state] } = await change.connection.query<OrganizationState>(`update organization set version = version + 1 where id = $1 and version = $2 returning ${STATE}`, [organizationId, version]);
  return state ?? change.refuse({ code: 'conflict' });
}

/** The same for what has its own guard against two people at once: an office can be proposed or confirmed only once. */
export async function lockOrganization(change: Change, organizationId: string): Promise<OrganizationState> {
  const { rows: [state] } = await change.connection.query<OrganizationState>(`select ${STATE} from organization where id = $1 for update`, [organizationId]);
  return state ?? change.refuse({ code: 'not-allowed', rule: 'no-such-organization' });
}

/** A text that people gave, trimmed. Ends the change where it is missing or too long. */
export function requireText(change: Pick<Change, 'refuse'>, field: string, value: string | undefined, most = LONGEST_TEXT): string {
  const text = (value ?? '').normalize('NFC').trim();
  if (text === '') change.refuse({ code: 'invalid-input', field, problem: 'missing' });
  if (text.length > most) change.refuse({ code: 'invalid-input', field, problem: 'too-long' });
  return text;
}

/** A day of the calendar, `YYYY-MM-DD`. Ends the change where there is no such day. */
export function requireDay(change: Pick<Change, 'refuse'>, field: string, value: string | undefined): string {
  const day = requireText(change, field, value, 10);
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) change.refuse({ code: 'invalid-input', field, problem: 'not-a-date' });
  return day;
}

/** One of a closed list of words. */
export function requireOneOf<T extends string>(change: Pick<Change, 'refuse'>, field: string, value: string | undefined, words: readonly T[]): T {
  return words.find((word) => word === value) ?? change.refuse({ code: 'invalid-input', field, problem: value === undefined || value === '' ? 'missing' : 'unknown' });
}

/** True while a participation agreement covers the day. */
export async function isAgreementInForce(connection: Queryable, organizationId: string, day: string): Promise<boolean> {
  const { rows } = await connection.query(
    `select 1 from organization_agreement where organization_id = $1 and kind = 'participation' and ended_at is null and effective_from <= $2::date and (effective_to is null or effective_to >= $2::date) limit 1`, [organizationId, day]);
  return rows.length > 0;
}
