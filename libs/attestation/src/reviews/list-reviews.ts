import { HAS_REGISTRATION_AUTHORITY, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { mayAttest, maySeeSheets } from '../decisions/may-decide.js';
import type { ReviewTrigger } from '../words.js';

export interface Review {
  readonly id: string;
  readonly personName: string;
  readonly roles: readonly string[];
  readonly jobTitle: string;
  /** As they were when somebody last looked. */
  readonly attestedRoles: readonly string[];
  readonly trigger: ReviewTrigger;
  readonly openedAtMs: number;
  readonly dueOn: string;
  readonly lastUsedAtMs?: number;
  readonly version: number;
  readonly mayDecide: boolean;
}

interface ReviewRow {
  readonly id: string; readonly person_id: string; readonly display_name: string; readonly roles: readonly string[]; readonly job_title: string; readonly attested_roles: readonly string[] | null; readonly trigger: ReviewTrigger; readonly opened_at: Date;
  readonly due_on: string; readonly last_used_at: Date | null; readonly version: number; readonly is_sole_practitioner: boolean; readonly has_valid_authority: boolean; readonly is_registration_authority: boolean; readonly total: number;
}

/** Open reviews of an organization, the oldest first. @returns nothing to who may not see its sheets. */
export async function listReviews({ database }: AttestationDeps, { actor }: ChangeRequest, organizationId: string, { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<{ readonly total: number; readonly reviews: readonly Review[] } | undefined> {
  if (maySeeSheets(actor, organizationId).effect !== 'permit') return undefined;
  const { rows } = await database.query<ReviewRow>(
    `select r.id, r.person_id, p.display_name, m.roles, m.job_title, s.roles as attested_roles, r.trigger, r.opened_at, r.due_on::text, m.last_used_at, r.version, o.is_sole_practitioner, ${HAS_REGISTRATION_AUTHORITY('r.organization_id')} as has_valid_authority,
            exists (select from role_holder h where h.organization_id = r.organization_id and h.person_id = r.person_id and h.role = 'local-registration-authority' and h.status = 'in-force') as is_registration_authority, count(*) over ()::int as total
       from attestation_review r join membership m on m.id = r.membership_id join person p on p.id = r.person_id join organization o on o.id = r.organization_id left join attested_standing s on s.membership_id = m.id
      where r.organization_id = $1 and r.decision is null order by r.opened_at, r.id offset $2 limit $3`, [organizationId, Math.max(0, offset), Math.min(Math.max(limit, 1), 200)]);
  return {
    total: rows[0]?.total ?? 0,
    reviews: rows.map((row) => ({
      id: row.id, personName: row.display_name, roles: row.roles, jobTitle: row.job_title, attestedRoles: row.attested_roles ?? [], trigger: row.trigger, openedAtMs: row.opened_at.getTime(), dueOn: row.due_on, version: row.version,
      mayDecide: mayAttest({ actor, tier: 'users', organization: { id: organizationId, isSolePractitioner: row.is_sole_practitioner, hasValidAuthority: row.has_valid_authority }, subject: { personId: row.person_id, isRegistrationAuthority: row.is_registration_authority, isSigningAuthority: false } }).effect === 'permit',
      ...(row.last_used_at && { lastUsedAtMs: row.last_used_at.getTime() }),
    })),
  };
}
