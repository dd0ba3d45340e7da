import { createAttestation, noPrivacyCases, type Attestation, type AttestationDeps } from '@longview/attestation';
import { GroupCommitAuditLog } from '@longview/audit';
import { openPostgresDatabase, openPostgresJobQueue, PostgresAuditStore } from '@longview/persistence';
import { createIdSource, createQueuedMailer, createSealer, createSettableClock, createSmtpTransport } from '@longview/platform';

export interface CampaignPlace {
  readonly runtimeUrl: string;
  /** The moment that everything happens at. */
  readonly nowMs: number;
  /** Where letters go; a process without it sends none. */
  readonly smtpPort?: number;
}

export interface CampaignParts {
  readonly deps: AttestationDeps;
  readonly attestation: Attestation;
  close(): Promise<void>;
}

/** What attesting needs, on a real database and queue, at a moment of the test's choice. */
export async function campaignParts({ runtimeUrl, nowMs, smtpPort }: CampaignPlace): Promise<CampaignParts> {
  const clock = createSettableClock(nowMs);
  const ids = createIdSource({ ...clock, nowMs: Date.now });
  const database = openPostgresDatabase(runtimeUrl, { applicationName: `campaign-${process.pid}` });
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
  const jobs = await openPostgresJobQueue(runtimeUrl, { lookEveryMs: 500 });
  const transport = smtpPort === undefined ? undefined : createSmtpTransport({ host: '127.0.0.1', port: smtpPort, secure: false, from: 'Longview <no-reply@longview.example>' });
  const deps: AttestationDeps = {
    database, audit, clock, ids, jobs, mailer: await createQueuedMailer(jobs, transport, 'longview.example'), sealer: createSealer('a secret of a test, long enough to seal with'), cases: noPrivacyCases, uses: { earliestMs: async () => undefined, between: async () => undefined }, publicUrl: 'https://longview.example',
    // Nobody is signed in here.
    standing: { stopUser: async () => undefined, stopMemberships: async () => undefined, stopOrganization: async () => undefined },
  };
  const close = async (): Promise<void> => {
    await jobs.close();
    await audit.close();
    await database.close();
  };
  return { deps, attestation: createAttestation(deps), close };
}
