import type { Queryable } from '@longview/platform';
import type { CampaignStatus } from '../words.js';

/** One round of attesting, over the whole province. */
export interface Campaign {
  readonly id: string;
  readonly name: { readonly en: string; readonly fr: string };
  /** Days, `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly reminderDays: readonly number[];
  readonly status: CampaignStatus;
  readonly openedThrough: string;
  readonly openedAtMs?: number;
  readonly closedAtMs?: number;
}

interface CampaignRow {
  readonly id: string;
  readonly name_en: string;
  readonly name_fr: string;
  readonly period_from: string;
  readonly period_to: string;
  readonly opens_on: string;
  readonly due_on: string;
  readonly reminder_days: readonly number[];
  readonly status: CampaignStatus;
  readonly opened_through: string;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
}

const COLUMNS = 'id, name_en, name_fr, period_from::text, period_to::text, opens_on::text, due_on::text, reminder_days, status, opened_through, opened_at, closed_at';

const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id, name: { en: row.name_en, fr: row.name_fr }, periodFrom: row.period_from, periodTo: row.period_to, opensOn: row.opens_on, dueOn: row.due_on, reminderDays: row.reminder_days,
  status: row.status, openedThrough: row.opened_through,
  ...(row.opened_at && { openedAtMs: row.opened_at.getTime() }), ...(row.closed_at && { closedAtMs: row.closed_at.getTime() }),
});

/** @param lock waits for whoever works on the campaign and keeps others waiting until the transaction ends. */
export async function findCampaign(connection: Queryable, id: string, { lock = false } = {}): Promise<Campaign | undefined> {
  const { rows } = await connection.query<CampaignRow>(`select ${COLUMNS} from campaign where id = $1${lock ? ' for update' : ''}`, [id]);
  return rows[0] && toCampaign(rows[0]);
}

/** Newest first. */
export async function listCampaigns(connection: Queryable, limit: number): Promise<readonly Campaign[]> {
  const { rows } = await connection.query<CampaignRow>(`select ${COLUMNS} from campaign order by opens_on desc, id desc limit $1`, [limit]);
  return rows.map(toCampaign);
}

/** The one that is not closed: there is never more than one. */
export async function runningCampaign(connection: Queryable): Promise<Campaign | undefined> {
  const { rows } = await connection.query<CampaignRow>(`select ${COLUMNS} from campaign where status <> 'closed'`);
  return rows[0] && toCampaign(rows[0]);
}

/** When the campaign before this one opened. */
export async function openedBefore(connection: Queryable, { id, opensOn }: Campaign): Promise<number | undefined> {
  const { rows } = await connection.query<{ opened_at: Date | null }>('select max(opened_at) as opened_at from campaign where id <> $1 and opens_on <= $2', [id, opensOn]);
  return rows[0]?.opened_at?.getTime();
}
