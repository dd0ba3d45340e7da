import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The access log. A row is written once and never changed: the runtime role may insert and select, nothing else.
 * Columns stand in the order that wastes no padding and none is null, because there are millions of rows.
 * Going back is refused: it would throw the log away.
 */
export class AccessLog1763790000003 implements MigrationInterface {
  name = 'AccessLog1763790000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A lane is one writer's connection: its events follow one another without a gap.
      create sequence audit_lane as int;

      -- Words that come again and again (users, organizations, sources, codes), each written once.
      create table audit_term (
        code  int  generated always as identity constraint audit_term_pk primary key,
        value text not null constraint audit_term_value unique
      );

      create table audit_event (
        tx                xid8        not null default pg_current_xact_id(),
        occurred_at       timestamptz not null,
        sequence          bigint      not null,
        lane              int         not null,
        action            int         not null,
        user_code         int         not null,
        organization_code int         not null,
        hash              bytea       not null,
        patient_key       text        not null,
        payload           bytea       not null
      ) partition by range (occurred_at);
      comment on column audit_event.tx is 'Transaction that wrote the row: with lane and sequence, the order of the sealed tree.';
      comment on column audit_event.organization_code is '0: the actor had not chosen an organization.';
      comment on column audit_event.patient_key is 'Keyed hash, empty when the event is about nobody.';
      create index audit_event_tx on audit_event (tx);
      create index audit_event_id on audit_event using brin (lane, sequence) with (pages_per_range = 32, autosummarize = on);
      create index audit_event_patient on audit_event (patient_key, occurred_at) where patient_key <> '';
      create index audit_event_user on audit_event (user_code, occurred_at);
      create index audit_event_organization on audit_event (organization_code, occurred_at) where organization_code <> 0;
      -- For a clock that is far off: the event is kept all the same.
      create table audit_event_other partition of audit_event default;

      -- The runtime role cannot create tables; this it may call, and nothing else happens in it.
      create function ensure_audit_partitions(first_month date, months int) returns void
      language plpgsql security definer set search_path = pg_catalog, public as $$
      declare
        month date;
      begin
        if months not between 1 and 60 then raise exception 'between 1 and 60 months'; end if;
        for month in select generate_series(date_trunc('month', first_month::timestamp), date_trunc('month', first_month::timestamp) + (months - 1) * interval '1 month', interval '1 month') loop
          if to_regclass('public.audit_event_' || to_char(month, 'YYYY_MM')) is null then
            execute format('create table public.%I partition of public.audit_event for values from (%L) to (%L)',
              'audit_event_' || to_char(month, 'YYYY_MM'), month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
          end if;
        end loop;
      end $$;
      revoke all on function ensure_audit_partitions(date, int) from public;
      select ensure_audit_partitions((now() - interval '1 month')::date, 14);

      -- Where sealing stands: the one row is moved forward, and checked against the last signed head before it is trusted.
      create table audit_seal (
        only_row  boolean not null default true constraint audit_seal_pk primary key constraint audit_seal_only_row check (only_row),
        tx        xid8    not null default '0',
        lane      int     not null default 0,
        sequence  bigint  not null default 0,
        tree_size bigint  not null default 0,
        frontier  bytea   not null default ''
      );
      insert into audit_seal default values;

      create table audit_tree_head (
        tree_size  bigint      not null constraint audit_tree_head_pk primary key,
        tx         xid8        not null,
        lane       int         not null,
        sequence   bigint      not null,
        signed_at  timestamptz not null,
        checkpoint text        not null
      );
      comment on table audit_tree_head is 'Signed heads; tx, lane and sequence are those of the last event that a head covers.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('The access log is not thrown away: restore the database instead.');
  }
}
