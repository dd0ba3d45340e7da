import { governedChange, requireDuty, type Change, type ChangeRequest } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import { problemsOfRoles, readRoles, readUserFacts, readVerification, type FieldProblem, type UserFactsInput, type VerificationInput } from '../users/user-input.js';
import { insertRequests, planRequests, type RequestPlan } from '../users/user-requests.js';
import { hasRegistrationAuthority } from './registration-authority.js';
import type { OrganizationDeps, Outcome } from './organization-changes.js';
import { lockOrganization } from './organization-row.js';

/** Somebody whom the program office registers itself, because the organization has nobody yet who could. */
export interface FirstPersonInput extends UserFactsInput {
  readonly organizationId: string;
  /** Clinical roles; none for who only holds an office. */
  readonly roles: readonly string[];
  readonly verification: VerificationInput;
  readonly identityProviderId: string;
  readonly subject: string;
}

/**
 * Registers the first people of an organization: those who will hold its offices. Only as long as it has no LRA; from
 * then on its LRA registers everybody.
 */
export class FirstPeople {
  constructor(private readonly deps: OrganizationDeps) {}

  /** @returns the person's id. */
  register(request: ChangeRequest, input: FirstPersonInput): Outcome<string> {
    return governedChange(this.deps, request, 'user-changed', async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', input.organizationId);
      const { id: organizationId } = await lockOrganization(change, input.organizationId);
      if (await hasRegistrationAuthority(change.connection, organizationId)) change.refuse({ code: 'not-allowed', rule: 'organization-has-lra' });
      const { facts, problems } = readUserFacts(input);
      const verification = readVerification(input.verification, provincialDay(change.nowMs));
      const roles = readRoles(input.roles);
      refuseProblems(change, [...problems, ...(input.roles.length > 0 ? problemsOfRoles(input.roles, facts) : []), ...('problems' in verification ? verification.problems.map(({ field, problem }) => ({ field: `verification.${field}`, problem })) : [])]);
      if ('problems' in verification) throw new TypeError('A verification with problems was not refused.');
      const identity = await readIdentity(change, input, facts.familyName);
      const [found] = await planRequests(change.connection, organizationId, [facts]);
      const plan: RequestPlan = identity.personId !== undefined && found!.kind === 'new' ? { kind: 'known-person', personId: identity.personId } : found!;
      if (plan.kind === 'wrong') refuseProblems(change, plan.problems);
      if (plan.kind === 'wrong' || plan.kind === 'already-here') return change.refuse({ code: 'invalid-input', field: plan.kind === 'wrong' ? 'licenceNumber' : plan.by, problem: 'already-here' });
      // The log-in is one person's and the licence or address another's: somebody is mistaken.
      if (identity.personId !== undefined && plan.kind !== 'new' && plan.personId !== identity.personId) change.refuse({ code: 'invalid-input', field: 'subject', problem: 'taken' });
      const [membershipId] = await insertRequests(change.connection, [{ request: { ...facts, roles, sourceIds: [], reason: 'first-people' }, plan }], { organizationId, byUserId: request.actor.userId, nowMs: change.nowMs, newId: change.newId });
      const now = new Date(change.nowMs);
      const { rows: [member] } = await change.connection.query<{ personId: string }>(`update membership set status = 'active', status_since = $2 where id = $1 returning person_id as "personId"`, [membershipId, now]);
      const { personId } = member!;
      await change.connection.query(
        'update person set assurance_level = $2, verified_at = $3, verified_by = $4, verified_until = $5, verification_evidence = $6, version = version + 1 where id = $1 and (verified_at is null or assurance_level <= $2)',
        [personId, verification.assuranceLevel, now, request.actor.userId, verification.verifiedUntil ?? null, JSON.stringify(verification.documents)]);
      await change.connection.query('insert into person_identity (identity_provider_id, subject, person_id, linked_at, linked_by) values ($1, $2, $3, $4, $5) on conflict do nothing', [identity.providerId, identity.subject, personId, now, request.actor.userId]);
      change.record({ subjectKind: 'membership', subjectId: membershipId!, organizationId, change: 'registered-by-program-office', detail: { personId, assuranceLevel: verification.assuranceLevel } });
      return personId;
    });
  }
}

function refuseProblems(change: Change, [first]: readonly FieldProblem[]): void {
  if (first) change.refuse({ code: 'invalid-input', ...first });
}

/** A log-in belongs to one person: who has it already is that person, if the name agrees. */
async function readIdentity(change: Change, { identityProviderId, subject }: FirstPersonInput, familyName: string): Promise<{ readonly providerId: string; readonly subject: string; readonly personId?: string }> {
  const providerId = identityProviderId.trim();
  const login = subject.trim();
  if (providerId === '') change.refuse({ code: 'invalid-input', field: 'identityProviderId', problem: 'missing' });
  if (login === '') change.refuse({ code: 'invalid-input', field: 'subject', problem: 'missing' });
  const { rows: [known] } = await change.connection.query<{ id: string; family_name: string }>('select p.id, p.family_name from person_identity i join person p on p.id = i.person_id where i.identity_provider_id = $1 and i.subject = $2', [providerId, login]);
  if (known && known.family_name.toLowerCase() !== familyName.toLowerCase()) change.refuse({ code: 'invalid-input', field: 'subject', problem: 'taken' });
  return { providerId, subject: login, ...(known && { personId: known.id }) };
}
