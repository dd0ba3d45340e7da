import type { Queryable } from '@longview/platform';

/**
 * SQL that is true while somebody holds the LRA's office of the organization and can act on it: in force, a member, not
 * stopped. @param organizationId a column or parameter.
 */
export const HAS_REGISTRATION_AUTHORITY = (organizationId: string): string => `exists (
  select from role_holder h join membership m on m.person_id = h.person_id and m.organization_id = h.organization_id and m.status = 'active' join person p on p.id = h.person_id and p.is_active
   where h.organization_id = ${organizationId} and h.role = 'local-registration-authority' and h.status = 'in-force')`;

/** Whether the organization has a valid LRA: without one nobody of it can attest its users. Enters by index. */
export async function hasRegistrationAuthority(connection: Queryable, organizationId: string): Promise<boolean> {
  const { rows } = await connection.query<{ has: boolean }>(`select ${HAS_REGISTRATION_AUTHORITY('$1')} as has`, [organizationId]);
  return rows[0]!.has;
}
