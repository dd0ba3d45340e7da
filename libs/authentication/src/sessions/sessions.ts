import type { Actor } from '@longview/access-policy';
import type { AuditEntry, AuditLog } from '@longview/audit';
import { isOpen, isUnattested, type Membership, type Participant, type ParticipantDirectory, type UserAgreements } from '@longview/participants';
import type { Clock, IdSource, Logger, Sealer } from '@longview/platform';
import type { Request } from 'express';
import type { VerifiedIdentity } from '../open-id/verified-identity.js';
import { stateOfLogIn, type LogIn, type LogInState } from './log-in.js';
import type { SessionChange, SessionChanges } from './session-changes.js';
import type { SessionTable } from './session-table.js';
import { SessionWatch } from './session-watch.js';

export interface SessionSettings {
  readonly idleTimeoutMs: number;
  readonly idleWarningMs: number;
  readonly absoluteTimeoutMs: number;
}

export interface SessionDependencies {
  readonly table: SessionTable;
  readonly changes: SessionChanges;
  readonly directory: ParticipantDirectory;
  readonly agreements: Pick<UserAgreements, 'standingOf'>;
  readonly audit: AuditLog;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  readonly settings: SessionSettings;
  /** Takes away what hangs on the session (opened patients, study grants), after its row is gone. */
  readonly onEnded: (logIn: LogIn, participant: Participant | undefined) => Promise<void>;
}

/** Who is asking, as one request found it. */
export type Caller =
  | { readonly state: 'ended' }
  | { readonly state: 'locked'; readonly logIn: LogIn; readonly participant: Participant }
  | { readonly state: 'live'; readonly logIn: LogIn; readonly participant: Participant; readonly actor: Actor };

export type SignInProblem = 'unknown-user' | 'inactive-user' | 'no-organization';

/** How long a request may rely on the activity that an earlier one wrote down: one write for a burst of requests. */
const ACTIVITY_RESOLUTION_MS = 10_000;
const ID_TOKEN_PURPOSE = 'id token';

/** Opens, watches and ends the sessions of people who signed in. All state is in the database. */
export class Sessions {
  private readonly watch: SessionWatch;

  constructor(private readonly dependencies: SessionDependencies) {
    const { table, settings, clock, log, changes } = dependencies;
    this.watch = new SessionWatch(table, settings, clock, log, changes, (sessionId) => this.lockIdle(sessionId));
  }

  get settings(): SessionSettings {
    return this.dependencies.settings;
  }

  /** With the person's standing as it is now. A person whom nobody knows any more, or who was stopped, has no session. */
  async callerOf(request: Request): Promise<Caller> {
    const logIn = request.session?.logIn;
    const state = this.stateOf(logIn);
    const participant = logIn && state !== 'ended' ? await this.dependencies.directory.findById(logIn.userId) : undefined;
    if (!logIn || !participant?.isActive || state === 'ended') return { state: 'ended' };
    return state === 'locked' ? { state, logIn, participant } : { state, logIn, participant, actor: actorOf(logIn, participant, this.dependencies.clock.nowMs()) };
  }

  /** Whoever comes back to a locked session shows anew who they are. */
  isLocked(request: Request): boolean {
    return this.stateOf(request.session?.logIn) === 'locked';
  }

  /** Moves the idle deadline. A user who is looking at images or typing is not idle. */
  async recordActivity(request: Request): Promise<void> {
    const { logIn } = request.session;
    const nowMs = this.dependencies.clock.nowMs();
    if (!logIn || nowMs - logIn.lastActiveAtMs < ACTIVITY_RESOLUTION_MS) return;
    await this.dependencies.table.recordActivity(logIn.sessionId, nowMs, this.settings.idleTimeoutMs);
  }

