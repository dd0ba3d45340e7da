import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@longview/authentication';
import { NO_BASIS, type AccessBasis, type SubjectIdentity } from '@longview/clinical-model';
import type { RequestFacts } from '@longview/disclosure';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import type { PatientContext } from './patient-context-store.js';

/** Long enough to compare candidates and to be called away for a moment. */
const CANDIDATE_LIFETIME_MS = 15 * 60_000;
/** Longer than any session: an opened patient ends with its session. */
const OPENED_LIFETIME_MS = 24 * 3_600_000;

export type ActingActor = Actor & { readonly organizationId: string };

/** What explains an access, with the purpose that goes with it. */
export interface ContextExplanation {
  readonly basis: AccessBasis;
  readonly purposeOfUse: Actor['purposeOfUse'];
}

/** An opened patient as everything that is asked about them needs it. */
export interface OpenedContext {
  readonly patientKey: string;
  readonly identity: SubjectIdentity;
  readonly basis: AccessBasis;
  /** Who asks, for the purpose for which this patient was opened. */
  readonly actor: ActingActor;
  /** Facts of the request, with why the person may be with this patient. */
  readonly facts: RequestFacts;
}

/**
 * Found and opened patients behind opaque keys: no identifier ever stands in a key, an address or, unsealed, in the
 * database. A key works in its own session and under its own organization only.
 */
@Injectable()
export class PatientContexts {
  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'patientContexts' | 'sealer' | 'clock' | 'ids'>) {}

  /** @returns a key for each candidate, in the same order. */
  async keepCandidates(actor: ActingActor, identities: readonly SubjectIdentity[]): Promise<readonly string[]> {
    return this.keep(actor, 'candidate', identities, { basis: NO_BASIS, purposeOfUse: actor.purposeOfUse }, CANDIDATE_LIFETIME_MS);
  }

  /** @returns the key of the opened patient. */
  async keepOpened(actor: ActingActor, identity: SubjectIdentity, explanation: ContextExplanation): Promise<string> {
    const [key] = await this.keep(actor, 'opened', [identity], explanation, OPENED_LIFETIME_MS);
    return key!;
  }

  async findCandidate(actor: ActingActor, key: string): Promise<SubjectIdentity | undefined> {
    return (await this.find(actor, 'candidate', key))?.identity;
  }

  /** The opened patient behind a key; `undefined` when it is not this session's, or was opened for another organization. */
  async findOpened(context: ApiContext, patientKey: string): Promise<OpenedContext | undefined> {
    const actor = actorOf(context);
    const found = await this.find(actor, 'opened', patientKey);
    if (!found) return undefined;
    const { identity, basis, purposeOfUse } = found;
    return { patientKey, identity, basis, actor: { ...actor, purposeOfUse }, facts: { ...context.facts, basis } };
  }

  /** Who is open in these sessions, under whichever organization. */
  async openedIn(sessionIds: readonly string[]): Promise<readonly { readonly sessionId: string; readonly patientKey: string; readonly identity: SubjectIdentity }[]> {
    const { patientContexts, sealer, clock } = this.options;
    return (await patientContexts.findOpened(sessionIds, clock.nowMs())).flatMap(({ id, sessionId, sealedPayload }) => {
      const payload = sealer.open(sealedPayload, purposeFor(id, sessionId));
      return payload === undefined ? [] : [{ sessionId, patientKey: id, identity: JSON.parse(payload) as SubjectIdentity }];
    });
  }

  /** Keeps why this person is with this patient from now on. False when the patient is not open any more. */
  async explain({ patientKey, actor }: OpenedContext, { basis, purposeOfUse }: ContextExplanation): Promise<boolean> {
    return this.options.patientContexts.explain(patientKey, actor.sessionId, basis, purposeOfUse);
  }

  /** Keeps identifiers that a timeline learned, so that launches and later reads can use them. */
  async learn(actor: ActingActor, patientKey: string, identity: SubjectIdentity): Promise<void> {
    await this.options.patientContexts.replacePayload(patientKey, actor.sessionId, this.options.sealer.seal(JSON.stringify(identity), purposeFor(patientKey, actor.sessionId)));
  }

  private async keep(actor: ActingActor, kind: PatientContext['kind'], identities: readonly SubjectIdentity[], { basis, purposeOfUse }: ContextExplanation, lifetimeMs: number): Promise<readonly string[]> {
    const { patientContexts, sealer, clock, ids } = this.options;
    const createdAtMs = clock.nowMs();
    const { sessionId, userId, organizationId } = actor;
    const contexts = identities.map((identity): PatientContext => {
      const id = ids.newToken();
      return { id, kind, sessionId, userId, organizationId, purposeOfUse, basis, createdAtMs, expiresAtMs: createdAtMs + lifetimeMs, sealedPayload: sealer.seal(JSON.stringify(identity), purposeFor(id, sessionId)) };
    });
    await patientContexts.insert(contexts);
    return contexts.map(({ id }) => id);
  }

  private async find(actor: ActingActor, kind: PatientContext['kind'], key: string): Promise<(ContextExplanation & { readonly identity: SubjectIdentity }) | undefined> {
    const { patientContexts, sealer, clock } = this.options;
    const context = await patientContexts.findLive(key, kind, actor.sessionId, clock.nowMs());
    // After a change of organization the same person asks under another authority: they find and open anew.
    if (context?.userId !== actor.userId || context.organizationId !== actor.organizationId) return undefined;
    const payload = sealer.open(context.sealedPayload, purposeFor(key, actor.sessionId));
    return payload === undefined ? undefined : { identity: JSON.parse(payload) as SubjectIdentity, basis: context.basis, purposeOfUse: context.purposeOfUse };
  }
}

const purposeFor = (key: string, sessionId: string): string => `patient context ${key} of session ${sessionId}`;
