import { HAS_REGISTRATION_AUTHORITY, governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { checkDecision, type DecisionInput } from '../decisions/check-decision.js';
import { mayAttest } from '../decisions/may-decide.js';
import type { ReviewTrigger, Signal } from '../words.js';
import { renewStanding } from './attested-standing.js';

interface OpenReview {
  readonly membership_id: string;
  readonly organization_id: string;
  readonly person_id: string;
  readonly trigger: ReviewTrigger;
  readonly version: number;
  readonly decision: string | null;
  readonly decided_by_name: string | null;
  readonly roles: readonly string[];
  readonly is_sole_practitioner: boolean;
  readonly has_valid_authority: boolean;
  readonly is_registration_authority: boolean;
}

export type ReviewOutcome = { readonly kind: 'reviewed' } | { readonly kind: 'conflict'; readonly decidedByName?: string } | ChangeRefusal;

const TRIGGERS: Readonly<Record<ReviewTrigger, Signal>> = { 'role-changed': 'role-changed', idle: 'idle', 'privacy-case': 'privacy-case' };

/** Decides about one person between campaigns; it takes effect at once. @param seenVersion as the asker saw it. */
export async function decideReview(deps: AttestationDeps, request: ChangeRequest, reviewId: string, seenVersion: number, input: DecisionInput): Promise<ReviewOutcome> {
  const { actor } = request;
  return governedChange(deps, request, 'attestation-decided', async (change): Promise<ReviewOutcome> => {
    const { rows: [review] } = await change.connection.query<OpenReview>(
      `select r.membership_id, r.organization_id, r.person_id, r.trigger, r.version, r.decision, d.display_name as decided_by_name, m.roles, o.is_sole_practitioner, ${HAS_REGISTRATION_AUTHORITY('r.organization_id')} as has_valid_authority,
              exists (select from role_holder h where h.organization_id = r.organization_id and h.person_id = r.person_id and h.role = 'local-registration-authority' and h.status = 'in-force') as is_registration_authority
         from attestation_review r join membership m on m.id = r.membership_id join organization o on o.id = r.organization_id left join person d on d.id = r.decided_by where r.id = $1 for update of r`, [reviewId]);
    if (!review) return change.refuse({ code: 'not-allowed', rule: 'no-such-review' });
    const organization = { id: review.organization_id, isSolePractitioner: review.is_sole_practitioner, hasValidAuthority: review.has_valid_authority };
    const may = mayAttest({ actor, tier: 'users', organization, subject: { personId: review.person_id, isRegistrationAuthority: review.is_registration_authority, isSigningAuthority: false } });
    if (may.effect !== 'permit') return change.refuse({ code: 'not-allowed', rule: may.rule });
    if (review.decision !== null || review.version !== seenVersion) return { kind: 'conflict', ...(review.decided_by_name !== null && { decidedByName: review.decided_by_name }) };
    const problem = checkDecision(input, { tier: 'users', signals: [TRIGGERS[review.trigger]], roles: review.roles });
    if (problem) change.refuse({ code: 'invalid-input', ...problem });
    await change.connection.query(`update attestation_review set decision = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1 where id = $1`, [reviewId, input.decision, input.reason ?? '', actor.userId, new Date(change.nowMs)]);
    if (input.decision === 'remove') {
      await change.connection.query(`update membership set status = 'revoked', status_reason = $2, status_since = $3, version = version + 1 where id = $1 and status in ('active', 'on-leave')`, [review.membership_id, input.reason, new Date(change.nowMs)]);
      await deps.standing.stopMemberships(change.connection, [{ personId: review.person_id, organizationId: review.organization_id }], input.reason ?? 'removed');
    } else {
      await change.connection.query(
        `update membership set last_attested_at = $2, last_attested_by = $3, roles = coalesce($4::text[], roles), version = version + case when $4::text[] is null then 0 else 1 end where id = $1`,
        [review.membership_id, new Date(change.nowMs), actor.userId, input.decision === 'change' ? input.newRoles : null]);
      await renewStanding(change.connection, [review.membership_id], change.nowMs);
    }
    change.record({ subjectKind: 'membership', subjectId: review.membership_id, organizationId: review.organization_id, change: `review-${input.decision}`, ...(input.reason !== undefined && { reason: input.reason }), detail: { trigger: review.trigger } });
    return { kind: 'reviewed' };
  });
}