  /**
   * Signs the verified identity in: its event is durable before the session exists. The cookie is always a new one.
   * The same person coming back to their own session (locked or not) keeps it, with what was open; anybody else ends it.
   * Who may act for no organization any more gets a session that opens nothing, and learns there why and whom to ask.
   */
  async open(request: Request, identity: VerifiedIdentity): Promise<SignInProblem | undefined> {
    const { directory, agreements, clock, ids, sealer, audit } = this.dependencies;
    const participant = await directory.findByIdentity(identity.identityProviderId, identity.subject);
    if (!participant) return 'unknown-user';
    if (!participant.isActive) return 'inactive-user';
    if (participant.memberships.length === 0) return 'no-organization';
    const choices = participant.memberships.filter(isOpen);
    const nowMs = clock.nowMs();
    const before = request.session.logIn;
    const isSamePerson = before?.userId === participant.userId && nowMs < before.expiresAtMs;
    const kept = isSamePerson && choices.some(({ organizationId }) => organizationId === before.organizationId) ? before.organizationId : undefined;
    const organizationId = kept ?? (choices.length === 1 ? choices[0]!.organizationId : undefined);
    const { isInForce } = await agreements.standingOf(participant.userId);
    const agreementHoldsUntilMs = isInForce ? nowMs + this.settings.absoluteTimeoutMs : isSamePerson ? before.agreementHoldsUntilMs : undefined;
    const logIn: LogIn = {
      sessionId: isSamePerson ? before.sessionId : ids.newToken(),
      userId: participant.userId, identityProviderId: identity.identityProviderId, subject: identity.subject,
      ...(identity.providerSessionId !== undefined && { providerSessionId: identity.providerSessionId }),
      sealedIdToken: sealer.seal(identity.idToken, ID_TOKEN_PURPOSE),
      ...(organizationId !== undefined && { organizationId }),
      ...(agreementHoldsUntilMs !== undefined && { agreementHoldsUntilMs }),
      signedInAtMs: nowMs, expiresAtMs: nowMs + this.settings.absoluteTimeoutMs, lastActiveAtMs: nowMs,
    };
    await audit.append(entryOf(logIn, participant, request, { action: 'sign-in', outcome: 'success', details: { identityProvider: identity.identityProviderId, isUnlock: isSamePerson, ...(identity.acr && { acr: identity.acr }) } }));
    if (organizationId !== undefined && kept === undefined) await audit.append(entryOf(logIn, participant, request, { action: 'organization-chosen', outcome: 'success', details: { isOnlyOne: true } }));
    if (organizationId !== undefined) await directory.noteUse(participant.userId, organizationId);
    await directory.requestReturn(participant.userId);
    if (before && !isSamePerson) await this.end(request, 'another-user');
    // A new id leaves nothing for whoever planted or saw the old cookie.
    await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())));
    request.session.logIn = logIn;
    await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
    if (isSamePerson) await this.tell({ kind: 'unlocked', sessionId: logIn.sessionId });
    return undefined;
  }

  /** For what the person may act. */
  choicesOf(participant: Participant): readonly Membership[] {
    return participant.memberships.filter(isOpen);
  }

  /** Resolves to false, changing nothing, when the caller is no member of that organization. */
  async chooseOrganization(request: Request, caller: Extract<Caller, { state: 'live' }>, organizationId: string): Promise<boolean> {
    const { audit, table, directory } = this.dependencies;
    const isMember = caller.participant.memberships.some((membership) => membership.organizationId === organizationId && isOpen(membership));
    await audit.append(entryOf({ ...caller.logIn, organizationId }, caller.participant, request, { action: 'organization-chosen', outcome: isMember ? 'success' : 'refused' }));
    if (!isMember || !(await table.chooseOrganization(caller.logIn.sessionId, organizationId))) return false;
    await directory.noteUse(caller.participant.userId, organizationId);
    return true;
  }

  /** The person has accepted the user agreement: from now on they may act, in every session of theirs. */
  async noteAgreement({ userId }: LogIn): Promise<void> {
    await this.dependencies.table.recordAgreement(userId, this.dependencies.clock.nowMs() + this.settings.absoluteTimeoutMs);
  }

  async lock(logIn: LogIn): Promise<void> {
    await this.lockRow(logIn.sessionId, 'requested');
  }

  /** Ends the session on every instance and writes it down; the row is gone even when the log cannot be written. */
  async end(request: Request, reason: 'requested' | 'another-user'): Promise<LogIn | undefined> {
    const current = request.session.logIn;
    const logIn = current && (await this.dependencies.table.end(current.sessionId));
    if (logIn) await this.recordEnd(logIn, reason, request);
    return logIn;
  }

  /** The identity provider ended its session (OpenID Connect Back-Channel Logout 1.0). */
  async endByProvider(identityProviderId: string, who: Parameters<SessionTable['endByProvider']>[1]): Promise<number> {
    const ended = await this.dependencies.table.endByProvider(identityProviderId, who);
    // Every one of them is told before any of them is written down: what keeps one from being written must not keep another open.
    for (const logIn of ended) await this.tell({ kind: 'ended', sessionId: logIn.sessionId });
    await Promise.all(ended.map((logIn) => this.recordEnd(logIn, 'identity-provider')));
    return ended.length;
  }

  /** The ID token to show the provider when this session signs out. */
  idTokenOf(logIn: LogIn): string | undefined {
    return this.dependencies.sealer.open(logIn.sealedIdToken, ID_TOKEN_PURPOSE);
  }

  /** Calls back when the session locks, is unlocked or ends, on any instance. @returns stops watching. */
  watchSession({ sessionId }: LogIn, state: LogInState, onChange: (state: LogInState) => void): () => void {
    return this.watch.watch(sessionId, state, onChange);
  }

  close(): void {
    this.watch.close();
  }

  private stateOf(logIn: LogIn | undefined): LogInState {
    return stateOfLogIn(logIn, this.dependencies.clock.nowMs(), this.settings.idleTimeoutMs);
  }

  private async lockIdle(sessionId: string): Promise<void> {
    try {
      await this.lockRow(sessionId, 'idle');
    } catch (error) {
      // The lock itself needs no log entry to hold: it follows from the clock.
      this.dependencies.log.warn({ err: error }, 'an idle lock could not be written down');
    }
  }

  private async lockRow(sessionId: string, reason: 'idle' | 'requested'): Promise<void> {
    const { table, audit, clock, directory } = this.dependencies;
    const logIn = await table.lock(sessionId, clock.nowMs());
    if (!logIn) return;
    await this.tell({ kind: 'locked', sessionId: logIn.sessionId });
    await audit.append(entryOf(logIn, await directory.findById(logIn.userId), undefined, { action: 'session-locked', outcome: 'success', details: { reason } }));
  }

  private async recordEnd(logIn: LogIn, reason: string, request?: Request): Promise<void> {
    const { directory, audit, onEnded } = this.dependencies;
    await this.tell({ kind: 'ended', sessionId: logIn.sessionId });
    const participant = await directory.findById(logIn.userId);
    await onEnded(logIn, participant);
    await audit.append(entryOf(logIn, participant, request, { action: 'sign-out', outcome: 'success', details: { reason } }));
  }

  private async tell(change: SessionChange): Promise<void> {
    try {
      await this.dependencies.changes.publish(change);
    } catch (error) {
      // The state is in the database already; every instance looks there every two seconds.
      this.dependencies.log.warn({ err: error }, 'other instances could not be told of a session');
    }
  }
}

