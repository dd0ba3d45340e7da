import { decide, type Actor, type Decision } from '@longview/access-policy';
import type { AuditLog } from '@longview/audit';
import { NO_BASIS, type SourceOutcome, type SourceState, type SubjectIdentity } from '@longview/clinical-model';
import type { PatientConsents, Refusal, RequestFacts } from '@longview/disclosure';
import type { Clock, IdSource } from '@longview/platform';
import { custodianOf, entryOf, isDurable } from './audit-entries.js';
import { chooseMostComplete } from './copy-choice.js';
import type { ImageArchive, ImageArchives } from './image-archive.js';
import { launchEnded, type LaunchEnd } from './launch-ended.js';
import { isLive, type ArchivedStudyFacts, type StudyGrant } from './study-grant.js';
import type { GrantSelection, StudyGrantStore } from './study-grant-store.js';
import { askArchives, type ArchiveFindings } from './archive-survey.js';

/** Tells whether a returned study is the opened patient's. Only `same-person` is ever shown. */
export type IdentityCheck = (opened: SubjectIdentity, returned: SubjectIdentity) => { readonly kind: 'same-person' | 'uncertain' | 'different-person' };

export interface StudyLauncherDependencies {
  readonly archives: ImageArchives;
  readonly grants: StudyGrantStore;
  readonly audit: AuditLog;
  readonly compareIdentity: IdentityCheck;
  /** Turns a person into what the access log may hold. */
  readonly pseudonymize: (patient: SubjectIdentity) => StudyGrant['auditPatient'];
  /** What the patient's directives say, as it is now. */
  readonly consents: PatientConsents;
  /** What users see of an archive that could not be asked. */
  readonly describeFault: (error: unknown) => { readonly state: SourceState; readonly faultCode?: string };
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly grantLifetimeMs: number;
  /** How long a slower archive may still offer a more complete copy after the first usable one. */
  readonly graceMs?: number;
}

export interface LaunchRequest {
  readonly patient: { readonly patientKey: string; readonly identity: SubjectIdentity };
  readonly studyInstanceUid: string;
  /** Sources that may hold a copy, in order of preference. */
  readonly sourceIds: readonly string[];
  /** What the image window needs after a reload, sealed; asked for once the copy is chosen. */
  readonly sealDisplay: (copy: ArchivedStudyFacts) => string;
}

export type LaunchOutcome =
  | { readonly kind: 'launched'; readonly grant: StudyGrant; readonly copy: ArchivedStudyFacts }
  /** No permitted archive holds this study of this patient. A copy that may be somebody else's looks the same. */
  | { readonly kind: 'not-found' }
  /** Nobody has it who answered, and this source did not answer. */
  | { readonly kind: 'unavailable'; readonly outcome: SourceOutcome }
  | Refusal;

/** Opens studies: who may, from which archive, and for how long. */
export interface StudyLauncher {
  /** The event `study-launched` is durable, and the grant is live on every instance, before this resolves with it. */
  launch(actor: Actor, request: LaunchRequest, facts: RequestFacts): Promise<LaunchOutcome>;
  /** The live grant behind an image window that is loaded again; `undefined` when it is not this actor's, has ended, or the patient closed it. */
  findLive(actor: Actor, grantId: string): Promise<StudyGrant | undefined>;
  /**
   * Ends grants and writes that down. The grants are ended even when the log cannot be written.
   * @returns the ended grants. The caller tells the gate of every instance, see {@link DicomwebGate.revoke}.
   */
  end(which: GrantSelection, by: { readonly userId: string; readonly displayName: string; readonly roles: readonly string[] }, reason: LaunchEnd): Promise<readonly StudyGrant[]>;
}

