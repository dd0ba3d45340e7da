import { BY_ITSELF, type ExchangeDeps } from '../exchange-deps.js';
import { escalationLetter } from './escalation-letter.js';

const AT_ONCE = 50;

interface Overdue { readonly id: string; readonly to_id: string; readonly is_urgent: boolean; readonly asking_en: string; readonly asking_fr: string }

/** Writes to who keeps images where a request waits longer than it may: once a request, in one transaction with the mark on it. */
export async function escalateOverdue(deps: ExchangeDeps): Promise<void> {
  const { database, clock, mailer, publicUrl } = deps;
  await database.transaction(async (connection) => {
    const nowMs = clock.nowMs();
    const { rows } = await connection.query<Overdue>(
      `select r.id, case when r.is_push then r.from_id else r.to_id end as to_id, r.is_urgent, o.name_en as asking_en, o.name_fr as asking_fr from image_request r join organization o on o.id = case when r.is_push then r.to_id else r.from_id end
        where r.state in ('sent', 'seen') and r.due_at <= $1 and r.escalated_at is null order by r.due_at limit ${AT_ONCE} for update of r skip locked`, [new Date(nowMs)]);
    if (rows.length === 0) return;
    const { rows: people } = await connection.query<{ organization_id: string; id: string; email: string }>(
      `select distinct m.organization_id, p.id, p.email from membership m join person p on p.id = m.person_id and p.is_active and p.email <> ''
        where m.organization_id = any($1) and m.status = 'active' and 'pacs-administrator' = any(m.roles)`, [rows.map(({ to_id: id }) => id)]);
    for (const { id, to_id: organizationId, is_urgent: isUrgent, asking_en: en, asking_fr: fr } of rows) {
      for (const person of people.filter(({ organization_id: theirs }) => theirs === organizationId)) {
        await mailer.send(escalationLetter({ to: person.email, askingOrganization: { en, fr }, isUrgent, address: new URL('/image-exchange/requests', publicUrl).href }), { key: `image-request-overdue:${id}:${person.id}`, within: connection });
      }
    }
    await connection.query('update image_request set escalated_at = $2, version = version + 1 where id = any($1)', [rows.map(({ id }) => id), new Date(nowMs)]);
  });
}

/** Ends what nobody answered in time. Each stands in the log before it stands in the table. */
export async function expireUnanswered({ database, clock, audit, ids }: ExchangeDeps): Promise<void> {
  await database.transaction(async (connection) => {
    const now = new Date(clock.nowMs());
    const { rows } = await connection.query<{ id: string; to_id: string; patient_key: string; patient_sealed: string }>(`select id, to_id, patient_key, patient_sealed from image_request where state in ('sent', 'seen') and expires_at <= $1 order by expires_at limit ${AT_ONCE} for update skip locked`, [now]);
    for (const { id, to_id: organizationId, patient_key: key, patient_sealed: sealed } of rows) {
      await audit.append({ action: 'study-requested', outcome: 'success', actor: BY_ITSELF, patient: { key, sealed }, details: { requestId: id, phase: 'expired' } });
      await connection.query(`update image_request set state = 'expired', ended_at = $2, version = version + 1 where id = $1`, [id, now]);
      await connection.query(`insert into image_request_entry (id, request_id, occurred_at, organization_id, by_id, change) values ($1, $2, $3, $4, $5, 'expired')`, [ids.newId(), id, now, organizationId, BY_ITSELF.userId]);
    }
  });
}
