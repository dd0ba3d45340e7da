import { decideDuty } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { isAnswerable } from './access-pages.js';
import type { ReportKind, Viewpoint } from './side.js';

/** What somebody asks for, before it is known whose side they are on. */
export interface ReportQuestion {
  readonly kind: ReportKind;
  /** Absent: the asker's own organization; for the program office the whole province. */
  readonly organizationId?: string;
  readonly patientKey?: string;
  readonly userId?: string;
  readonly custodianId?: string;
  readonly sourceId?: string;
}

/** Whose side the asker may see, or why none. Oneself is looked at by somebody else. */
export function viewpointOf({ actor }: ChangeRequest, question: ReportQuestion): Viewpoint | ChangeRefusal {
  const refuse = (rule: string): ChangeRefusal => ({ kind: 'refused', code: 'not-allowed', rule });
  const decision = decideDuty({ actor, duty: 'review-accesses', ...(question.organizationId !== undefined && { organizationId: question.organizationId }) });
  if (decision.effect !== 'permit') return refuse(decision.rule);
  if (question.userId === actor.userId) return refuse('about-oneself');
  const reachesAll = decideDuty({ actor, duty: 'review-accesses', organizationId: '' }).effect === 'permit';
  const organizationId = question.organizationId ?? (reachesAll ? undefined : actor.organizationId);
  const viewpoint: Viewpoint = { kind: question.kind, ...(organizationId !== undefined && { organizationId }) };
  return isAnswerable({ ...question, viewpoint }) ? viewpoint : { kind: 'refused', code: 'invalid-input', field: 'organizationId', problem: 'missing' };
}

/** Who asks, as every event about it says. */
export const whoAsks = ({ actor, facts }: ChangeRequest): Pick<AuditEntry, 'actor' | 'sessionId' | 'requestId' | 'purposeOfUse' | 'clientAddress'> => ({
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse, ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});

/** What was asked, as details of an event: patients by their key only. */
export function detailsOf({ kind, patientKey, userId, custodianId, sourceId }: ReportQuestion, { organizationId }: Pick<Viewpoint, 'organizationId'>, period: { readonly fromMs: number; readonly untilMs: number } | undefined): NonNullable<AuditEntry['details']> {
  return {
    report: kind, side: organizationId ?? 'province', ...(patientKey !== undefined && { patientKey }), ...(userId !== undefined && { userId }), ...(custodianId !== undefined && { custodianId }), ...(sourceId !== undefined && { sourceId }),
    ...(period && { from: new Date(period.fromMs).toISOString(), until: new Date(period.untilMs).toISOString() }),
  };
}
