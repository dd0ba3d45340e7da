import type { Actor } from '@longview/access-policy';
import type { SubjectIdentity } from '@longview/clinical-model';
import { directiveProblem, isInEffect, NO_EXCEPTIONS, type DirectiveDraft, type DirectiveRequester } from '@longview/consent';
import { governedChange, isRefusal, requireDuty, type Change, type ChangeEvent, type ChangeRefusal, type ChangeRequest, type GovernanceDeps, type NamedPerson, type Parties } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import type { ConsentPatients } from './consent-patients.js';
import { directivesOfPatient, findDirective, insertDirective, updateDirective, type StoredDirective } from './directive-table.js';
import { readHistory, type DirectiveChange } from './directive-history.js';
import { directiveLetter, type Letter } from './letters.js';
import type { DirectiveChangeKind, DirectiveState } from './words.js';

export interface ConsentDeskDeps extends GovernanceDeps {
  readonly patients: ConsentPatients;
  readonly parties: Parties;
  /** Tells every instance, at the commit of this connection's transaction, to decide anew what it shows of the patient. */
  readonly announce: (connection: Queryable, patientKeys: readonly string[]) => Promise<void>;
  /** Called after a directive took effect: takes away the images that are open. */
  readonly closeImages: (patientKeys: readonly string[], by: Actor) => Promise<void>;
}

export interface DirectiveInput extends DirectiveDraft {
  readonly requestedBy: DirectiveRequester;
}

/** Which version of which directive a change is about. */
export interface DirectiveVersion {
  readonly directiveId: string;
  readonly version: number;
}

/**
 * The consent desk of one custodian's privacy contact. They enter what a patient asks of their own custodian (its record,
 * its agents) and what a patient asks of everybody; never what opens or closes the record to themselves. Each change is
 * one version: row, history and access log change together or not at all.
 */
export interface ConsentDesk {
  /** Newest first. Looking is written down, too. */
  directivesOf(request: ChangeRequest, patient: SubjectIdentity): Promise<readonly StoredDirective[] | ChangeRefusal>;
  enter(request: ChangeRequest, patient: SubjectIdentity, input: DirectiveInput): Promise<StoredDirective | ChangeRefusal>;
  /** Another period or other exceptions; what it restricts stays: for that, withdraw it and enter another. */
  change(request: ChangeRequest, which: DirectiveVersion, input: Pick<DirectiveInput, 'exceptions' | 'startsAtMs' | 'endsAtMs'>): Promise<StoredDirective | ChangeRefusal>;
  withdraw(request: ChangeRequest, which: DirectiveVersion): Promise<StoredDirective | ChangeRefusal>;
  /** @param on day (YYYY-MM-DD) on which the letter about this version went to the patient. */
  confirm(request: ChangeRequest, which: DirectiveVersion, on: string): Promise<StoredDirective | ChangeRefusal>;
  /** Newest first. */
  historyOf(request: ChangeRequest, directiveId: string): Promise<readonly DirectiveChange[] | ChangeRefusal>;
  letterOf(request: ChangeRequest, directiveId: string): Promise<Letter | ChangeRefusal>;
  /** Whom a directive may name. */
  findPeople(request: ChangeRequest, text: string): Promise<readonly NamedPerson[] | ChangeRefusal>;
}

