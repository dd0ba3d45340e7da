import type { AuditLog } from '@longview/audit';
import type { ChangeRequest, GovernanceDeps, StandingChanges } from '@longview/participants';
import type { JobQueue, Mailer, Sealer } from '@longview/platform';
import type { AccessUses } from './evidence/access-uses.js';
import type { PrivacyCases } from './evidence/read-facts.js';

/** Everything attesting stands on, as ports: the application brings the implementations. */
export interface AttestationDeps extends GovernanceDeps {
  /** Throws the one switch for whoever loses access. */
  readonly standing: StandingChanges;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  readonly sealer: Sealer;
  readonly cases: PrivacyCases;
  readonly uses: AccessUses;
  /** Where the portal is: letters lead there. */
  readonly publicUrl: string;
}

/** Who acts when nobody does: a deadline passes by itself. */
export const BY_DEADLINE = 'longview-attestation';

type AuditFacts = Pick<Parameters<AuditLog['append']>[0], 'actor' | 'sessionId' | 'requestId' | 'clientAddress' | 'purposeOfUse'>;

export function auditFactsOf({ actor, facts }: ChangeRequest): AuditFacts {
  return {
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
    ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
  };
}

export const auditFactsOfDeadline: AuditFacts = { actor: { userId: BY_DEADLINE, displayName: 'Longview attestation', roles: [] } };
