import { decide, type Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditLog } from '@longview/audit';
import { basisDetails, ONTARIO_HEALTH_NUMBER_SYSTEM, type Identifier, type SubjectIdentity } from '@longview/clinical-model';
import type { Disclosure, Refusal, RequestFacts } from '@longview/disclosure';
import type { Clock, Database, IdSource } from '@longview/platform';
import type { AccessReason } from './access-reason.js';
import type { Explanation, ExplanationSource, PseudonymousPatient } from './explanations.js';
import { recordedExplanations } from './recorded-explanations.js';

const DAY_MS = 86_400_000;

export interface CareRelationshipSettings {
  /** In the order in which they are offered. */
  readonly reasons: readonly AccessReason[];
  /** How long a stated reason answers for the same person and patient without another question. */
  readonly reasonValidForMs: number;
  /** An encounter longer ago explains nothing. */
  readonly encounterWithinDays: number;
  /** How long the organization's own sources may take to be asked. */
  readonly searchWithinMs: number;
}

export interface CareRelationshipDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly disclosure: Pick<Disclosure, 'seekRelationship'>;
  readonly pseudonymizer: { pseudonymize(patient: SubjectIdentity): PseudonymousPatient['pseudonym']; keyOf(identifier: Pick<Identifier, 'system' | 'value'>): string };
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly settings: CareRelationshipSettings;
  /** Patients that a launch from the person's own chart or a share brought: asked before anything else. */
  readonly arrivals?: readonly ExplanationSource[];
}

type ActingActor = Actor & { readonly organizationId: string };

/** Nothing explains it, as far as the organization's own sources answered in time. */
export interface NothingFound {
  readonly kind: 'nothing';
  readonly isComplete: boolean;
}

/** Why somebody is with a patient's record: found where something says it, stated by themselves where nothing does. */
export interface CareRelationships {
  /** What is known without asking a source. One indexed read. */
  find(actor: ActingActor, patient: SubjectIdentity): Promise<Explanation | undefined>;
  /** Asks the organization's own sources, within the settings' time. The event about it is durable before this resolves. */
  search(actor: ActingActor, patient: SubjectIdentity, facts: RequestFacts): Promise<Explanation | NothingFound | Refusal>;
  /** The reasons that would open something to this person: a purpose that none of their roles has is not offered. */
  choices(actor: Actor): readonly AccessReason[];
  /** Takes a reason; it is durable in the log before it counts. `unknown-reason` for one that was not offered. */
  state(actor: ActingActor, patient: SubjectIdentity, code: string, facts: RequestFacts): Promise<Explanation | { readonly kind: 'unknown-reason' } | Refusal>;
  /** Removes reasons that explain nothing any more; the log keeps that they were given. Called every minute by the process. */
  forgetExpired(): Promise<void>;
}

export function createCareRelationships({ database, audit, disclosure, pseudonymizer, clock, ids, settings, arrivals = [] }: CareRelationshipDeps): CareRelationships {
  const looks = [...arrivals, recordedExplanations(database, settings.reasonValidForMs)];

  const pseudonymous = (patient: SubjectIdentity): PseudonymousPatient => ({
    pseudonym: pseudonymizer.pseudonymize(patient),
    keys: patient.identifiers.filter(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM).map((identifier) => pseudonymizer.keyOf(identifier)),
  });

  const opensSomething = (actor: Actor, purposeOfUse: Actor['purposeOfUse']): boolean =>
    decide({ actor: { ...actor, purposeOfUse }, action: 'view-timeline', relationship: 'stated' }).effect === 'permit';

  async function find(actor: ActingActor, patient: SubjectIdentity): Promise<Explanation | undefined> {
    const subject = pseudonymous(patient);
    const nowMs = clock.nowMs();
    for (const look of looks) {
      const explanation = await look.explain(actor, subject, nowMs);
      // A purpose that the person's roles have lost since explains nothing any more.
      if (explanation && opensSomething(actor, explanation.purposeOfUse)) return explanation;
    }
    return undefined;
  }

  async function search(actor: ActingActor, patient: SubjectIdentity, facts: RequestFacts): ReturnType<CareRelationships['search']> {
    const answer = await disclosure.seekRelationship(actor, patient, { notBeforeMs: clock.nowMs() - settings.encounterWithinDays * DAY_MS, withinMs: settings.searchWithinMs }, facts);
    if (answer.kind !== 'sought') return answer;
    return answer.found === undefined ? { kind: 'nothing', isComplete: answer.isComplete } : { basis: { relationship: 'found', kind: answer.found }, purposeOfUse: actor.purposeOfUse };
  }

  const choices = (actor: Actor): readonly AccessReason[] => settings.reasons.filter(({ purposeOfUse }) => opensSomething(actor, purposeOfUse));

  async function state(actor: ActingActor, patient: SubjectIdentity, code: string, facts: RequestFacts): ReturnType<CareRelationships['state']> {
    const reason = choices(actor).find((one) => one.code === code);
    if (!reason) return { kind: 'unknown-reason' };
    const basis = { relationship: 'stated', reason: code } as const;
    const pseudonym = pseudonymizer.pseudonymize(patient);
    try {
      await audit.append({
        action: 'relationship-stated', outcome: 'success', patient: pseudonym, purposeOfUse: reason.purposeOfUse, sessionId: actor.sessionId, requestId: facts.requestId,
        actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, organizationId: actor.organizationId },
        ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }), details: basisDetails(basis),
      });
    } catch (error) {
      if (error instanceof AuditAppendFailed) return { kind: 'audit-unavailable' };
      throw error;
    }
    await database.query(
      'insert into stated_reason (id, user_id, organization_id, patient_key, reason, purpose_of_use, stated_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [ids.newId(), actor.userId, actor.organizationId, pseudonym.key, code, reason.purposeOfUse, new Date(clock.nowMs())]);
    return { basis, purposeOfUse: reason.purposeOfUse };
  }

  async function forgetExpired(): Promise<void> {
    await database.query('delete from stated_reason where stated_at <= $1', [new Date(clock.nowMs() - settings.reasonValidForMs)]);
  }

  return { find, search, choices, state, forgetExpired };
}
