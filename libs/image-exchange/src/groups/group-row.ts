import type { Queryable } from '@longview/platform';
import type { GroupMember, GroupPurpose, GroupTerms } from './may-retrieve.js';

export interface GroupRow extends GroupTerms {
  readonly name: { readonly en: string; readonly fr: string };
  /** Where the signed document is kept: its number. */
  readonly reference: string;
  readonly version: number;
}

interface Row { readonly id: string; readonly en: string; readonly fr: string; readonly reference: string; readonly purposes: readonly GroupPurpose[]; readonly starts_on: string; readonly ends_on: string | null; readonly is_ended: boolean; readonly version: number; readonly members: readonly GroupMember[] }

const GROUP = `select g.id, g.name_en as en, g.name_fr as fr, g.reference, g.purposes, g.starts_on::text, g.ends_on::text, g.ended_at is not null as is_ended, g.version,
  coalesce((select json_agg(json_build_object('organizationId', m.organization_id, 'sourceIds', m.source_ids, 'retrievingRoles', m.retrieving_roles, 'isSigned', m.signed_at is not null, 'hasLeft', m.left_at is not null) order by m.organization_id)
              from query_group_member m where m.group_id = g.id), '[]') as members
  from query_group g`;

/** Groups that the organization is or was in; all of them without one. */
export async function readGroups(connection: Queryable, organizationId?: string): Promise<readonly GroupRow[]> {
  const { rows } = await connection.query<Row>(`${GROUP} where $1::text is null or exists (select from query_group_member m where m.group_id = g.id and m.organization_id = $1) order by g.name_en, g.id`, [organizationId ?? null]);
  return rows.map(toGroup);
}

export async function findGroup(connection: Queryable, id: string): Promise<GroupRow | undefined> {
  const { rows: [row] } = await connection.query<Row>(`${GROUP} where g.id = $1 for update of g`, [id]);
  return row && toGroup(row);
}

function toGroup({ id, en, fr, reference, purposes, starts_on: startsOn, ends_on: endsOn, is_ended: isEnded, version, members }: Row): GroupRow {
  return { id, name: { en, fr }, reference, purposes, startsOn, isEnded, version, members, ...(endsOn !== null && { endsOn }) };
}
