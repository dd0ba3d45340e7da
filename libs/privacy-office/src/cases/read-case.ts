import { decideDuty } from '@longview/access-policy';
import { provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { readBreach, type Breach } from './breach.js';
import { auditFactsOf, purposeOf, type CaseDeps } from './case-deps.js';
import { dayAfter } from './case-input.js';
import { actsOf, needsSecondPerson } from './case-machine.js';
import { findCase, standingOf, type CaseRow } from './case-table.js';
import type { CaseAct, CaseState } from './case-words.js';
import { revealedPatients, sealedPatients, type CasePatient } from './case-patients.js';
import { readEvidenceFile } from './evidence.js';
import type { LetterId } from './letters/letter-templates.js';
import { toLine, type CaseLine } from './list-cases.js';

export interface CaseEvidence {
  readonly eventId: string;
  readonly occurredAtMs?: number;
  /** As the access log calls it. */
  readonly action?: string;
  readonly patientKey?: string;
  /** The file that `longview verify-proof` checks; absent while the log has not sealed the event. */
  readonly proof?: string;
  /** When the head was signed that covers it. */
  readonly provenAtMs?: number;
}

export interface CaseNote { readonly id: string; readonly byName: string; readonly atMs: number; readonly text: string }
export interface AskedQuestion {
  readonly id: string; readonly text: string; readonly askedByName: string; readonly askedAtMs: number; readonly dueOn: string; readonly eventIds: readonly string[]; readonly isOverdue: boolean;
  readonly answer?: string; readonly answeredAtMs?: number; readonly remindedAtMs?: number;
}
export interface CaseHistoryLine { readonly atMs: number; readonly byName: string; readonly change: string; readonly state: CaseState; readonly reason: string }
export interface IssuedLetter { readonly id: string; readonly templateId: LetterId; readonly templateVersion: number; readonly language: 'en' | 'fr'; readonly issuedAtMs: number; readonly issuedByName: string; readonly patientKey?: string }

/** A case with everything in it, opened for somebody who may read it. */
export interface PrivacyCase {
  readonly line: CaseLine;
  readonly summary: string;
  readonly subjectId?: string;
  readonly flagIds: readonly string[];
  readonly patients: readonly CasePatient[];
  readonly accesses: readonly CaseEvidence[];
  readonly questions: readonly AskedQuestion[];
  readonly notes: readonly CaseNote[];
  readonly finding?: string;
  readonly decidedByName?: string;
  readonly breach?: Breach;
  /** Different patients among the accesses. */
  readonly suggestedAffectedCount: number;
  readonly letters: readonly IssuedLetter[];
  readonly history: readonly CaseHistoryLine[];
  readonly actions: readonly CaseAct[];
  readonly needsSecondPerson: boolean;
  readonly answerDueOn: string;
}

/** Reads a case after writing down that it was read, of each patient in it. What somebody may not know of is as if it were not. */
export async function readCase(deps: CaseDeps, request: ChangeRequest, caseId: string): Promise<PrivacyCase | ChangeRefusal> {
  const found = await openForReading(deps, request, caseId);
  if ('kind' in found) return found;
  const patients = await sealedPatients(deps.database, caseId);
  const entry = { ...auditFactsOf(request), action: 'access-log-read' as const, outcome: 'success' as const, objects: [`privacy-case/${caseId}`], details: { what: 'privacy-case' } };
  await Promise.all(patients.length === 0 ? [deps.audit.append(entry)] : patients.map(({ key, sealed }) => deps.audit.append({ ...entry, patient: { key, sealed } })));
  return loadCase(deps, request, found);
}

/** The row, for somebody with the duty and the right to this case. Writes nothing down yet. */
export async function openForReading({ database }: CaseDeps, { actor }: ChangeRequest, caseId: string): Promise<CaseRow | ChangeRefusal> {
  const decision = decideDuty({ actor, duty: 'review-accesses' });
  if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  return (await findCase(database, actor, caseId)) ?? { kind: 'refused', code: 'not-allowed', rule: 'no-such-case' };
}

/** Everything in the case. Who calls it has written down that it is read. */
export async function loadCase(deps: CaseDeps, { actor }: ChangeRequest, row: CaseRow): Promise<PrivacyCase> {
  const { database, sealer, clock, settings } = deps;
  const today = provincialDay(clock.nowMs());
  const opened = (sealed: string | null): string => (sealed === null ? '' : sealer.open(sealed, purposeOf(row.id)) ?? '');
  const standing = standingOf(row);
  const [patients, accesses, questions, notes, history, letters, flags, breach] = await Promise.all([
    revealedPatients(database, deps.patients, row.id), readEvidence(database, row.id),
    database.query<QuestionRow>(QUESTIONS, [row.id]), database.query<NoteRow>(NOTES, [row.id]), database.query<HistoryRow>(HISTORY, [row.id]), database.query<IssuedLetter & { readonly patientKey: string | null }>(LETTERS, [row.id]),
    database.query<{ flagId: string }>('select flag_id as "flagId" from privacy_case_flag where case_id = $1 order by flag_id', [row.id]), readBreach(database, sealer, row.id),
  ]);
  const isDecided = !['new', 'in-review', 'asked'].includes(row.state);
  return {
    line: toLine(row, actor.userId, today), summary: opened(row.summarySealed), flagIds: flags.rows.map(({ flagId }) => flagId), patients, accesses,
    suggestedAffectedCount: new Set(accesses.flatMap(({ patientKey }) => patientKey ?? [])).size, actions: actsOf(standing, actor.userId), needsSecondPerson: needsSecondPerson(standing), answerDueOn: dayAfter(today, settings.answerDays),
    questions: questions.rows.map(({ textSealed, answerSealed, answeredAtMs, remindedAtMs, ...question }) => ({
      ...question, text: opened(textSealed), isOverdue: answeredAtMs === null && question.dueOn < today, ...(answeredAtMs !== null && { answer: opened(answerSealed), answeredAtMs }), ...(remindedAtMs !== null && { remindedAtMs }),
    })),
    notes: notes.rows.map(({ textSealed, ...note }) => ({ ...note, text: opened(textSealed) })),
    history: history.rows.map(({ reasonSealed, ...line }) => ({ ...line, reason: opened(reasonSealed) })),
    letters: letters.rows.map(({ patientKey, ...letter }) => ({ ...letter, ...(patientKey !== null && { patientKey }) })),
    ...(row.subjectId !== null && { subjectId: row.subjectId }), ...(isDecided && { finding: opened(row.findingSealed) }), ...(isDecided && row.decidedByName !== null && { decidedByName: row.decidedByName }), ...(breach && { breach }),
  };
}

/** The events of the case, oldest first, as they were frozen. */
export async function readEvidence(connection: Queryable, caseId: string): Promise<readonly CaseEvidence[]> {
  const { rows } = await connection.query<{ eventId: string; occurredAtMs: number | null; action: string | null; patientKey: string | null; proof: string | null }>(
    `select event_id as "eventId", ${ms('occurred_at')} as "occurredAtMs", action, patient_key as "patientKey", proof from privacy_case_access where case_id = $1 order by occurred_at nulls last, event_id`, [caseId]);
  return rows.map(({ eventId, occurredAtMs, action, patientKey, proof }) => ({
    eventId, ...(occurredAtMs !== null && { occurredAtMs }), ...(action !== null && { action }), ...(patientKey !== null && { patientKey }), ...(proof !== null && { proof, ...signedAt(proof) }),
  }));
}

/** As the head itself says; whether it is signed so is for `longview verify-proof` to say. */
function signedAt(proof: string): { readonly provenAtMs?: number } {
  const provenAtMs = Date.parse(/^signed-at (.+)$/m.exec(readEvidenceFile(proof)?.checkpoint ?? '')?.[1] ?? '');
  return Number.isNaN(provenAtMs) ? {} : { provenAtMs };
}

interface QuestionRow extends Omit<AskedQuestion, 'text' | 'isOverdue' | 'answer' | 'answeredAtMs' | 'remindedAtMs'> { readonly textSealed: string; readonly answerSealed: string | null; readonly answeredAtMs: number | null; readonly remindedAtMs: number | null }
interface NoteRow extends Omit<CaseNote, 'text'> { readonly textSealed: string }
interface HistoryRow extends Omit<CaseHistoryLine, 'reason'> { readonly reasonSealed: string | null }

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;
const nameOf = (id: string): string => `coalesce((select display_name from person where id = ${id}), ${id})`;
const QUESTIONS = `select id, text_sealed as "textSealed", ${nameOf('asked_by')} as "askedByName", ${ms('asked_at')} as "askedAtMs", due_on::text as "dueOn", event_ids as "eventIds", answer_sealed as "answerSealed", ${ms('answered_at')} as "answeredAtMs", ${ms('reminded_at')} as "remindedAtMs"
  from privacy_case_question where case_id = $1 order by asked_at desc, id desc`;
const NOTES = `select id, ${nameOf('by_id')} as "byName", ${ms('written_at')} as "atMs", text_sealed as "textSealed" from privacy_case_note where case_id = $1 order by written_at desc, id desc`;
const HISTORY = `select ${ms('occurred_at')} as "atMs", ${nameOf('by_id')} as "byName", change, state, reason_sealed as "reasonSealed" from privacy_case_history where case_id = $1 order by version desc, id desc`;
const LETTERS = `select id, template_id as "templateId", template_version as "templateVersion", language, patient_key as "patientKey", ${ms('issued_at')} as "issuedAtMs", ${nameOf('issued_by')} as "issuedByName" from privacy_letter where case_id = $1 order by issued_at desc, id desc`;
