import type { Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import { basisDetails, type AccessBasis } from '@longview/clinical-model';
import type { ArchivedStudyFacts } from './study-grant.js';

/** Facts of the request that every event carries. */
export interface LaunchFacts {
  readonly requestId: string;
  readonly clientAddress?: string;
  /** Why the person may be with the patient that it is about. */
  readonly basis?: AccessBasis;
}

/** One event of this actor; what the caller adds wins. */
export function entryOf(actor: Actor, facts: LaunchFacts, entry: Pick<AuditEntry, 'action' | 'outcome'> & Partial<AuditEntry>): AuditEntry {
  return {
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
    ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
    ...entry,
    ...(facts.basis && { details: { ...basisDetails(facts.basis), ...entry.details } }),
  };
}

/** Whose images these are. Another custodian's are collected, one's own are used (PHIPA s.2). */
export function custodianOf({ custodianId, sourceId }: Pick<ArchivedStudyFacts, 'custodianId' | 'sourceId'>, organizationId: string | undefined, itemCount: number): NonNullable<AuditEntry['custodians']> {
  return [{ custodianId, sourceId, itemCount, use: custodianId === organizationId ? 'use' : 'collection' }];
}

/** Writes, and answers whether the event is durable. Nothing may be shown after a `false`. */
export async function isDurable(audit: AuditLog, entry: AuditEntry): Promise<boolean> {
  try {
    await audit.append(entry);
    return true;
  } catch (error) {
    if (error instanceof AuditAppendFailed) return false;
    throw error;
  }
}
