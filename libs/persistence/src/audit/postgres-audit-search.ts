import type { AuditAction, AuditEvent } from '@longview/audit';
import type pg from 'pg';
import { EVENT_COLUMNS, readEvents, type EventRow } from './event-row.js';
import { LogConnections } from './log-connections.js';

/** Whose events, between which times, from which on. `sideOf`: accesses by an organization's people, and to its records. */
interface Question {
  readonly about: { readonly patientKeys: readonly string[] } | { readonly userId: string } | { readonly sideOf: string } | 'everybody';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly actions?: readonly AuditAction[];
  readonly after?: Position;
  readonly limit: number;
}

interface Position { readonly occurredAtMs: number; readonly lane: number; readonly sequence: number }

/** Pages of the log for other systems, newest first. An event that can no longer be read is for verification to report, and left out. */
export class PostgresAuditSearch {
  constructor(private readonly connections: LogConnections) {}

  async page({ about, fromMs, untilMs, actions, after, limit }: Question): Promise<readonly { readonly position: Position; readonly event: AuditEvent }[]> {
    const values: unknown[] = [new Date(fromMs), new Date(untilMs), limit];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const conditions = ['occurred_at >= $1 and occurred_at < $2'];
    if (actions) conditions.push(`action in (select code from audit_term where value = any(${parameter(actions)}))`);
    if (after) conditions.push(`occurred_at <= ${parameter(new Date(after.occurredAtMs))} and (occurred_at, lane, sequence) < (${parameter(new Date(after.occurredAtMs))}, ${parameter(after.lane)}, ${parameter(after.sequence)})`);
    const rows = `select * from audit_event where ${conditions.join(' and ')}`;
    const found = pageOf(about, rows, parameter);
    return this.connections.withClient(async (client) => {
      const result = await client.query<EventRow>(`select ${EVENT_COLUMNS} from (${found}) audit_event order by occurred_at desc, lane desc, audit_event.sequence desc limit $3`, values);
      return this.read(client, result.rows);
    });
  }

  async find(lane: number, sequence: number): Promise<AuditEvent | undefined> {
    return this.connections.withClient(async (client) => {
      const { rows } = await client.query<EventRow>(`select ${EVENT_COLUMNS} from audit_event where lane = $1 and audit_event.sequence = $2`, [lane, sequence]);
      return (await this.read(client, rows))[0]?.event;
    });
  }

  private async read(client: pg.PoolClient, rows: readonly EventRow[]): Promise<readonly { readonly position: Position; readonly event: AuditEvent }[]> {
    return (await readEvents(client, rows, this.connections.terms)).flatMap(({ event, lane, sequence }) =>
      (event ? [{ position: { occurredAtMs: event.occurredAtMs, lane, sequence }, event }] : []));
  }
}

const codeOf = (value: string): string => `(select code from audit_term where value = ${value})`;

function pageOf(about: Question['about'], rows: string, parameter: (value: unknown) => string): string {
  if (about === 'everybody') return rows;
  if ('patientKeys' in about) return `${rows} and patient_key <> '' and patient_key = any(${parameter(about.patientKeys)})`;
  if ('userId' in about) return `${rows} and user_code = ${codeOf(parameter(about.userId))}`;
  const organization = codeOf(parameter(about.sideOf));
  // Accesses that showed its records to others are known by their patient, person and time: what the index of accesses holds.
  return `${rows} and organization_code = ${organization} and organization_code <> 0
    union all
    select event.* from (
      select distinct patient_key, user_code, first_at, ended_at from access_custodian join access using (access_id)
      where custodian_code = ${organization} and not is_use and access_custodian.started_at >= $1::timestamptz - interval '1 day' and access_custodian.started_at < $2
    ) shown
    cross join lateral (${rows} and organization_code <> ${organization} and patient_key <> '' and patient_key = shown.patient_key and user_code = shown.user_code and occurred_at between shown.first_at and shown.ended_at) event`;
}
