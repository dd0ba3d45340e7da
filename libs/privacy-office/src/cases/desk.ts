import type { Queryable } from '@longview/platform';

/**
 * Who has the case. The office that leads privacy in an organization is not judged by those it leads, and nobody is judged
 * by themselves: where nobody else reviews accesses there, the program office has it.
 */
export async function deskFor(connection: Queryable, organizationId: string, subjectId: string | undefined): Promise<'organization' | 'program-office'> {
  if (subjectId === undefined) return 'organization';
  const { rows: [found] } = await connection.query<{ isContact: boolean; isAuditor: boolean; others: number }>(
    `select coalesce(bool_or(person_id = $2 and role = 'privacy-contact'), false) as "isContact", coalesce(bool_or(person_id = $2), false) as "isAuditor", count(distinct person_id) filter (where person_id <> $2)::int as others
       from role_holder where organization_id = $1 and role in ('privacy-contact', 'privacy-auditor') and status = 'in-force'`, [organizationId, subjectId]);
  return found!.isContact || (found!.isAuditor && found!.others === 0) ? 'program-office' : 'organization';
}

/** The log names who acted; not everybody there is a person of the register. */
export async function isKnown(connection: Queryable, personId: string): Promise<boolean> {
  return (await connection.query('select from person where id = $1', [personId])).rowCount === 1;
}