export function createConsentDesk(deps: ConsentDeskDeps): ConsentDesk {
  const { patients, parties } = deps;

  /** The organization whose desk this is. */
  const deskOf = ({ actor }: ChangeRequest, change: Pick<Change, 'refuse'>): string => {
    requireDuty(change, actor, 'manage-consent', actor.organizationId ?? '');
    return actor.organizationId!;
  };
  const found = async ({ connection, refuse }: Change, id: string, organizationId: string): Promise<StoredDirective> =>
    (await findDirective(connection, id, organizationId)) ?? refuse({ code: 'not-allowed', rule: 'no-such-directive' });

  async function begin({ connection, nowMs }: Change, { patientKeys, ...directive }: StoredDirective): Promise<void> {
    if (directive.startsAtMs <= nowMs) await deps.announce(connection, patientKeys);
  }

  /** One new version of a directive that is there. */
  async function revise(request: ChangeRequest, { directiveId, version }: DirectiveVersion, kind: Exclude<DirectiveChangeKind, 'entered'>, revised: (now: StoredDirective, change: Change) => Promise<StoredDirective> | StoredDirective): Promise<StoredDirective | ChangeRefusal> {
    const outcome = await governedChange(deps, request, kind === 'withdrawn' ? 'directive-ended' : 'directive-entered', async (change) => {
      const organizationId = deskOf(request, change);
      const before = await found(change, directiveId, organizationId);
      if (before.version !== version) change.refuse({ code: 'conflict' });
      refuseOwn(request.actor, before, change);
      const after = { ...(await revised(before, change)), version: version + 1 };
      if (!(await updateDirective(change.connection, after, after.startsAtMs <= change.nowMs, change.nowMs))) change.refuse({ code: 'conflict' });
      change.record(...recordOf(kind, after, organizationId));
      if (kind !== 'confirmed') await begin(change, after);
      return after;
    });
    if (!isRefusal(outcome) && kind === 'changed' && isInEffect(outcome, deps.clock.nowMs())) await deps.closeImages(outcome.patientKeys, request.actor);
    return outcome;
  }

  return {
    findPeople: (request, text) => governedChange(deps, request, 'governance-read', async (change) => {
      deskOf(request, change);
      await deps.audit.append({ ...auditOf(request), details: { what: 'people' } });
      return parties.findPeople(text);
    }),

    directivesOf: (request, patient) => governedChange(deps, request, 'governance-read', async (change) => {
      const organizationId = deskOf(request, change);
      const directives = await directivesOfPatient(change.connection, patients.keysOf(patient), organizationId);
      await deps.audit.append({ ...auditOf(request), patient: patients.pseudonymize(patient), details: { what: 'directives', count: directives.length } });
      return directives;
    }),

    async enter(request, patient, input) {
      const outcome = await governedChange(deps, request, 'directive-entered', async (change) => {
        const organizationId = deskOf(request, change);
        const problem = directiveProblem(input, change.nowMs) ?? (await notTheirs(input, organizationId));
        if (problem) change.refuse({ code: 'invalid-input', ...problem });
        const { key, sealed } = patients.pseudonymize(patient);
        const { scope, exceptions, startsAtMs, endsAtMs, requestedBy } = input;
        const directive: StoredDirective = {
          id: change.newId(), scope, exceptions, startsAtMs, ...(endsAtMs !== undefined && { endsAtMs }), requestedBy, version: 1, enteredAtMs: change.nowMs,
          enteredBy: { userId: request.actor.userId, displayName: request.actor.displayName, organizationId },
          patientKeys: [...new Set([key, ...patients.keysOf(patient)])], patientSealed: sealed,
        };
        refuseOwn(request.actor, directive, change);
        await insertDirective(change.connection, directive, startsAtMs <= change.nowMs);
        change.record(...recordOf('entered', directive, organizationId));
        await begin(change, directive);
        return directive;
      });
      if (!isRefusal(outcome) && isInEffect(outcome, deps.clock.nowMs())) await deps.closeImages(outcome.patientKeys, request.actor);
      return outcome;
    },

    change: (request, which, { exceptions, startsAtMs, endsAtMs }) => revise(request, which, 'changed', async (before, change) => {
      if (before.withdrawnAtMs !== undefined) change.refuse({ code: 'conflict' });
      const { endsAtMs: _, confirmedOn: __, ...rest } = before;
      const after: StoredDirective = { ...rest, exceptions, startsAtMs, ...(endsAtMs !== undefined && { endsAtMs }) };
      const problem = directiveProblem(after, change.nowMs) ?? (await unknownException(after));
      if (problem) change.refuse({ code: 'invalid-input', ...problem });
      // Whom the new version leaves alone must not be oneself either.
      refuseOwn(request.actor, after, change);
      return after;
    }),

    withdraw: (request, which) => revise(request, which, 'withdrawn', (before, { nowMs, refuse }) => {
      if (before.withdrawnAtMs !== undefined || (before.endsAtMs !== undefined && before.endsAtMs <= nowMs)) refuse({ code: 'conflict' });
      const { confirmedOn: _, ...rest } = before;
      return { ...rest, endsAtMs: nowMs, withdrawnAtMs: nowMs };
    }),

    confirm: (request, which, on) => revise(request, which, 'confirmed', (before, { nowMs, refuse }) => {
      // The day anywhere on earth: a letter is not confirmed before it can have been sent.
      const latest = new Date(nowMs + 14 * 3_600_000).toISOString().slice(0, 10);
      if (!isDay(on) || on > latest) refuse({ code: 'invalid-input', field: 'on', problem: isDay(on) ? 'in-the-future' : 'not-a-date' });
      return { ...before, confirmedOn: on };
    }),

    historyOf: (request, directiveId) => governedChange(deps, request, 'governance-read', async (change) => {
      const directive = await found(change, directiveId, deskOf(request, change));
      await deps.audit.append({ ...auditOf(request), patient: patientOf(directive), objects: [`directive/${directiveId}`], details: { what: 'directive-history' } });
      return readHistory(change.connection, directiveId);
    }),

    letterOf: (request, directiveId) => governedChange(deps, request, 'governance-read', async (change) => {
      const organizationId = deskOf(request, change);
      const directive = await found(change, directiveId, organizationId);
      await deps.audit.append({ ...auditOf(request), patient: patientOf(directive), objects: [`directive/${directiveId}`], details: { what: 'directive-letter' } });
      const { scope, exceptions } = directive;
      const [organizations, people] = await Promise.all([
        parties.organizations([organizationId, ...('custodianId' in scope ? [scope.custodianId] : []), ...exceptions.organizationIds]),
        parties.people([...(scope.kind === 'person' ? [scope.userId] : []), ...exceptions.userIds]),
      ]);
      return directiveLetter(directive, { patientName: patients.reveal(directive.patientSealed).name ?? '', from: organizationId, organizations, people }, change.nowMs);
    }),
  };

  /** What this desk may not enter: another custodian's part, and, without the patient's word, everybody's. */
  async function notTheirs({ scope, exceptions, requestedBy }: DirectiveInput, organizationId: string): Promise<{ readonly field: string; readonly problem: string } | undefined> {
    if ('custodianId' in scope && scope.custodianId !== organizationId) return { field: 'custodianId', problem: 'another-organization' };
    if (scope.kind === 'everything' && requestedBy === 'custodian') return { field: 'requestedBy', problem: 'patient-must-ask' };
    if (scope.kind === 'person') {
      const person = (await parties.people([scope.userId])).get(scope.userId);
      if (!person) return { field: 'userId', problem: 'unknown' };
      if (requestedBy === 'custodian' && !person.organizations.some(({ id }) => id === organizationId)) return { field: 'requestedBy', problem: 'patient-must-ask' };
    }
    return unknownException({ exceptions });
  }

  async function unknownException({ exceptions = NO_EXCEPTIONS }: Partial<Pick<DirectiveDraft, 'exceptions'>>): Promise<{ readonly field: string; readonly problem: string } | undefined> {
    const [organizations, people] = await Promise.all([parties.organizations(exceptions.organizationIds), parties.people(exceptions.userIds)]);
    const isKnown = exceptions.organizationIds.every((id) => organizations.has(id)) && exceptions.userIds.every((id) => people.has(id));
    return isKnown ? undefined : { field: 'exceptions', problem: 'unknown' };
  }
}

