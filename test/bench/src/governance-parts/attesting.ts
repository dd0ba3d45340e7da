import { createAttestation, noPrivacyCases, type Attestation, type AttestationDeps } from '@longview/attestation';
import type { Actor, Role } from '@longview/access-policy';
import { GroupCommitAuditLog } from '@longview/audit';
import { openPostgresDatabase, PostgresAuditStore } from '@longview/persistence';
import { createIdSource, createSealer, createSettableClock, type JobQueue, type SettableClock } from '@longview/platform';

export interface Attesting {
  readonly deps: AttestationDeps & { readonly clock: SettableClock };
  readonly attestation: Attestation;
  /** Letters that were written. */
  readonly letters: () => number;
  close(): Promise<void>;
}

/** Attesting on a real database and a real access log; jobs are run by hand, letters are counted. */
export function openAttesting(runtimeUrl: string, nowMs: number): Attesting {
  const clock = createSettableClock(nowMs);
  const database = openPostgresDatabase(runtimeUrl, { applicationName: 'bench-governance', statementTimeoutMs: 60_000 });
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
  const jobs: JobQueue = { define: async () => undefined, send: async () => true, schedule: async () => undefined, work: async () => undefined, close: async () => undefined };
  let letters = 0;
  const deps = {
    database, audit, clock, ids: createIdSource({ ...clock, nowMs: Date.now }), jobs, mailer: { send: async () => { letters += 1; } }, sealer: createSealer('a secret of a benchmark, long enough to seal with'), cases: noPrivacyCases,
    uses: { earliestMs: async () => undefined, between: async () => undefined }, publicUrl: 'https://longview.example',
    standing: { stopUser: async () => undefined, stopMemberships: async () => undefined, stopOrganization: async () => undefined },
  };
  return {
    deps, attestation: createAttestation(deps), letters: () => letters,
    async close() {
      await audit.close();
      await database.close();
    },
  };
}

export function acting(userId: string, organizationId: string, ...roles: readonly Role[]): { readonly actor: Actor; readonly facts: { readonly requestId: string } } {
  return {
    actor: {
      userId, displayName: userId, roles, organizationId, isOrganizationActive: true, isOrganizationViewing: true, isOrganizationAgreementInForce: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, assuranceLevel: 2, entitledSourceIds: new Set(),
      purposeOfUse: 'TREAT', sessionId: 'bench',
    }, facts: { requestId: 'bench' },
  };
}
