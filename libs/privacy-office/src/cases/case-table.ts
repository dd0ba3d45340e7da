import type { Actor } from '@longview/access-policy';
import type { Queryable } from '@longview/platform';
import { isProgramOffice } from './case-deps.js';
import type { CaseStanding } from './case-machine.js';
import type { CaseOrigin, CaseState } from './case-words.js';

/** A case as its row has it, with the names that go with it. What people wrote is still sealed. */
export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly organizationId: string;
  readonly organizationNameEn: string;
  readonly organizationNameFr: string;
  readonly origin: CaseOrigin;
  readonly desk: 'organization' | 'program-office';
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly subjectOrganizationId: string | null;
  readonly state: CaseState;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly dueOn: string;
  readonly summarySealed: string;
  readonly openedAtMs: number;
  readonly outcome: 'explained' | 'confirmed' | null;
  readonly findingSealed: string | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly wasConfirmed: boolean;
  readonly accessCount: number;
  readonly isAssessed: boolean;
  /** Last day to answer of the oldest question that waits; nothing when none does. */
  readonly answerDueOn: string | null;
  readonly isAnswered: boolean;
  readonly version: number;
}

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

export const CASE_COLUMNS = `
  c.id, c.number, c.organization_id as "organizationId", o.name_en as "organizationNameEn", o.name_fr as "organizationNameFr", c.origin, c.desk, c.subject_id as "subjectId", s.display_name as "subjectName",
  c.subject_organization_id as "subjectOrganizationId", c.state, c.owner_id as "ownerId", w.display_name as "ownerName", c.due_on::text as "dueOn", c.summary_sealed as "summarySealed", ${ms('c.opened_at')} as "openedAtMs",
  c.outcome, c.finding_sealed as "findingSealed", c.decided_by as "decidedBy", d.display_name as "decidedByName", c.was_confirmed as "wasConfirmed", c.version,
  (select count(*)::int from privacy_case_access a where a.case_id = c.id) as "accessCount", exists (select from privacy_breach b where b.case_id = c.id) as "isAssessed",
  (select min(q.due_on)::text from privacy_case_question q where q.case_id = c.id and q.answered_at is null) as "answerDueOn",
  exists (select from privacy_case_question q where q.case_id = c.id and q.answered_at is not null) as "isAnswered"`;

export const CASE_TABLES = 'privacy_case c join organization o on o.id = c.organization_id left join person s on s.id = c.subject_id left join person w on w.id = c.owner_id left join person d on d.id = c.decided_by';

/**
 * Which cases somebody may know of: never those about themselves; the program office every other, the offices of an
 * organization its own, but for those about its privacy contact.
 * @param first number of the first of the two parameters that {@link visibleTo} gives.
 */
export const VISIBLE = (first: number): string => `c.subject_id is distinct from $${first} and ($${first + 1}::text is null or (c.organization_id = $${first + 1} and c.desk = 'organization'))`;
export const visibleTo = (actor: Actor): readonly [string, string | null] => [actor.userId, isProgramOffice(actor) ? null : (actor.organizationId ?? '')];

/** The case when this person may know of it. @param lock keeps others from changing it until the transaction ends. */
export async function findCase(connection: Queryable, actor: Actor, caseId: string, { lock = false } = {}): Promise<CaseRow | undefined> {
  const parameters = [...visibleTo(actor), caseId];
  if (lock && (await connection.query(`select c.id from privacy_case c where ${VISIBLE(1)} and c.id = $3 for update`, parameters)).rows.length === 0) return undefined;
  return (await connection.query<CaseRow>(`select ${CASE_COLUMNS} from ${CASE_TABLES} where ${VISIBLE(1)} and c.id = $3`, parameters)).rows[0];
}

export function standingOf({ state, ownerId, subjectId, decidedBy, wasConfirmed, accessCount, isAssessed }: CaseRow): CaseStanding {
  return { state, wasConfirmed, accessCount, isAssessed, ...(ownerId !== null && { ownerId }), ...(subjectId !== null && { subjectId }), ...(decidedBy !== null && { decidedBy }) };
}

/** How people call a case: year of opening and a number that no other case has. */
export function referenceOf({ number, openedAtMs }: Pick<CaseRow, 'number' | 'openedAtMs'>): string {
  return `${new Date(openedAtMs).getUTCFullYear()}-${String(number).padStart(4, '0')}`;
}
