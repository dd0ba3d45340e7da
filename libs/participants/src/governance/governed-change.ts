import { decideDuty, type Actor, type Duty } from '@longview/access-policy';
import type { AuditAction, AuditEntry, AuditLog } from '@longview/audit';
import type { Clock, Database, IdSource, Queryable } from '@longview/platform';

/** What is known of the request that asks for a change. */
export interface ChangeFacts {
  readonly requestId: string;
  readonly clientAddress?: string;
}

/** Who changes something about access, and in which request. */
export interface ChangeRequest {
  readonly actor: Actor;
  readonly facts: ChangeFacts;
}

/** An expected outcome: nothing was changed. `problem` is a stable word for what is wrong with `field`; the portal has the sentence. */
export type ChangeRefusal =
  | { readonly kind: 'refused'; readonly code: 'not-allowed'; readonly rule: string }
  | { readonly kind: 'refused'; readonly code: 'conflict' }
  | { readonly kind: 'refused'; readonly code: 'invalid-input'; readonly field: string; readonly problem: string };

export type SubjectKind = 'organization' | 'membership' | 'person' | 'role-holder' | 'campaign' | 'directive' | 'query-group';

/** One line of `governance_history`: what was changed of whom. Shown beside it, never edited. */
export interface HistoryLine {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly organizationId?: string;
  /** A stable word; the portal has the sentence. */
  readonly change: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What a change is made with. */
export interface GovernanceDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A change that is under way, inside its transaction. */
export interface Change {
  readonly connection: Queryable;
  readonly nowMs: number;
  readonly newId: () => string;
  /** Undoes everything that this change has done and makes the refusal its outcome. */
  refuse(refusal: RefusalParts): never;
  /**
   * Adds a line to the history and an event to the log; both stand when the change does.
   * @param event what the event says besides: whose consent it was, what was instructed.
   */
  record(line: HistoryLine, event?: ChangeEvent): void;
}

export type ChangeEvent = Pick<AuditEntry, 'patient' | 'details'>;

export type RefusalParts =
  | { readonly code: 'not-allowed'; readonly rule: string }
  | { readonly code: 'conflict' }
  | { readonly code: 'invalid-input'; readonly field: string; readonly problem: string };

class Refused extends Error {
  constructor(readonly refusal: ChangeRefusal) {
    super('The change was refused.');
  }
}

/**
 * Changes something about who may see what, in one transaction: what `work` writes, its history, and, before the commit,
 * its audit events. When the log cannot be written nothing is changed and the promise rejects with `AUDIT_APPEND_FAILED`.
 * A refusal that names a rule is written down too: who tried what is worth knowing.
 * @param action of the audit events; one for each line that `work` records.
 */
export async function governedChange<T>(deps: GovernanceDeps, request: ChangeRequest, action: AuditAction, work: (change: Change) => Promise<T>): Promise<T | ChangeRefusal> {
  const nowMs = deps.clock.nowMs();
  const lines: (HistoryLine & { readonly event?: ChangeEvent })[] = [];
  try {
    return await deps.database.transaction(async (connection) => {
      const result = await work({
        connection, nowMs, newId: () => deps.ids.newId(),
        refuse: (parts) => { throw new Refused({ kind: 'refused', ...parts }); },
        record: (line, event) => void lines.push({ ...line, ...(event && { event }) }),
      });
      await appendHistory(deps, connection, request, nowMs, lines);
      await Promise.all(lines.map(({ event, ...line }) => deps.audit.append({ ...whoAsks(request), action, outcome: 'success', objects: [`${line.subjectKind}/${line.subjectId}`], ...event, details: { change: line.change, ...(line.organizationId !== undefined && { organizationId: line.organizationId }), ...event?.details } })));
      return result;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { refusal } = error;
    if (refusal.code === 'not-allowed') await deps.audit.append({ ...whoAsks(request), action, outcome: 'refused', rule: refusal.rule });
    return refusal;
  }
}

/** Ends the change when the actor's office does not permit it. @param organizationId the organization it is about. */
export function requireDuty(change: Pick<Change, 'refuse'>, actor: Actor, duty: Duty, organizationId: string): void {
  const decision = decideDuty({ actor, duty, organizationId });
  if (decision.effect !== 'permit') change.refuse({ code: 'not-allowed', rule: decision.rule });
}

export const isRefusal = (outcome: unknown): outcome is ChangeRefusal => typeof outcome === 'object' && outcome !== null && (outcome as { kind?: unknown }).kind === 'refused';

async function appendHistory({ ids }: GovernanceDeps, connection: Queryable, { actor }: ChangeRequest, nowMs: number, lines: readonly HistoryLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({ id: ids.newId(), subject_kind: line.subjectKind, subject_id: line.subjectId, organization_id: line.organizationId ?? null, change: line.change, reason: line.reason ?? '', detail: line.detail ?? {} }));
  await connection.query(
    `insert into governance_history (id, subject_kind, subject_id, organization_id, occurred_at, by_user_id, change, reason, detail)
     select id, subject_kind, subject_id, organization_id, $2, $3, change, reason, detail
       from jsonb_to_recordset($1::jsonb) as line(id text, subject_kind text, subject_id text, organization_id text, change text, reason text, detail jsonb)`,
    [JSON.stringify(rows), new Date(nowMs), actor.userId]);
}

const whoAsks = ({ actor, facts }: ChangeRequest) => ({
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
  ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});
