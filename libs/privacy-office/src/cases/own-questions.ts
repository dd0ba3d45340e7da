import { governedChange, provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import { auditFactsOf, purposeOf, type CaseDeps } from './case-deps.js';
import { readInput } from './case-input.js';
import { initialsOf } from './case-patients.js';
import { answerSchema } from './questions.js';

/** A question that the privacy office asks somebody about their own accesses, as they see it themselves. */
export interface OwnQuestion {
  readonly id: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly text: string;
  readonly askedAtMs: number;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  /** Enough to remember the access by, and no more: they saw the patient then. */
  readonly accesses: readonly { readonly patientInitials: string; readonly occurredAtMs?: number }[];
  readonly answer?: string;
  readonly answeredAtMs?: number;
}

interface QuestionRow {
  readonly id: string;
  readonly caseId: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly textSealed: string;
  readonly askedAtMs: number;
  readonly dueOn: string;
  readonly answerSealed: string | null;
  readonly answeredAtMs: number | null;
  readonly accesses: readonly { readonly occurredAtMs: number | null; readonly patientSealed: string | null }[] | null;
}

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;
const OWN = `
  select q.id, q.case_id as "caseId", o.name_en as "nameEn", o.name_fr as "nameFr", q.text_sealed as "textSealed", ${ms('q.asked_at')} as "askedAtMs", q.due_on::text as "dueOn", q.answer_sealed as "answerSealed", ${ms('q.answered_at')} as "answeredAtMs",
    (select json_agg(json_build_object('occurredAtMs', floor(extract(epoch from a.occurred_at) * 1000), 'patientSealed', p.patient_sealed) order by a.occurred_at, a.event_id)
       from privacy_case_access a left join privacy_case_patient p on p.case_id = a.case_id and p.patient_key = a.patient_key where a.case_id = q.case_id and a.event_id = any(q.event_ids)) as accesses
    from privacy_case_question q join privacy_case c on c.id = q.case_id join organization o on o.id = c.organization_id
   where q.person_id = $1 order by q.answered_at is not null, q.asked_at desc, q.id limit 100`;

/** The person's own questions, those that wait first. That they were read is written down before. */
export async function listOwnQuestions({ database, audit, sealer, patients, clock }: CaseDeps, request: ChangeRequest): Promise<readonly OwnQuestion[]> {
  const { rows } = await database.query<QuestionRow>(OWN, [request.actor.userId]);
  if (rows.length === 0) return [];
  await audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', objects: rows.map(({ id }) => `privacy-question/${id}`), details: { what: 'own-questions', count: rows.length } });
  const today = provincialDay(clock.nowMs());
  return rows.map(({ id, caseId, nameEn, nameFr, textSealed, askedAtMs, dueOn, answerSealed, answeredAtMs, accesses }) => ({
    id, organizationName: { en: nameEn, fr: nameFr }, text: sealer.open(textSealed, purposeOf(caseId)) ?? '', askedAtMs, dueOn, isOverdue: answeredAtMs === null && dueOn < today,
    accesses: oncePerMinute((accesses ?? []).map(({ occurredAtMs, patientSealed }) => ({ patientInitials: patientSealed === null ? '' : initialsOf(patients.reveal(patientSealed).name ?? ''), ...(occurredAtMs !== null && { occurredAtMs }) }))),
    ...(answerSealed !== null && answeredAtMs !== null && { answer: sealer.open(answerSealed, purposeOf(caseId)) ?? '', answeredAtMs }),
  }));
}

/** An answer is given once and stays. Somebody who was not asked is told nothing of the question. */
export async function answerQuestion(deps: CaseDeps, request: ChangeRequest, questionId: string, answer: string): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return governedChange(deps, request, 'case-changed', async (change) => {
    const { connection, nowMs, refuse } = change;
    const { rows: [question] } = await connection.query<{ caseId: string; isAnswered: boolean }>('select case_id as "caseId", answered_at is not null as "isAnswered" from privacy_case_question where id = $1 and person_id = $2 for update', [questionId, request.actor.userId]);
    if (!question) return refuse({ code: 'not-allowed', rule: 'no-such-question' });
    if (question.isAnswered) refuse({ code: 'conflict' });
    const { answer: text } = readInput(change, answerSchema, { answer });
    const { caseId } = question;
    await connection.query('update privacy_case_question set answer_sealed = $2, answered_at = $3 where id = $1', [questionId, deps.sealer.seal(text, purposeOf(caseId)), new Date(nowMs)]);
    // The case moves on for whoever looks at it, so that nobody decides without having seen the answer.
    const { rows: [now] } = await connection.query<{ state: string; version: number }>('update privacy_case set version = version + 1 where id = $1 returning state, version', [caseId]);
    await connection.query(`insert into privacy_case_history (id, case_id, occurred_at, by_id, change, state, version) values ($1, $2, $3, $4, 'question-answered', $5, $6)`, [change.newId(), caseId, new Date(nowMs), request.actor.userId, now!.state, now!.version]);
    await deps.audit.append({ ...auditFactsOf(request), action: 'case-changed', outcome: 'success', objects: [`privacy-case/${caseId}`, `privacy-question/${questionId}`], details: { change: 'question-answered' } });
    return { kind: 'changed' as const };
  });
}

/** The events of one access are one line to whoever has to remember it. */
function oncePerMinute<T extends { readonly patientInitials: string; readonly occurredAtMs?: number }>(accesses: readonly T[]): readonly T[] {
  return [...new Map(accesses.map((access) => [`${access.patientInitials} ${Math.floor((access.occurredAtMs ?? 0) / 60_000)}`, access])).values()];
}
