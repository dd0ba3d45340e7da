import { provincialDay, type Change, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { z } from 'zod';
import { purposeOf, type CaseDeps } from './case-deps.js';
import { dayAfter, daySchema, MAX_TEXT, readInput, textSchema } from './case-input.js';
import { questionMail } from './case-mails.js';
import { changeCase, type SeenCase } from './change-case.js';

export interface QuestionInput {
  readonly text: string;
  /** Last day to answer. */
  readonly dueOn: string;
  /** The accesses it is about, of those in the case. */
  readonly eventIds: readonly string[];
}

/**
 * Asks the person whose access it is. They find the question on their own page and are told by mail that there is one;
 * who asked, and what raised it, they are not told.
 */
export function askUser(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, input: QuestionInput): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return changeCase(deps, request, 'ask', seen, async (change) => {
    const { connection, row, nowMs } = change;
    const { text, dueOn, eventIds } = readQuestion(change, input, nowMs);
    const { rows } = await connection.query('select from privacy_case_access where case_id = $1 and event_id = any($2)', [row.id, eventIds]);
    if (rows.length !== new Set(eventIds).size) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'not-in-the-case' });
    await putQuestion(deps, connection, { caseId: row.id, personId: row.subjectId!, eventIds, text, dueOn, askedBy: request.actor.userId, nowMs });
    return { change: 'user-asked', details: { dueOn } };
  });
}

function readQuestion(change: Pick<Change, 'refuse'>, input: QuestionInput, nowMs: number): QuestionInput {
  const today = provincialDay(nowMs);
  return readInput(change, z.object({
    text: textSchema, eventIds: z.array(z.string()).min(1, 'missing').max(50, 'too-many'),
    dueOn: daySchema.refine((day) => day >= today, 'past').refine((day) => day <= dayAfter(today, 90), 'too-late'),
  }), input);
}

/** Writes the question and sends the letter that there is one, within the caller's transaction. */
export async function putQuestion(deps: CaseDeps, connection: Queryable, { caseId, personId, eventIds, text, dueOn, askedBy, nowMs }: QuestionInput & { readonly caseId: string; readonly personId: string; readonly askedBy: string; readonly nowMs: number }): Promise<void> {
  const id = deps.ids.newId();
  await connection.query('insert into privacy_case_question (id, case_id, person_id, event_ids, text_sealed, asked_by, asked_at, due_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, caseId, personId, [...new Set(eventIds)], deps.sealer.seal(text, purposeOf(caseId)), askedBy, new Date(nowMs), dueOn]);
  const { rows: [person] } = await connection.query<{ email: string }>('select email from person where id = $1', [personId]);
  if (person && person.email !== '') await deps.mailer.send(questionMail({ to: person.email, dueOn, publicUrl: deps.publicUrl, isReminder: false }), { key: `privacy-question:${id}`, within: connection });
}

export const answerSchema = z.object({ answer: z.string().trim().min(1, 'missing').max(MAX_TEXT, 'too-long') });
