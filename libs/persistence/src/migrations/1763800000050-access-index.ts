import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the access log's events come to: accesses, and whose records each of them showed. Made from the log by its follower
 * and from nothing else, so it can be emptied and made again. Words are the numbers of `audit_term`. And the tickets for
 * files of the log, each good once.
 */
export class AccessIndex1763800000050 implements MigrationInterface {
  name = 'AccessIndex1763800000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table access (
        access_id         bigint      not null constraint access_pk primary key,
        started_at        timestamptz not null,
        first_at          timestamptz not null,
        ended_at          timestamptz not null,
        session_hash      bigint      not null,
        user_code         int         not null,
        organization_code int         not null,
        marks             int         not null,
        event_count       int         not null,
        patient_key       text        not null
      );
      comment on table access is 'What one person did with one patient in one go.';
      comment on column access.started_at is 'Of its first event in the order of the log; lists page on it, so it never moves.';
      comment on column access.first_at is 'Of its earliest event by the clock.';
      create index access_patient on access (patient_key, started_at);
      create index access_user on access (user_code, started_at);
      create index access_organization on access (organization_code, started_at) where organization_code <> 0;

      create table access_custodian (
        access_id      bigint      not null,
        started_at     timestamptz not null,
        custodian_code int         not null,
        source_code    int         not null,
        item_count     int         not null,
        is_use         boolean     not null,
        constraint access_custodian_pk primary key (access_id, custodian_code, source_code, is_use)
      );
      comment on column access_custodian.is_use is 'Looked at by the custodian''s own people: a use. Otherwise a collection by theirs and a disclosure by the custodian.';
      create index access_custodian_disclosed on access_custodian (custodian_code, started_at, access_id) where not is_use;
      create index access_custodian_source on access_custodian (source_code, started_at, access_id) where not is_use;

      create table access_index (
        only_row boolean     not null default true constraint access_index_pk primary key constraint access_index_only_row check (only_row),
        as_of    timestamptz not null default '-infinity'
      );
      insert into access_index default values;

      create table access_file_ticket (
        token_hash     bytea       not null constraint access_file_ticket_pk primary key,
        session_id     text        not null,
        expires_at     timestamptz not null,
        request_sealed text        not null
      );
      comment on column access_file_ticket.token_hash is 'SHA-256: what is stored here cannot be handed in.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access_file_ticket, access_index, access_custodian, access');
  }
}
