import type { Actor } from '@longview/access-policy';
import type { OverrideGround } from '@longview/consent';
import { governedChange, requireDuty, type Change, type ChangeRefusal, type ChangeRequest, type GovernanceDeps, type Parties } from '@longview/participants';
import type { ConsentPatients } from './consent-patients.js';
import { noticeLetter, type Letter } from './letters.js';
import type { NoticeKind } from './words.js';

/** What an override makes necessary to tell, and whether it was told. */
export interface ConsentNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly createdAtMs: number;
  /** Day (YYYY-MM-DD) on which it was sent or, the custodian's own, taken note of. */
  readonly doneOn?: string;
  readonly patientName: string;
  readonly byName: string;
  readonly ground: OverrideGround;
  readonly overrideStartedAtMs: number;
  readonly overrideExpiresAtMs: number;
  readonly overrideEndedAtMs?: number;
}

export interface NoticePage {
  readonly notices: readonly ConsentNotice[];
  readonly total: number;
}

/** The notices of the organization that the privacy contact acts for. */
export interface ConsentNotices {
  /** Newest first. @param limit at most 100 */
  list(request: ChangeRequest, page: { readonly isDone: boolean; readonly offset: number; readonly limit: number }): Promise<NoticePage | ChangeRefusal>;
  letterOf(request: ChangeRequest, noticeId: string): Promise<Letter | ChangeRefusal>;
  /** That it was sent, or taken note of, today. A second time is a conflict: somebody else was quicker. */
  noteDone(request: ChangeRequest, noticeId: string): Promise<{ readonly kind: 'noted' } | ChangeRefusal>;
}

export interface ConsentNoticesDeps extends GovernanceDeps {
  readonly patients: ConsentPatients;
  readonly parties: Parties;
}

interface NoticeRow extends Omit<ConsentNotice, 'doneOn' | 'overrideEndedAtMs' | 'patientName'> {
  readonly doneOn: string | null;
  readonly overrideEndedAtMs: number | null;
  readonly patientSealed: string;
  readonly patientKey: string;
  readonly overrideId: string;
  readonly total: number;
}

const MAX_PAGE = 100;
const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;
const SELECT = `
  select n.id, n.kind, n.done_on::text as "doneOn", ${ms('n.created_at')} as "createdAtMs", o.id as "overrideId", o.ground, o.user_name as "byName", o.patient_sealed as "patientSealed", o.patient_keys[1] as "patientKey",
    ${ms('o.started_at')} as "overrideStartedAtMs", ${ms('o.expires_at')} as "overrideExpiresAtMs", ${ms('o.ended_at')} as "overrideEndedAtMs", (count(*) over ())::int as total
  from consent_notice n join consent_override o on o.id = n.override_id where n.organization_id = $1`;

export function createConsentNotices(deps: ConsentNoticesDeps): ConsentNotices {
  const { patients, parties } = deps;
  const deskOf = (actor: Actor, change: Pick<Change, 'refuse'>): string => {
    requireDuty(change, actor, 'manage-consent', actor.organizationId ?? '');
    return actor.organizationId!;
  };
  const found = async ({ connection, refuse }: Change, id: string, organizationId: string): Promise<NoticeRow> =>
    (await connection.query<NoticeRow>(`${SELECT} and n.id = $2`, [organizationId, id])).rows[0] ?? refuse({ code: 'not-allowed', rule: 'no-such-notice' });
  const toNotice = ({ doneOn, overrideEndedAtMs, patientSealed, patientKey: _, overrideId: __, total: ___, ...notice }: NoticeRow): ConsentNotice =>
    ({ ...notice, patientName: patients.reveal(patientSealed).name ?? '', ...(doneOn !== null && { doneOn }), ...(overrideEndedAtMs !== null && { overrideEndedAtMs }) });

  return {
    list: (request, { isDone, offset, limit }) => governedChange(deps, request, 'governance-read', async (change) => {
      const organizationId = deskOf(request.actor, change);
      const { rows } = await change.connection.query<NoticeRow>(
        `${SELECT} and (n.done_on is not null) = $2 order by n.created_at desc, n.id desc limit $3 offset $4`,
        [organizationId, isDone, Math.min(Math.max(1, limit), MAX_PAGE), Math.max(0, offset)]);
      // Each patient whose name this shows has a right to know that it was shown.
      await Promise.all([...new Map(rows.map((row) => [row.patientKey, row])).values()].map(({ patientKey, patientSealed }) => deps.audit.append({ ...auditOf(request), patient: { key: patientKey, sealed: patientSealed }, details: { what: 'consent-notices' } })));
      return { notices: rows.map(toNotice), total: rows[0]?.total ?? (offset > 0 ? await count(change, organizationId, isDone) : 0) };
    }),

    letterOf: (request, noticeId) => governedChange(deps, request, 'governance-read', async (change) => {
      const organizationId = deskOf(request.actor, change);
      const row = await found(change, noticeId, organizationId);
      await deps.audit.append({ ...auditOf(request), patient: { key: row.patientKey, sealed: row.patientSealed }, objects: [`override/${row.overrideId}`], details: { what: 'consent-notice', kind: row.kind } });
      const { ground, byName, overrideStartedAtMs, overrideExpiresAtMs, overrideEndedAtMs } = row;
      return noticeLetter(row.kind, { ground, byName, startedAtMs: overrideStartedAtMs, endsAtMs: overrideEndedAtMs ?? overrideExpiresAtMs }, { patientName: patients.reveal(row.patientSealed).name ?? '', from: organizationId, organizations: await parties.organizations([organizationId]), people: new Map() });
    }),

    noteDone: (request, noticeId) => governedChange(deps, request, 'directive-entered', async (change) => {
      const organizationId = deskOf(request.actor, change);
      const row = await found(change, noticeId, organizationId);
      const { rowCount } = await change.connection.query(`update consent_notice set done_on = ($2::timestamptz at time zone 'America/Toronto')::date, done_by = $3 where id = $1 and done_on is null`, [noticeId, new Date(change.nowMs), request.actor.userId]);
      if (rowCount !== 1) change.refuse({ code: 'conflict' });
      await deps.audit.append({ ...auditOf(request), patient: { key: row.patientKey, sealed: row.patientSealed }, objects: [`override/${row.overrideId}`], details: { what: 'consent-notice-sent', kind: row.kind } });
      return { kind: 'noted' as const };
    }),
  };

  async function count({ connection }: Change, organizationId: string, isDone: boolean): Promise<number> {
    return (await connection.query<{ total: number }>('select count(*)::int as total from consent_notice where organization_id = $1 and (done_on is not null) = $2', [organizationId, isDone])).rows[0]!.total;
  }
}

const auditOf = ({ actor, facts }: ChangeRequest) => ({
  action: 'governance-read' as const, outcome: 'success' as const,
  actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
  sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse, ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
});
