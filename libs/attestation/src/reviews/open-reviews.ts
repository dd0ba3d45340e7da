import { provincialDay } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { auditFactsOfDeadline, BY_DEADLINE } from '../attestation-deps.js';
import { dayAfter } from '../campaigns/campaign-input.js';
import { IDLE_DAYS, type ReviewTrigger } from '../words.js';

/** How long the registration authority has for a single person. */
const DUE_IN_DAYS = 14;
const LOOK_BACK_MS = 14 * 86_400_000;

/** $1 now, $2 the last day to decide, $3 from when on somebody is idle. What a campaign already asks is not asked twice. */
const CANDIDATES: Readonly<Record<Exclude<ReviewTrigger, 'privacy-case'>, string>> = {
  'role-changed': `select m.id, m.organization_id, m.person_id, md5(array_to_string(m.roles, ',') || '|' || m.job_title) as cause from membership m join attested_standing s on s.membership_id = m.id
     where m.status = 'active' and $3::timestamptz is not null and (s.job_title <> m.job_title or not (s.roles @> m.roles and s.roles <@ m.roles))`,
  idle: `select m.id, m.organization_id, m.person_id, coalesce(m.last_used_at, m.created_at)::text as cause from membership m where m.status = 'active' and coalesce(m.last_used_at, m.created_at) < $3`,
};

const OPEN = (candidates: string): string => `
  with candidate as (${candidates})
  insert into attestation_review (id, membership_id, organization_id, person_id, trigger, cause, opened_at, due_on)
  select gen_random_uuid()::text, c.id, c.organization_id, c.person_id, $4, c.cause, $1, $2::date from candidate c
   where not exists (select from attestation_item i join campaign a on a.id = i.campaign_id and a.status <> 'closed' where i.subject_id = c.id and i.outcome is null)
     and not exists (select from attestation_review r where r.membership_id = c.id and r.decision is null)
  on conflict do nothing returning membership_id`;

/**
 * Between campaigns: whoever changed their job, has not used the viewer for ninety days, or is in a confirmed privacy case
 * is looked at on their own. The same occasion opens one review, however often this runs.
 */
export async function openReviews(deps: AttestationDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const dueOn = dayAfter(provincialDay(nowMs), DUE_IN_DAYS);
  await deps.database.transaction(async (connection) => {
    // Who is new since the last time is noted as what they are now.
    await connection.query(`insert into attested_standing (membership_id, roles, job_title, noted_at) select id, roles, job_title, $1 from membership where status = 'active' on conflict do nothing`, [new Date(nowMs)]);
    const opened: string[] = [];
    for (const [trigger, candidates] of Object.entries(CANDIDATES)) {
      const { rows } = await connection.query<{ membership_id: string }>(OPEN(candidates), [new Date(nowMs), dueOn, new Date(nowMs - IDLE_DAYS * 86_400_000), trigger]);
      opened.push(...rows.map(({ membership_id: id }) => id));
    }
    const cases = await deps.cases.confirmedSince(connection, nowMs - LOOK_BACK_MS);
    if (cases.length > 0) {
      const { rows } = await connection.query<{ membership_id: string }>(
        OPEN(`select m.id, m.organization_id, m.person_id, c.case_id as cause from jsonb_to_recordset($5::jsonb) as c(case_id text, person_id text, organization_id text) join membership m on m.person_id = c.person_id and m.organization_id = c.organization_id where m.status = 'active' and $3::timestamptz is not null`),
        [new Date(nowMs), dueOn, new Date(nowMs), 'privacy-case' satisfies ReviewTrigger, JSON.stringify(cases.map(({ caseId, personId, organizationId }) => ({ case_id: caseId, person_id: personId, organization_id: organizationId })))]);
      opened.push(...rows.map(({ membership_id: id }) => id));
    }
    await connection.query(`update attestation_review r set decision = 'gone', decided_by = $2, decided_at = $1 from membership m where m.id = r.membership_id and r.decision is null and m.status not in ('active', 'on-leave')`, [new Date(nowMs), BY_DEADLINE]);
    if (opened.length > 0) await deps.audit.append({ ...auditFactsOfDeadline, action: 'attestation-decided', outcome: 'success', details: { change: 'reviews-opened', count: opened.length } });
  });
}
