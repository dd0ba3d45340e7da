import type { CaseLine, OwnQuestion, PrivacyCase as CaseFacts } from '@longview/privacy-office';
import type { OwnPrivacyQuestion, PrivacyCase, PrivacyCaseLine } from './privacy-cases.models.js';

export function toCaseLine({ id, openedAtMs, ...line }: CaseLine): PrivacyCaseLine {
  return { caseId: id, openedAt: openedAtMs, ...line };
}

export function toPrivacyCase({ line, patients, accesses, questions, notes, letters, history, ...rest }: CaseFacts): PrivacyCase {
  return {
    __typename: 'PrivacyCase', ...rest, line: toCaseLine(line),
    patients: patients.map(({ key, ...patient }) => ({ patientKey: key, ...patient })),
    accesses: accesses.map(({ occurredAtMs, provenAtMs, ...access }) => ({ ...access, ...(occurredAtMs !== undefined && { occurredAt: occurredAtMs }), ...(provenAtMs !== undefined && { provenAt: provenAtMs }) })),
    questions: questions.map(({ id, askedAtMs, answeredAtMs, remindedAtMs, ...question }) => ({ questionId: id, askedAt: askedAtMs, ...question, ...(answeredAtMs !== undefined && { answeredAt: answeredAtMs }), ...(remindedAtMs !== undefined && { remindedAt: remindedAtMs }) })),
    notes: notes.map(({ id, atMs, ...note }) => ({ noteId: id, at: atMs, ...note })),
    letters: letters.map(({ id, issuedAtMs, templateId, ...letter }) => ({ letterId: id, issuedAt: issuedAtMs, templateId, ...letter })),
    history: history.map(({ atMs, ...one }) => ({ at: atMs, ...one })),
  };
}

export function toOwnQuestion({ id, askedAtMs, answeredAtMs, accesses, ...question }: OwnQuestion): OwnPrivacyQuestion {
  return {
    questionId: id, askedAt: askedAtMs, ...question, ...(answeredAtMs !== undefined && { answeredAt: answeredAtMs }),
    accesses: accesses.map(({ patientInitials, occurredAtMs }) => ({ patientInitials, ...(occurredAtMs !== undefined && { occurredAt: occurredAtMs }) })),
  };
}
