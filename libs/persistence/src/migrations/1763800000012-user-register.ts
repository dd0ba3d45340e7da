import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What registering users needs besides the people themselves: leave with its end, the last comparison with an HR list, provisioning by SCIM. */
export class UserRegister1763800000012 implements MigrationInterface {
  name = 'UserRegister1763800000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table membership add column returns_on date;
      comment on column membership.returns_on is 'Last day of the leave as announced; nobody comes back by the calendar alone.';
      create index membership_created_by on membership (organization_id, created_by);

      -- One row for each organization: the last comparison is the one that counts.
      create table hr_comparison (
        organization_id text        not null constraint hr_comparison_pk primary key references organization,
        compared_at     timestamptz not null,
        compared_by     text        not null,
        row_count       int         not null
      );
      create table hr_listed (
        organization_id text not null references organization,
        membership_id   text not null references membership,
        constraint hr_listed_pk primary key (organization_id, membership_id)
      );
      comment on table hr_listed is 'Memberships that the last HR list named. With a comparison and without a row here, a person was not in it.';

      create table scim_setting (
        organization_id      text        not null constraint scim_setting_pk primary key references organization,
        users_become         text        not null constraint scim_setting_users_become check (users_become in ('requested', 'active')),
        identity_provider_id text        not null default '',
        changed_by           text        not null,
        changed_at           timestamptz not null,
        version              int         not null default 1
      );
      comment on column scim_setting.identity_provider_id is 'Whose subjects the external ids are; empty: external ids are no log-in identities.';
      create table scim_token (
        id              text        not null constraint scim_token_pk primary key,
        organization_id text        not null references organization,
        label           text        not null,
        token_hash      text        not null constraint scim_token_hash unique,
        created_by      text        not null,
        created_at      timestamptz not null,
        expires_at      timestamptz not null,
        last_used_at    timestamptz,
        revoked_by      text,
        revoked_at      timestamptz
      );
      create index scim_token_organization on scim_token (organization_id, created_at);
      create table scim_user (
        membership_id   text not null constraint scim_user_pk primary key references membership,
        organization_id text not null references organization,
        user_name       text not null,
        external_id     text not null default ''
      );
      create unique index scim_user_name on scim_user (organization_id, lower(user_name));
      create index scim_user_external_id on scim_user (organization_id, external_id) where external_id <> '';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table scim_user, scim_token, scim_setting, hr_listed, hr_comparison;
      drop index membership_created_by;
      alter table membership drop column returns_on;
    `);
  }
}
