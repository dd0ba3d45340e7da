import type { Actor } from '@longview/access-policy';
import type { AuditEntry, AuditEvent, AuditLog } from '@longview/audit';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { PatientConsents, RequestFacts } from '@longview/disclosure';
import type { IdentityCheck, ImageArchives } from '@longview/imaging';
import type { Clock, Database, IdSource, JobQueue, Logger, Mailer, Sealer } from '@longview/platform';
import type { Destination } from './destination/destination.js';

/** The part of the access log's pseudonymizer that is needed: who somebody is, as what may be kept. */
export interface ExchangePatients {
  pseudonymize(patient: SubjectIdentity): NonNullable<AuditEvent['patient']>;
  keysOf(patient: SubjectIdentity): readonly string[];
}

/** An organization's own archive, and how it numbers patients and orders. */
export interface OrganizationArchive {
  readonly organizationId: string;
  /** As instances name it: the institution that received them. */
  readonly name: string;
  /** URI of the domain in which its patients are numbered. */
  readonly identifierSystem: string;
  readonly issuerOfPatientId: string;
  /** OID of that issuer. */
  readonly universalIssuer?: string;
  readonly issuerOfAccession: string;
  /** How many instances are under way at once. */
  readonly lanes: number;
  readonly destination: Destination;
}

/** Everything exchanging images stands on, as ports: the application brings the implementations. */
export interface ExchangeDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealer: Sealer;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  readonly log: Logger;
  readonly patients: ExchangePatients;
  readonly compareIdentity: IdentityCheck;
  /** What the patient's directives say, as it is now. */
  readonly consents: Pick<PatientConsents, 'of' | 'under'>;
  readonly sources: ImageArchives;
  /** Archives that studies can be imported into, by organization. */
  readonly archives: ReadonlyMap<string, OrganizationArchive>;
  /** Whose a source is, by its id, as instances and screens name the custodian. */
  readonly custodianName: (custodianId: string) => string;
  readonly publicUrl: string;
}

/** Who asks, in which request, and why they may be with the patient. */
export interface ExchangeRequest {
  readonly actor: Actor;
  readonly facts: Pick<RequestFacts, 'requestId' | 'clientAddress' | 'basis'>;
}

export type ActingRequest = ExchangeRequest & { readonly actor: Actor & { readonly organizationId: string } };

/** An expected outcome: nothing was done. */
export type ExchangeRefusal =
  | { readonly kind: 'refused'; readonly code: 'not-allowed'; readonly rule: string }
  | { readonly kind: 'refused'; readonly code: 'conflict' }
  | { readonly kind: 'refused'; readonly code: 'invalid-input'; readonly field: string; readonly problem: string };

export const notAllowed = (rule: string): ExchangeRefusal => ({ kind: 'refused', code: 'not-allowed', rule });
export const conflict: ExchangeRefusal = { kind: 'refused', code: 'conflict' };
export const invalid = (field: string, problem: string): ExchangeRefusal => ({ kind: 'refused', code: 'invalid-input', field, problem });
export const isRefused = (outcome: object): outcome is ExchangeRefusal => (outcome as { kind?: unknown }).kind === 'refused';

/** Who acts when a clock or a job does. */
export const BY_ITSELF: AuditEntry['actor'] = { userId: 'longview-exchange', displayName: 'Longview image exchange', roles: [] };

export function whoAsks({ actor, facts }: ExchangeRequest): Pick<AuditEntry, 'actor' | 'sessionId' | 'requestId' | 'clientAddress' | 'purposeOfUse'> {
  return {
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
    ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
  };
}
