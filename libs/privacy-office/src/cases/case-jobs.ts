import { provincialDay } from '@longview/participants';
import { auditFactsOfJob, type CaseDeps } from './case-deps.js';
import { dayAfter } from './case-input.js';
import { dueMail, questionMail } from './case-mails.js';
import { referenceOf } from './case-table.js';
import { FREEZE_QUEUE, freezeEvidence } from './evidence.js';
import { reviewersOf } from './work-on-case.js';

export const REMIND_QUEUE = 'privacy-case-reminders';
const TIME_ZONE = 'America/Toronto';
/** Before people come to work, after the day has changed. */
const EVERY_MORNING = '40 5 * * *';
const LONGEST_RUN_MS = 30 * 60_000;

/** Lets this process take part in what happens to cases by itself. A run that died is made again and comes to the same end. */
export async function startCaseJobs(deps: CaseDeps): Promise<void> {
  await deps.jobs.define(FREEZE_QUEUE, { retryLimit: 40, retryDelayMs: 1_000, timeoutMs: 60_000 });
  await deps.jobs.define(REMIND_QUEUE, { retryLimit: 20, timeoutMs: LONGEST_RUN_MS });
  await deps.jobs.work<{ readonly caseId: string }>(FREEZE_QUEUE, async ({ data: { caseId } }) => {
    // Tried again until the log has sealed them: seconds while the log is kept, longer when sealing waits.
    if ((await freezeEvidence(deps, caseId)) > 0) throw new EvidenceNotSealed();
  });
  await deps.jobs.work(REMIND_QUEUE, ({ signal }) => remindAll(deps, signal));
  await deps.jobs.schedule(REMIND_QUEUE, EVERY_MORNING, { timeZone: TIME_ZONE });
}

/** Makes the job be tried again; nobody else sees it. */
export class EvidenceNotSealed extends Error {
  override readonly name = 'EvidenceNotSealed';
  readonly code = 'CASE_EVIDENCE_NOT_SEALED';
  constructor() {
    super('An event that belongs to a case is not sealed yet.');
  }
}

/** Reminds, once each: who has to answer, and who has a case that is due soon or overdue. */
export async function remindAll(deps: CaseDeps, signal: AbortSignal): Promise<void> {
  await remindAsked(deps, signal);
  await remindDue(deps, signal);
}

/** Once for each question, shortly before its day or as soon as that has passed. */
async function remindAsked({ database, mailer, clock, settings, publicUrl, audit }: CaseDeps, signal: AbortSignal): Promise<void> {
  const today = provincialDay(clock.nowMs());
  const { rows } = await database.query<{ id: string; caseId: string; dueOn: string; email: string }>(
    `select q.id, q.case_id as "caseId", q.due_on::text as "dueOn", p.email from privacy_case_question q join person p on p.id = q.person_id join privacy_case c on c.id = q.case_id
      where q.answered_at is null and q.reminded_at is null and q.due_on <= $1 and c.state in ('in-review', 'asked') order by q.due_on, q.id`, [dayAfter(today, settings.remindDays)]);
  for (const { id, caseId, dueOn, email } of rows) {
    if (signal.aborted) return;
    await database.transaction(async (connection) => {
      const { rowCount } = await connection.query('update privacy_case_question set reminded_at = $2 where id = $1 and reminded_at is null and answered_at is null', [id, new Date(clock.nowMs())]);
      if (rowCount !== 1) return;
      if (email !== '') await mailer.send(questionMail({ to: email, dueOn, publicUrl, isReminder: true }), { key: `privacy-question-reminder:${id}`, within: connection });
      await audit.append({ ...auditFactsOfJob, action: 'case-changed', outcome: 'success', objects: [`privacy-case/${caseId}`, `privacy-question/${id}`], details: { change: 'user-reminded' } });
    });
  }
}

/** Once before the day and once when it has passed: to the owner, else to the organization's reviewers, else to the program office. */
async function remindDue({ database, mailer, clock, settings, publicUrl }: CaseDeps, signal: AbortSignal): Promise<void> {
  const today = provincialDay(clock.nowMs());
  const { rows } = await database.query<{ id: string; number: number; openedAtMs: number; dueOn: string; organizationId: string; desk: 'organization' | 'program-office'; subjectId: string | null; ownerId: string | null }>(
    `select c.id, c.number, floor(extract(epoch from c.opened_at) * 1000)::float8 as "openedAtMs", c.due_on::text as "dueOn", c.organization_id as "organizationId", c.desk, c.subject_id as "subjectId", c.owner_id as "ownerId" from privacy_case c
      where c.state <> 'closed' and c.due_on <= $1 and (c.reminded_on is null or (c.due_on < $2::date and c.reminded_on <= c.due_on)) order by c.due_on, c.id`, [dayAfter(today, settings.remindDays), today]);
  for (const row of rows) {
    if (signal.aborted) return;
    await database.transaction(async (connection) => {
      const { rowCount } = await connection.query('update privacy_case set reminded_on = $2 where id = $1 and reminded_on is distinct from $2::date', [row.id, today]);
      if (rowCount !== 1) return;
      const reviewers = await reviewersOf(connection, row);
      const owner = reviewers.find(({ userId }) => userId === row.ownerId);
      const near = reviewers.filter(({ isProgramOffice }) => !isProgramOffice);
      for (const { userId, email } of (owner ? [owner] : near.length > 0 ? near : reviewers).filter((reviewer) => reviewer.email !== '')) {
        await mailer.send(dueMail({ to: email, reference: referenceOf(row), dueOn: row.dueOn, isOverdue: row.dueOn < today, hasOwner: owner !== undefined, publicUrl, caseId: row.id }), { key: `privacy-case-due:${row.id}:${userId}:${today}`, within: connection });
      }
    });
  }
}
