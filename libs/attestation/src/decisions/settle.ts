import type { IdSource, Queryable } from '@longview/platform';
import type { StandingChanges } from '@longview/participants';
import { renewStanding } from '../reviews/attested-standing.js';
import type { SheetKey } from '../sheets/sheet.js';

interface SettledRow {
  readonly subject_id: string;
  readonly person_id: string;
  readonly organization_id: string;
  readonly outcome: 'kept' | 'changed' | 'removed' | 'suspended';
  readonly reason: string;
  readonly new_roles: readonly string[];
  readonly decided_by: string | null;
}

export interface Settled { readonly subjectId: string; readonly outcome: SettledRow['outcome'] }

export interface SettleWith {
  readonly connection: Queryable;
  readonly standing: StandingChanges;
  readonly ids: IdSource;
  readonly nowMs: number;
  /** Whose hand it is: who submitted, or the deadline. */
  readonly byUserId: string;
}

/**
 * Makes what was decided on a sheet true of people's access, and final. Set by set, however many people there are.
 * @param whatIsLeft `suspend` at the deadline; `leave` while there is time: another may still decide.
 */
export async function settleSheet(with_: SettleWith, key: SheetKey, whatIsLeft: 'leave' | 'suspend'): Promise<readonly Settled[]> {
  const { connection, nowMs } = with_;
  const { rows } = await connection.query<SettledRow>(
    `update attestation_item set outcome = case decision when 'keep' then 'kept' when 'change' then 'changed' when 'remove' then 'removed' else 'suspended' end, settled_at = $4, version = version + 1
      where campaign_id = $1 and organization_id = $2 and tier = $3 and outcome is null and (decision is not null or $5)
      returning subject_id, person_id, organization_id, outcome, reason, new_roles, decided_by`,
    [key.campaignId, key.organizationId, key.tier, new Date(nowMs), whatIsLeft === 'suspend']);
  await (key.tier === 'users' ? settleUsers(with_, key.campaignId, rows) : settleHolders(with_, key.campaignId, rows));
  return rows.map(({ subject_id: subjectId, outcome }) => ({ subjectId, outcome }));
}

async function settleUsers(with_: SettleWith, campaignId: string, rows: readonly SettledRow[]): Promise<void> {
  const { connection, standing, nowMs } = with_;
  const of = (...outcomes: readonly SettledRow['outcome'][]): readonly SettledRow[] => rows.filter(({ outcome }) => outcomes.includes(outcome));
  const [attested, removed, suspended] = [of('kept', 'changed'), of('removed'), of('suspended')];
  if (attested.length > 0) {
    await connection.query(
      `update membership m set last_attested_at = $2, last_attested_by = a.decided_by, roles = case when a.outcome = 'changed' then a.new_roles else m.roles end, version = m.version + case when a.outcome = 'changed' then 1 else 0 end
         from jsonb_to_recordset($1::jsonb) as a(subject_id text, decided_by text, outcome text, new_roles text[]) where m.id = a.subject_id`, [JSON.stringify(attested), new Date(nowMs)]);
    await renewStanding(connection, attested.map(({ subject_id: id }) => id), nowMs);
  }
  const stopped = [...removed.map((row) => ({ ...row, status: 'revoked', reason: row.reason })), ...suspended.map((row) => ({ ...row, status: 'suspended', reason: 'not-attested' }))];
  if (stopped.length > 0) {
    await connection.query(
      `update membership m set status = s.status, status_reason = s.reason, status_since = $2, version = m.version + 1
         from jsonb_to_recordset($1::jsonb) as s(subject_id text, status text, reason text) where m.id = s.subject_id and m.status in ('active', 'on-leave')`, [JSON.stringify(stopped), new Date(nowMs)]);
    for (const reason of new Set(stopped.map((row) => row.reason))) {
      await standing.stopMemberships(connection, stopped.filter((row) => row.reason === reason).map((row) => ({ personId: row.person_id, organizationId: row.organization_id })), reason);
    }
  }
  await appendHistory(with_, 'membership', campaignId, rows);
}

async function settleHolders(with_: SettleWith, campaignId: string, rows: readonly SettledRow[]): Promise<void> {
  await with_.connection.query(
    `update role_holder h set
            last_attested_at = case when s.outcome = 'kept' then $2 else h.last_attested_at end, last_attested_by = case when s.outcome = 'kept' then s.decided_by else h.last_attested_by end,
            status = case s.outcome when 'removed' then 'ended' when 'suspended' then 'suspended' else h.status end,
            ended_at = case when s.outcome = 'removed' then $2 else h.ended_at end, ended_by = case when s.outcome = 'removed' then s.decided_by else h.ended_by end,
            end_reason = case s.outcome when 'removed' then s.reason when 'suspended' then 'not-attested' else h.end_reason end
       from jsonb_to_recordset($1::jsonb) as s(subject_id text, decided_by text, outcome text, reason text) where h.id = s.subject_id and h.status = 'in-force'`, [JSON.stringify(rows), new Date(with_.nowMs)]);
  await appendHistory(with_, 'role-holder', campaignId, rows);
}

/** One line for each person; numbered from one id, so that many cost one statement. */
async function appendHistory({ connection, ids, nowMs, byUserId }: SettleWith, subjectKind: 'membership' | 'role-holder', campaignId: string, rows: readonly SettledRow[]): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map((row) => ({ ...row, id: ids.newId() }));
  await connection.query(
    `insert into governance_history (id, subject_kind, subject_id, organization_id, occurred_at, by_user_id, change, reason, detail)
     select l.id, $2, l.subject_id, l.organization_id, $3, coalesce(l.decided_by, $4), 'attestation-' || l.outcome, case when l.outcome = 'suspended' then 'not-attested' else l.reason end, jsonb_build_object('campaignId', $5::text, 'submittedBy', $4::text)
       from jsonb_to_recordset($1::jsonb) as l(id text, subject_id text, organization_id text, outcome text, reason text, decided_by text)`,
    [JSON.stringify(lines), subjectKind, new Date(nowMs), byUserId, campaignId]);
}
