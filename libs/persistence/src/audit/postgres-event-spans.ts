import type { AuditEvent } from '@longview/audit';
import { EVENT_COLUMNS, readEvents, type EventRow } from './event-row.js';
import type { LogConnections } from './log-connections.js';

/** Where events of one person with one patient are looked for. Both instants included. */
export interface EventSpan {
  readonly patientKey: string;
  readonly userId: string;
  readonly firstMs: number;
  readonly endedMs: number;
}

/** Reads from the log what an index of it has found, many places in one question. */
export class PostgresEventSpans {
  constructor(private readonly connections: LogConnections) {}

  /** The events of each span, oldest first, in the order of the spans. Throws when one of them can no longer be read. */
  async read(spans: readonly EventSpan[]): Promise<readonly (readonly AuditEvent[])[]> {
    const bySpan: AuditEvent[][] = spans.map(() => []);
    await this.connections.withClient(async (client) => {
      const { rows } = await client.query<EventRow & { readonly span: string }>({
        // Not prepared: a plan that was made while a month's table was empty would stay for as long as the connection.
        text: `select span.n::text as span, ${EVENT_COLUMNS}
          from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) with ordinality as span(key, user_id, first_at, ended_at, n)
          join audit_term term on term.value = span.user_id
          cross join lateral (select * from audit_event e where e.patient_key = span.key and e.patient_key <> '' and e.occurred_at between span.first_at and span.ended_at and e.user_code = term.code) event
          order by span.n, event.occurred_at, event.lane, event.sequence`,
        values: [spans.map(({ patientKey }) => patientKey), spans.map(({ userId }) => userId), spans.map(({ firstMs }) => new Date(firstMs)), spans.map(({ endedMs }) => new Date(endedMs))],
      });
      const events = (await readEvents(client, rows, this.connections.terms)).map(({ event }) => event);
      events.forEach((event, index) => {
        if (!event) throw new RangeError('An event of the access log cannot be read.');
        bySpan[Number(rows[index]!.span) - 1]!.push(event);
      });
    });
    return bySpan;
  }
}
