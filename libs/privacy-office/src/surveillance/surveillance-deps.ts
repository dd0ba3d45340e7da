import { decideDuty, type Actor } from '@longview/access-policy';
import type { AuditEntry, LogFollower, RevealedPatient } from '@longview/audit';
import type { Identifier, SubjectIdentity } from '@longview/clinical-model';
import type { ChangeRefusal, ChangeRequest, GovernanceDeps } from '@longview/participants';
import type { JobQueue, Queryable } from '@longview/platform';
import type { FlagCases } from './flag-cases.js';
import type { LikenessHasher } from './likeness/likeness-hasher.js';
import type { RuleBook } from './rules/rule.js';

/** The access log's pseudonymizer has this shape. */
export interface LogPatients {
  keyOf(identifier: Pick<Identifier, 'system' | 'value'>): string;
  pseudonymize(patient: SubjectIdentity): { readonly key: string; readonly sealed: string };
  reveal(sealed: string): RevealedPatient;
}

/** What surveillance stands on, as ports: the application brings the implementations. */
export interface SurveillanceDeps extends GovernanceDeps {
  readonly patients: LogPatients;
  readonly hasher: LikenessHasher;
  readonly follower: LogFollower<Queryable>;
  readonly jobs: JobQueue;
  readonly cases: FlagCases;
  /** Rules of the product, version 1 of each. */
  readonly firstRules: RuleBook;
}

/** What somebody who reviews accesses may see: their own organization's side, or the whole province. */
export interface ReviewScope {
  readonly userId: string;
  /** `null`: every organization. */
  readonly organizationId: string | null;
}

type Facts = Pick<AuditEntry, 'actor' | 'sessionId' | 'requestId' | 'clientAddress' | 'purposeOfUse'>;

/** Who asks, for an event of the log. */
export function whoAsks({ actor, facts }: ChangeRequest): Facts {
  return {
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: 'HOPERAT', ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
  };
}

/** How far somebody's duty to review accesses reaches, or the rule that refuses it. */
export function reviewScope(actor: Actor): ReviewScope | { readonly rule: string } {
  const decision = decideDuty({ actor, duty: 'review-accesses' });
  if (decision.effect !== 'permit' || actor.organizationId === undefined) return { rule: decision.rule };
  // Nobody is called so: only who reaches every organization is permitted.
  const isProvincial = decideDuty({ actor, duty: 'review-accesses', organizationId: '*' }).effect === 'permit';
  return { userId: actor.userId, organizationId: isProvincial ? null : actor.organizationId };
}

/**
 * Answers a question about the log or what is made of it. That it was asked, and what for, is durable before the answer
 * leaves; who may not ask is written down too. Rejects with `AUDIT_APPEND_FAILED` when the log cannot be written.
 */
export async function review<T>(deps: SurveillanceDeps, request: ChangeRequest, what: string, details: NonNullable<AuditEntry['details']>, work: (scope: ReviewScope) => Promise<T>, event: Pick<AuditEntry, 'patient' | 'objects'> = {}): Promise<T | ChangeRefusal> {
  const scope = reviewScope(request.actor);
  if ('rule' in scope) {
    await deps.audit.append({ ...whoAsks(request), action: 'access-log-read', outcome: 'refused', rule: scope.rule, details: { what } });
    return { kind: 'refused', code: 'not-allowed', rule: scope.rule };
  }
  const [answer] = await Promise.all([work(scope), deps.audit.append({ ...whoAsks(request), ...event, action: 'access-log-read', outcome: 'success', details: { what, ...details } })]);
  return answer;
}

/** The accesses that somebody may see, by columns of the table that is called `t`: never their own. */
export const inScope = (t: string, organization: string): string => `(${organization}::text is null or ${t}.organization_id = ${organization} or ${t}.custodian_ids && array[${organization}::text])`;
