import { provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { z } from 'zod';
import { changeCase, type SeenCase } from './change-case.js';
import type { CaseDeps } from './case-deps.js';
import { dayAfter, daySchema, readInput, textSchema } from './case-input.js';
import type { CaseRow } from './case-table.js';

type Changed = Promise<ChangeRefusal | { readonly kind: 'changed' }>;

/** Whoever takes a new case owns it from then on. */
export function takeCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase): Changed {
  return changeCase(deps, request, 'take', seen, async () => ({ change: 'case-taken', set: { owner_id: request.actor.userId } }));
}

/** Gives the case to somebody else who reviews accesses at the same desk. */
export function assignCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, ownerId: string): Changed {
  return changeCase(deps, request, 'assign', seen, async ({ connection, row, refuse }) => {
    const reviewers = await reviewersOf(connection, row);
    if (!reviewers.some(({ userId }) => userId === ownerId)) refuse({ code: 'invalid-input', field: 'ownerId', problem: 'not-a-reviewer' });
    return { change: 'case-assigned', set: { owner_id: ownerId }, details: { owner: ownerId } };
  });
}

/** @param dueOn today or later, within a year. */
export function setDue(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, dueOn: string): Changed {
  return changeCase(deps, request, 'set-due', seen, async (change) => {
    const today = provincialDay(change.nowMs);
    const { dueOn: day } = readInput(change, z.object({ dueOn: daySchema.refine((given) => given >= today, 'past').refine((given) => given <= dayAfter(today, 366), 'too-late') }), { dueOn });
    return { change: 'due-set', set: { due_on: day, reminded_on: null }, details: { dueOn: day } };
  });
}

/** Notes are added and never changed. */
export function noteCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, text: string): Changed {
  return changeCase(deps, request, 'note', seen, async (change) => {
    const input = readInput(change, z.object({ text: textSchema }), { text });
    await change.connection.query('insert into privacy_case_note (id, case_id, by_id, written_at, text_sealed) values ($1, $2, $3, $4, $5)', [change.newId(), change.row.id, request.actor.userId, new Date(change.nowMs), change.seal(input.text)]);
    return { change: 'case-noted' };
  });
}

export interface Reviewer {
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  /** Reviews by office of the province, not of the case's organization. */
  readonly isProgramOffice: boolean;
}

/** Who may own the case: whoever reviews accesses where it lies, and the program office; never its subject. */
export async function reviewersOf(connection: Queryable, { organizationId, desk, subjectId }: Pick<CaseRow, 'organizationId' | 'desk' | 'subjectId'>): Promise<readonly Reviewer[]> {
  const { rows } = await connection.query<Reviewer>(
    `select p.id as "userId", p.display_name as "displayName", p.email, bool_and(h.role = 'program-office') as "isProgramOffice" from role_holder h join person p on p.id = h.person_id
      where h.status = 'in-force' and p.is_active and p.id is distinct from $3 and (h.role = 'program-office' or ($2 = 'organization' and h.organization_id = $1 and h.role in ('privacy-contact', 'privacy-auditor')))
      group by p.id
      order by p.display_name, p.id`, [organizationId, desk, subjectId]);
  return rows;
}
