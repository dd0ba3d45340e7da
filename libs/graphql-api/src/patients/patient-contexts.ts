import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@longview/authentication';
import type { SubjectIdentity } from '@longview/clinical-model';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { PatientContext } from './patient-context-store.js';

/** Long enough to compare candidates and to be called away for a moment. */
const CANDIDATE_LIFETIME_MS = 15 * 60_000;
/** Longer than any session: an opened patient ends with its session. */
const OPENED_LIFETIME_MS = 24 * 3_600_000;

type ActingActor = Actor & { readonly organizationId: string };

/**
 * Found and opened patients behind opaque keys: no identifier ever stands in a key, an address or, unsealed, in the
 * database. A key works in its own session and under its own organization only.
 */
@Injectable()
export class PatientContexts {
  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'patientContexts' | 'sealer' | 'clock' | 'ids'>) {}

  /** @returns a key for each, in the same order. */
  async keep(actor: ActingActor, kind: PatientContext['kind'], identities: readonly SubjectIdentity[]): Promise<readonly string[]> {
    const { patientContexts, sealer, clock, ids } = this.options;
    const createdAtMs = clock.nowMs();
    const expiresAtMs = createdAtMs + (kind === 'candidate' ? CANDIDATE_LIFETIME_MS : OPENED_LIFETIME_MS);
    const contexts = identities.map((identity): PatientContext => {
      const id = ids.newToken();
      const { sessionId, userId, organizationId, purposeOfUse } = actor;
      return { id, kind, sessionId, userId, organizationId, purposeOfUse, createdAtMs, expiresAtMs, sealedPayload: sealer.seal(JSON.stringify(identity), purposeFor(id, sessionId)) };
    });
    await patientContexts.insert(contexts);
    return contexts.map(({ id }) => id);
  }

  async find(actor: ActingActor, kind: PatientContext['kind'], key: string): Promise<SubjectIdentity | undefined> {
    const { patientContexts, sealer, clock } = this.options;
    const context = await patientContexts.findLive(key, kind, actor.sessionId, clock.nowMs());
    // After a change of organization the same person asks under another authority: they find and open anew.
    if (context?.userId !== actor.userId || context.organizationId !== actor.organizationId) return undefined;
    const payload = sealer.open(context.sealedPayload, purposeFor(key, actor.sessionId));
    return payload === undefined ? undefined : (JSON.parse(payload) as SubjectIdentity);
  }

  /** Keeps identifiers that a timeline learned, so that launches and later reads can use them. */
  async learn(actor: ActingActor, patientKey: string, identity: SubjectIdentity): Promise<void> {
    await this.options.patientContexts.replacePayload(patientKey, actor.sessionId, this.options.sealer.seal(JSON.stringify(identity), purposeFor(patientKey, actor.sessionId)));
  }
}

const purposeFor = (key: string, sessionId: string): string => `patient context ${key} of session ${sessionId}`;
