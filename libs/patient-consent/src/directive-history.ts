import type { Queryable } from '@longview/platform';
import type { DirectiveChangeKind } from './words.js';

/** One version of a directive, as it was then. */
export interface DirectiveChange {
  readonly change: DirectiveChangeKind;
  readonly version: number;
  readonly occurredAtMs: number;
  readonly byName: string;
  readonly startsAtMs: number;
  readonly endsAtMs?: number;
}

interface HistoryRow {
  readonly change: DirectiveChangeKind;
  readonly occurredAtMs: number;
  readonly byName: string;
  readonly detail: { readonly version: number; readonly startsAtMs: number; readonly endsAtMs?: number };
}

/** Newest first. */
export async function readHistory(connection: Queryable, directiveId: string): Promise<readonly DirectiveChange[]> {
  const { rows } = await connection.query<HistoryRow>(
    `select h.change, floor(extract(epoch from h.occurred_at) * 1000)::float8 as "occurredAtMs", coalesce(p.display_name, h.by_user_id) as "byName", h.detail
       from governance_history h left join person p on p.id = h.by_user_id
      where h.subject_kind = 'directive' and h.subject_id = $1 order by (h.detail->>'version')::int desc, h.occurred_at desc`, [directiveId]);
  return rows.map(({ detail: { version, startsAtMs, endsAtMs }, ...row }) => ({ ...row, version, startsAtMs, ...(endsAtMs !== undefined && { endsAtMs }) }));
}
