import type { Queryable } from '@longview/platform';

/** What attesting somebody has to know of cases about them: that there is one, and nothing more. */
export interface CasesByPerson {
  /** Which of these people have a case that is not closed. */
  openAmong(connection: Queryable, personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Cases that stand confirmed and were so since then, with the organization for which the person acted. */
  confirmedSince(connection: Queryable, sinceMs: number): Promise<readonly { readonly caseId: string; readonly personId: string; readonly organizationId: string }[]>;
}

export const casesByPerson: CasesByPerson = {
  async openAmong(connection, personIds) {
    const { rows } = await connection.query<{ personId: string }>(`select distinct subject_id as "personId" from privacy_case where subject_id = any($1) and state <> 'closed'`, [personIds]);
    return new Set(rows.map(({ personId }) => personId));
  },
  async confirmedSince(connection, sinceMs) {
    const { rows } = await connection.query<{ caseId: string; personId: string; organizationId: string }>(
      `select id as "caseId", subject_id as "personId", subject_organization_id as "organizationId" from privacy_case where outcome = 'confirmed' and confirmed_at >= $1 and subject_organization_id is not null order by confirmed_at, id`, [new Date(sinceMs)]);
    return rows;
  },
};
