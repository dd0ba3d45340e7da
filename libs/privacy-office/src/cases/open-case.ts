import { z } from 'zod';
import type { SubjectIdentity } from '@longview/clinical-model';
import { governedChange, provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { purposeOf, type CaseDeps } from './case-deps.js';
import { dayAfter, MAX_ACCESSES, readInput, textSchema } from './case-input.js';
import type { CaseOrigin, CaseState } from './case-words.js';
import { recordStep, requireReview } from './change-case.js';
import { deskFor, isKnown } from './desk.js';
import { addAccesses, addPatients, caseLiesWith, eventsFromLog, FREEZE_QUEUE, type CaseAccess } from './evidence.js';

/** A case by hand or from a complaint; one from a flag is opened with the flag's decision. */
export interface OpenCaseInput {
  readonly origin: Exclude<CaseOrigin, 'flag'>;
  readonly summary: string;
  /** Whose access it is about, where that is known. */
  readonly subjectId?: string;
  /** Who complains. */
  readonly patient?: SubjectIdentity;
  readonly eventIds?: readonly string[];
}

/** What a new case starts with. */
export interface CaseStart {
  readonly organizationId: string;
  readonly origin: CaseOrigin;
  readonly state: Extract<CaseState, 'new' | 'in-review'>;
  readonly summary: string;
  readonly subjectId?: string;
  readonly subjectOrganizationId?: string;
  readonly patients: readonly { readonly key: string; readonly sealed: string }[];
  readonly accesses: readonly CaseAccess[];
}

const inputSchema = z.object({
  origin: z.enum(['complaint', 'manual']), summary: textSchema.max(500, 'too-long'), subjectId: z.string().optional(), eventIds: z.array(z.string().regex(/^\d{1,9}-\d{1,15}$/, 'not-in-the-log')).max(MAX_ACCESSES, 'too-many').default([]),
});

/** Opens a case that somebody complained about, or that somebody of the privacy office thinks worth one. @returns its id */
export async function openCase(deps: CaseDeps, request: ChangeRequest, input: OpenCaseInput): Promise<string | ChangeRefusal> {
  return governedChange(deps, request, 'case-changed', async (change) => {
    requireReview(request, change);
    const { origin, summary, subjectId, eventIds } = readInput(change, inputSchema, input);
    if (origin === 'complaint' && !input.patient) change.refuse({ code: 'invalid-input', field: 'patient', problem: 'missing' });
    if (origin === 'manual' && subjectId === undefined && eventIds.length === 0) change.refuse({ code: 'invalid-input', field: 'subjectId', problem: 'missing' });
    const { accesses, userId, organizationId } = await eventsFromLog(deps, change, request, eventIds);
    if (userId !== undefined && subjectId !== undefined && userId !== subjectId) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'of-somebody-else' });
    const about = subjectId ?? userId;
    if (about === request.actor.userId) change.refuse({ code: 'not-allowed', rule: 'about-oneself' });
    if (about !== undefined && !(await isKnown(change.connection, about))) change.refuse({ code: 'invalid-input', field: 'subjectId', problem: 'unknown' });
    const ownOrganizationId = request.actor.organizationId!;
    return startCase(deps, change.connection, request, {
      organizationId: caseLiesWith(request.actor, organizationId),
      origin, state: 'new', summary, accesses, patients: [...(input.patient ? [deps.patients.pseudonymize(input.patient)] : []), ...accesses.flatMap(({ patient }) => patient ?? [])],
      ...(about !== undefined && { subjectId: about, subjectOrganizationId: organizationId ?? ownOrganizationId }),
    });
  });
}

/** Writes a new case with its evidence, history and event, within the caller's transaction. */
export async function startCase(deps: CaseDeps, connection: Queryable, request: ChangeRequest, { organizationId, origin, state, summary, subjectId, subjectOrganizationId, patients, accesses }: CaseStart): Promise<string> {
  const id = deps.ids.newId();
  const nowMs = deps.clock.nowMs();
  const { userId } = request.actor;
  await connection.query(
    `insert into privacy_case (id, organization_id, origin, desk, subject_id, subject_organization_id, state, owner_id, due_on, summary_sealed, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, organizationId, origin, await deskFor(connection, organizationId, subjectId), subjectId ?? null, subjectOrganizationId ?? null, state, state === 'new' ? null : userId, dayAfter(provincialDay(nowMs), deps.settings.caseDays), deps.sealer.seal(summary, purposeOf(id)), userId, new Date(nowMs)]);
  await addPatients(connection, deps.patients, id, patients);
  await addAccesses(connection, id, accesses, userId, nowMs);
  if (accesses.length > 0) await deps.jobs.send(FREEZE_QUEUE, { caseId: id }, { within: connection });
  await recordStep(deps, connection, request, { caseId: id, version: 1, state, nowMs }, { change: 'case-opened', objects: accesses.map(({ eventId }) => `event/${eventId}`), details: { origin, organizationId, accesses: accesses.length } });
  return id;
}