/** Everything a decision needs to know of the person, as it stands now. What was taken away is said, so that the decision can name it. */
function actorOf(logIn: LogIn, participant: Participant, nowMs: number): Actor {
  const membership = participant.memberships.find(({ organizationId }) => organizationId === logIn.organizationId);
  return {
    userId: participant.userId, displayName: participant.displayName, sessionId: logIn.sessionId, purposeOfUse: 'TREAT',
    assuranceLevel: participant.assuranceLevel, hasAcceptedAgreement: logIn.agreementHoldsUntilMs !== undefined && nowMs < logIn.agreementHoldsUntilMs,
    isUserActive: participant.isActive && (membership === undefined || membership.status === 'active' || isUnattested(membership)),
    isAttested: membership === undefined || !isUnattested(membership),
    organizationId: membership?.organizationId, roles: membership?.roles ?? [], entitledSourceIds: membership?.entitledSourceIds ?? new Set(),
    isOrganizationActive: membership?.organizationStatus === 'active', isOrganizationAgreementInForce: membership?.isOrganizationAgreementInForce ?? false,
    isOrganizationViewing: membership?.isOrganizationViewing ?? false,
  };
}

function entryOf(logIn: LogIn, participant: Participant | undefined, request: Request | undefined, entry: Pick<AuditEntry, 'action' | 'outcome' | 'details'>): AuditEntry {
  const membership = participant?.memberships.find(({ organizationId }) => organizationId === logIn.organizationId);
  return {
    ...entry,
    actor: { userId: logIn.userId, displayName: participant?.displayName ?? '', roles: membership?.roles ?? [], ...(logIn.organizationId !== undefined && { organizationId: logIn.organizationId }) },
    sessionId: logIn.sessionId,
    ...(request && whereFrom(request)),
  };
}

/** What the log says of the request itself; its number is given before any route. */
export function whereFrom({ ip, res }: Request): Pick<AuditEntry, 'requestId' | 'clientAddress'> {
  const { requestId } = (res?.locals ?? {}) as { readonly requestId?: string };
  return { ...(requestId !== undefined && { requestId }), ...(ip && { clientAddress: ip }) };
}
