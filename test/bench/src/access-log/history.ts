import { GroupCommitAuditLog } from '@longview/audit';
import { PostgresAuditStore } from '@longview/persistence';
import pg from 'pg';
import { ORGANIZATIONS, organizationId, sampleEvent, userId, USERS } from './sample-events.js';

const MONTHS = 12;
const SAMPLES = 5_000;

/** What a history holds that can be asked for. */
export interface History {
  readonly eventCount: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly patientKeys: readonly string[];
  readonly bytesPerEvent: number;
}

/**
 * A year of events, written month by month into the real table with its indexes in place. Their payloads are those of real
 * appends, repeated; who did it and about whom is drawn anew for each row. They stand below everything sealed.
 */
export async function loadHistory(ownerUrl: string, eventCount: number): Promise<History> {
  const log = new GroupCommitAuditLog(new PostgresAuditStore(ownerUrl), { nowMs: Date.now });
  await Promise.all(Array.from({ length: SAMPLES }, () => log.append(sampleEvent())));
  await log.close();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const [count, name] of [[USERS, userId], [ORGANIZATIONS, organizationId]] as const) {
      await client.query('insert into audit_term (value) select unnest($1::text[]) on conflict do nothing', [Array.from({ length: count }, (_, n) => name(n))]);
    }
    await client.query(`create table sample_event as select row_number() over () - 1 as n, action, organization_code <> 0 as has_organization, hash, patient_key <> '' as has_patient, payload from audit_event limit ${SAMPLES};
      create table sample_user as select row_number() over (order by value) - 1 as n, code from audit_term where value like 'user-%';
      create table sample_organization as select row_number() over (order by value) - 1 as n, code from audit_term where value like 'organization-____';
      alter table sample_event add primary key (n); alter table sample_user add primary key (n); alter table sample_organization add primary key (n);
      analyze sample_event, sample_user, sample_organization`);
    // Those of the appends above are not part of the history.
    await client.query('truncate audit_event, audit_tree_head');

    const firstMonth = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - MONTHS, 1));
    await client.query('select ensure_audit_partitions($1, $2)', [firstMonth, MONTHS]);
    const perMonth = Math.ceil(eventCount / MONTHS);
    for (let month = 0; month < MONTHS; month++) {
      await client.query(`insert into audit_event (tx, occurred_at, sequence, lane, action, user_code, organization_code, hash, patient_key, payload)
        select '3', $1::timestamptz + make_interval(months => $2::int) + make_interval(secs => i * (27.5 * 86400 / $3::int)), $2::bigint * $3::int + i, 1 + i % 4, event.action, person.code,
          case when event.has_organization then organization.code else 0 end, event.hash,
          case when event.has_patient then translate(rtrim(encode(decode(md5(($2::bigint * 7919 + i::bigint * 104729) % greatest($3::int * 2, 1000) || ''), 'hex'), 'base64'), '='), '+/', '-_') else '' end, event.payload
        from generate_series(1, $3::int) i
        join sample_event event on event.n = i % ${SAMPLES}
        join sample_user person on person.n = (i::bigint * 48271 + $2::int) % ${USERS}
        join sample_organization organization on organization.n = person.n % ${ORGANIZATIONS}
        order by i`, [firstMonth, month, perMonth]);
    }
    await client.query('vacuum analyze audit_event');
    const { rows: [size] } = await client.query<{ bytes: string; count: string }>(
      `select sum(pg_total_relation_size(inhrelid))::text as bytes, (select count(*) from audit_event)::text as count from pg_inherits where inhparent = 'audit_event'::regclass`);
    const { rows: patients } = await client.query<{ patient_key: string }>(`select patient_key from audit_event tablesample system (0.2) where patient_key <> '' limit 1000`);
    const eventTotal = Number(size!.count);
    return {
      eventCount: eventTotal, bytesPerEvent: Number(size!.bytes) / eventTotal, patientKeys: patients.map(({ patient_key }) => patient_key),
      fromMs: firstMonth.getTime(), untilMs: Date.UTC(firstMonth.getUTCFullYear(), firstMonth.getUTCMonth() + MONTHS, 1),
    };
  } finally {
    await client.end();
  }
}