/** How a directive stands at a moment. */
export function directiveState({ startsAtMs, endsAtMs, withdrawnAtMs }: Pick<StoredDirective, 'startsAtMs' | 'endsAtMs' | 'withdrawnAtMs'>, nowMs: number): DirectiveState {
  if (withdrawnAtMs !== undefined) return 'withdrawn';
  if (startsAtMs > nowMs) return 'planned';
  return isInEffect({ startsAtMs, ...(endsAtMs !== undefined && { endsAtMs }) }, nowMs) ? 'in-effect' : 'ended';
}

/** Nobody opens a record to themselves, or closes it. */
function refuseOwn({ userId }: Actor, { scope, exceptions }: StoredDirective, { refuse }: Pick<Change, 'refuse'>): void {
  if ((scope.kind === 'person' && scope.userId === userId) || exceptions.userIds.includes(userId)) refuse({ code: 'not-allowed', rule: 'about-oneself' });
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text);

/** The event names whose consent it is, and what was instructed (PHIPA s.55.3). */
function recordOf(change: DirectiveChangeKind, directive: StoredDirective, organizationId: string): Parameters<Change['record']> {
  const { scope, exceptions, startsAtMs, endsAtMs, version, requestedBy, confirmedOn, id } = directive;
  const event: ChangeEvent = {
    patient: patientOf(directive),
    details: {
      version, scope: scope.kind, requestedBy, startsAt: new Date(startsAtMs).toISOString(), ...(endsAtMs !== undefined && { endsAt: new Date(endsAtMs).toISOString() }),
      ...('custodianId' in scope && { custodianId: scope.custodianId }), ...(scope.kind === 'person' && { userId: scope.userId }),
      ...(exceptions.organizationIds.length > 0 && { exceptOrganizations: exceptions.organizationIds.join(' ') }), ...(exceptions.userIds.length > 0 && { exceptUsers: exceptions.userIds.join(' ') }),
      ...(confirmedOn !== undefined && { confirmedOn }),
    },
  };
  return [{ subjectKind: 'directive', subjectId: id, organizationId, change, detail: { version, scope, exceptions, startsAtMs, ...(endsAtMs !== undefined && { endsAtMs }), requestedBy, ...(confirmedOn !== undefined && { confirmedOn }) } }, event];
}

const patientOf = ({ patientKeys, patientSealed }: StoredDirective): NonNullable<ChangeEvent['patient']> => ({ key: patientKeys[0]!, sealed: patientSealed });

const auditOf = ({ actor, facts }: ChangeRequest) => ({
  action: 'governance-read' as const, outcome: 'success' as const,
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse, ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});
