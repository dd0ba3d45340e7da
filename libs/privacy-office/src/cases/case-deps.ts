import type { Actor } from '@longview/access-policy';
import type { AuditEntry, EventProof, RevealedPatient } from '@longview/audit';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { ChangeRequest, GovernanceDeps } from '@longview/participants';
import type { JobQueue, Mailer, Queryable, Sealer } from '@longview/platform';
import type { LetterTemplates } from './letters/letter-templates.js';

/** Patients as the access log knows them; its pseudonymizer has this shape. */
export interface CasePatients {
  pseudonymize(patient: SubjectIdentity): { readonly key: string; readonly sealed: string };
  reveal(sealed: string): RevealedPatient;
}

/** The province's patience. */
export interface CaseSettings {
  /** Calendar days from opening until a case is due. */
  readonly caseDays: number;
  /** Calendar days that somebody has to answer a question. */
  readonly answerDays: number;
  /** So long before the day somebody is reminded. */
  readonly remindDays: number;
}

/** Everything the cases stand on, as ports: the application brings the implementations. */
export interface CaseDeps extends GovernanceDeps {
  readonly sealer: Sealer;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  readonly patients: CasePatients;
  /** An event with its proof under the newest signed head; nothing for what the sealed log does not hold. */
  readonly prove: (eventId: string) => Promise<EventProof | undefined>;
  /** Tells surveillance what became of the flags of a case: what a rule's yield counts. */
  readonly settleFlags: (connection: Queryable, caseId: string, outcome: 'explained' | 'confirmed') => Promise<void>;
  readonly templates: LetterTemplates;
  readonly settings: CaseSettings;
  /** Where the portal is: letters lead there. */
  readonly publicUrl: string;
}

type AuditFacts = Pick<AuditEntry, 'actor' | 'sessionId' | 'requestId' | 'clientAddress' | 'purposeOfUse'>;

export function auditFactsOf({ actor, facts }: ChangeRequest): AuditFacts {
  return {
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
    ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
  };
}

/** Who acts when nobody does: evidence is frozen and people are reminded. */
export const auditFactsOfJob: AuditFacts = { actor: { userId: 'longview-privacy-office', displayName: 'Longview privacy office', roles: [] } };

/** What people write about a case opens under its own case only. */
export const purposeOf = (caseId: string): string => `privacy-case:${caseId}`;

/** The program office has every case; everybody else those of the organization they act for. */
export const isProgramOffice = ({ roles }: Actor): boolean => roles.includes('program-office');