export function createStudyLauncher(dependencies: StudyLauncherDependencies): StudyLauncher {
  const { archives, grants, audit, clock, ids, pseudonymize } = dependencies;

  async function launch(actor: Actor, request: LaunchRequest, facts: RequestFacts): Promise<LaunchOutcome> {
    const candidates = [...new Set(request.sourceIds)].map((id) => archives.get(id)).filter((archive) => archive !== undefined);
    if (candidates.length === 0) return { kind: 'not-found' };
    const basis = facts.basis ?? NO_BASIS;
    const { relationship } = basis;
    const consent = await dependencies.consents.of(actor, request.patient.identity);
    const decisionOf = (source: Pick<ArchivedStudyFacts, 'sourceId' | 'custodianId' | 'isCustodianAssumed'>): Decision =>
      decide({ actor, action: 'launch-study', source, kind: 'imaging-study', relationship, consent: consent.verdictOn(source) });
    const decided = candidates.map((archive) => ({ archive, decision: decisionOf(policySourceOf(archive)) }));
    const permitted = decided.filter(({ decision }) => decision.effect === 'permit');
    const auditPatient = pseudonymize(request.patient.identity);
    const entry = (fields: Parameters<typeof entryOf>[2]) => entryOf(actor, facts, { patient: auditPatient, objects: [request.studyInstanceUid], ...fields });
    if (permitted.length === 0 || actor.organizationId === undefined) {
      const { rule } = decided[0]!.decision;
      return (await isDurable(audit, entry({ action: 'access-refused', outcome: 'refused', rule, details: { attempted: 'launch-study' } }))) ? refusedBy(rule) : { kind: 'audit-unavailable' };
    }

    const findings = await askArchives(permitted.map(({ archive }) => archive), request.studyInstanceUid, {
      isOpenedPatient: (subject) => dependencies.compareIdentity(request.patient.identity, subject).kind === 'same-person',
      graceMs: dependencies.graceMs ?? 1_500, signal: facts.signal, requestId: facts.requestId,
    });
    // Behind a repository each copy is decided by the custodian whose it is.
    const copy = chooseMostComplete(findings.copies.filter((one) => decisionOf(one).effect === 'permit'));
    if (!copy) {
      const durable = await isDurable(audit, entry({ action: 'study-launched', outcome: 'failure', details: { copiesWithheld: findings.withheldSourceIds.length, archivesSilent: findings.failures.length } }));
      return durable ? nothingFound(findings) : { kind: 'audit-unavailable' };
    }

    const nowMs = clock.nowMs();
    const override = consent.overridden();
    const grant: StudyGrant = {
      id: ids.newToken(), sessionId: actor.sessionId, userId: actor.userId, organizationId: actor.organizationId, patientKey: request.patient.patientKey,
      studyInstanceUid: request.studyInstanceUid, sourceId: copy.sourceId, custodianId: copy.custodianId, ...(copy.isCustodianAssumed && { isCustodianAssumed: copy.isCustodianAssumed }), purposeOfUse: actor.purposeOfUse, basis,
      // Priors beside the images may be open under an override although the images themselves need none.
      createdAtMs: nowMs, expiresAtMs: Math.min(nowMs + dependencies.grantLifetimeMs, override?.untilMs ?? Number.POSITIVE_INFINITY), sealedDisplay: request.sealDisplay(copy), auditPatient, patientKeys: [...consent.patientKeys],
    };
    const durable = await isDurable(audit, entry({
      action: 'study-launched', outcome: 'success', rule: decisionOf(copy).rule, ...(override && { purposeOfUse: 'BTG' }), custodians: custodianOf(copy, actor.organizationId, copy.numberOfInstances ?? 1),
      details: { copiesFound: findings.copies.length, copiesWithheld: findings.withheldSourceIds.length, archivesSilent: findings.failures.length, ...(override && { overrideId: override.overrideId }) },
    }));
    if (!durable) return { kind: 'audit-unavailable' };
    await grants.insert(grant);
    return { kind: 'launched', grant, copy };
  }

  function nothingFound({ failures }: ArchiveFindings): LaunchOutcome {
    const [failure] = failures;
    if (!failure) return { kind: 'not-found' };
    return { kind: 'unavailable', outcome: { sourceId: failure.sourceId, recordCount: 0, withheldCount: 0, failedKinds: ['imaging-study'], ...dependencies.describeFault(failure.error) } };
  }

  async function findLive(actor: Actor, grantId: string): Promise<StudyGrant | undefined> {
    const grant = await grants.find(grantId, actor.sessionId);
    if (!grant || !isLive(grant, clock.nowMs()) || !isHeldBy(grant, actor)) return undefined;
    return (await dependencies.consents.under(actor, grant.patientKeys)).blocks(grant) ? undefined : grant;
  }

  async function end(...[which, by, reason]: Parameters<StudyLauncher['end']>): Promise<readonly StudyGrant[]> {
    const ended = await grants.end(which, clock.nowMs());
    await Promise.all(ended.map((grant) => audit.append(launchEnded(grant, by, reason))));
    return ended;
  }

  return { launch, findLive, end };
}

/** What a directive closes looks as if it were not there: a refusal would name the source. */
function refusedBy(rule: string): LaunchOutcome {
  return rule.startsWith('consent-') ? { kind: 'not-found' } : { kind: 'refused', rule };
}

/** The same user, still acting for the organization under whose authority the study was opened. */
export function isHeldBy(grant: StudyGrant, actor: Actor): boolean {
  return grant.sessionId === actor.sessionId && grant.userId === actor.userId && grant.organizationId === actor.organizationId;
}

/** An archive in the words of the policy. */
export function policySourceOf({ definition }: ImageArchive): { sourceId: string; custodianId: string } {
  return { sourceId: definition.id, custodianId: definition.custodianId };
}
