import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { mayAttest } from './may-decide.js';

/** Attests somebody's office after the deadline: it was suspended and is in force again. */
export async function reinstateHolder(deps: AttestationDeps, request: ChangeRequest, roleHolderId: string): Promise<{ readonly kind: 'reinstated' } | ChangeRefusal> {
  return governedChange(deps, request, 'role-holder-changed', async (change) => {
    const { rows: [holder] } = await change.connection.query<{ organization_id: string; person_id: string; status: string; is_signing_authority: boolean }>(
      `select h.organization_id, h.person_id, h.status, exists (select from role_holder l where l.organization_id = h.organization_id and l.person_id = h.person_id and l.role = 'legal-signing-authority' and l.status = 'in-force') as is_signing_authority
         from role_holder h where h.id = $1 for update`, [roleHolderId]);
    if (!holder) return change.refuse({ code: 'not-allowed', rule: 'no-such-holder' });
    const may = mayAttest({ actor: request.actor, tier: 'role-holders', organization: { id: holder.organization_id, isSolePractitioner: false, hasValidAuthority: true }, subject: { personId: holder.person_id, isRegistrationAuthority: false, isSigningAuthority: holder.is_signing_authority } });
    if (may.effect !== 'permit') return change.refuse({ code: 'not-allowed', rule: may.rule });
    if (holder.status !== 'suspended') return change.refuse({ code: 'conflict' });
    await change.connection.query(`update role_holder set status = 'in-force', end_reason = '', last_attested_at = $2, last_attested_by = $3 where id = $1`, [roleHolderId, new Date(change.nowMs), request.actor.userId]);
    change.record({ subjectKind: 'role-holder', subjectId: roleHolderId, organizationId: holder.organization_id, change: 'reinstated', reason: 'attested' });
    return { kind: 'reinstated' } as const;
  });
}
