import { decideDuty } from '@longview/access-policy';
import { provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import { auditFactsOf, type CaseDeps } from './case-deps.js';
import { CASE_COLUMNS, CASE_TABLES, referenceOf, VISIBLE, visibleTo, type CaseRow } from './case-table.js';
import type { CaseOrigin, CaseState } from './case-words.js';

/** One line of the list of cases. */
export interface CaseLine {
  readonly id: string;
  readonly reference: string;
  readonly state: CaseState;
  readonly origin: CaseOrigin;
  readonly organizationId: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly isForProgramOffice: boolean;
  readonly subjectName?: string;
  readonly ownerId?: string;
  readonly ownerName?: string;
  readonly isMine: boolean;
  readonly openedAtMs: number;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly isAnswerAwaited: boolean;
  readonly isAnswerOverdue: boolean;
  readonly isAnswered: boolean;
  readonly version: number;
}

export interface CasePage {
  readonly cases: readonly CaseLine[];
  readonly total: number;
  /** Of all that this person may see, whatever was asked for. */
  readonly overdue: number;
}

export interface CaseQuestion {
  /** All but closed ones when absent. */
  readonly states?: readonly CaseState[];
  readonly isMine?: boolean;
  readonly isOverdue?: boolean;
  readonly organizationId?: string;
  readonly offset: number;
  /** At most 100. */
  readonly limit: number;
}

const MAX_PAGE = 100;
const OPEN_STATES: readonly CaseState[] = ['new', 'in-review', 'asked', 'explained', 'confirmed', 'reported'];

/** Cases that this person may know of: overdue ones first, then by the day they are due. That somebody read them is written down before. */
export async function listCases({ database, audit, clock }: CaseDeps, request: ChangeRequest, { states = OPEN_STATES, isMine = false, isOverdue = false, organizationId, offset, limit }: CaseQuestion): Promise<CasePage | ChangeRefusal> {
  const { actor } = request;
  const decision = decideDuty({ actor, duty: 'review-accesses' });
  if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  const today = provincialDay(clock.nowMs());
  const filter = `${VISIBLE(1)} and c.state = any($3) and (not $4::boolean or c.owner_id = $1) and (not $5::boolean or (c.due_on < $6::date and c.state <> 'closed')) and ($7::text is null or c.organization_id = $7)`;
  const values = [...visibleTo(actor), states, isMine, isOverdue, today, organizationId ?? null];
  const { rows } = await database.query<CaseRow>(`select ${CASE_COLUMNS} from ${CASE_TABLES} where ${filter} order by (c.state <> 'closed' and c.due_on < $6::date) desc, c.due_on, c.id offset $8 limit $9`, [...values, Math.max(0, offset), Math.min(Math.max(1, limit), MAX_PAGE)]);
  const { rows: [counts] } = await database.query<{ total: number; overdue: number }>(
    `select (select count(*)::int from privacy_case c where ${filter}) as total, (select count(*)::int from privacy_case c where ${VISIBLE(1)} and c.state <> 'closed' and c.due_on < $6::date) as overdue`, values);
  await audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', details: { what: 'privacy-cases', states: states.join(' '), isMine, isOverdue, ...(organizationId !== undefined && { organizationId }), count: rows.length } });
  return { cases: rows.map((row) => toLine(row, actor.userId, today)), ...counts! };
}

/** @param today the day in the province, `YYYY-MM-DD` */
export function toLine(row: CaseRow, userId: string, today: string): CaseLine {
  const { id, state, origin, organizationId, organizationNameEn, organizationNameFr, desk, subjectName, ownerId, ownerName, openedAtMs, dueOn, answerDueOn, isAnswered, version } = row;
  return {
    id, reference: referenceOf(row), state, origin, organizationId, organizationName: { en: organizationNameEn, fr: organizationNameFr }, isForProgramOffice: desk === 'program-office', isMine: ownerId === userId, openedAtMs, dueOn,
    isOverdue: state !== 'closed' && dueOn < today, isAnswerAwaited: answerDueOn !== null, isAnswerOverdue: answerDueOn !== null && answerDueOn < today, isAnswered, version,
    ...(subjectName !== null && { subjectName }), ...(ownerId !== null && { ownerId }), ...(ownerName !== null && { ownerName }),
  };
}
