import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Twice a year somebody says of everybody whether they still need access: campaigns, one sheet for each organization and
 * tier, one item for each person on it. Between campaigns, reviews of single people.
 */
export class Attestation1763800000021 implements MigrationInterface {
  name = 'Attestation1763800000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table campaign (
        id             text        not null constraint campaign_pk primary key,
        name_en        text        not null,
        name_fr        text        not null,
        period_from    date        not null,
        period_to      date        not null,
        opens_on       date        not null,
        due_on         date        not null,
        reminder_days  int[]       not null,
        status         text        not null constraint campaign_status check (status in ('planned', 'opening', 'open', 'closed')),
        opened_through text        not null default '',
        opened_at      timestamptz,
        closed_at      timestamptz,
        created_by     text        not null,
        created_at     timestamptz not null,
        constraint campaign_period check (period_from <= period_to and opens_on < due_on)
      );
      comment on column campaign.opened_through is 'The last organization that has its sheets: where opening goes on after a crash.';
      create unique index campaign_running on campaign ((true)) where status <> 'closed';

      create table campaign_sheet (
        campaign_id     text        not null references campaign,
        organization_id text        not null references organization,
        tier            text        not null constraint campaign_sheet_tier check (tier in ('users', 'role-holders')),
        status          text        not null constraint campaign_sheet_status check (status in ('open', 'submitted', 'closed')),
        due_on          date        not null,
        extended_by     text,
        extended_at     timestamptz,
        extended_for    text        not null default '',
        extension_reason text       not null default '',
        item_count      int         not null,
        refreshed_at    timestamptz not null,
        reminded_days   int,
        reminded_on     date,
        submitted_at    timestamptz,
        version         int         not null default 1,
        constraint campaign_sheet_pk primary key (campaign_id, organization_id, tier)
      );
      comment on column campaign_sheet.reminded_days is 'The last reminder that went out, in days before the deadline.';
      comment on column campaign_sheet.extended_for is 'Who asked for more time and answers for it.';
      create index campaign_sheet_open on campaign_sheet (campaign_id, due_on) where status = 'open';
      create index campaign_sheet_organization on campaign_sheet (organization_id, campaign_id);

      create table attestation_item (
        campaign_id     text        not null,
        organization_id text        not null,
        tier            text        not null,
        subject_id      text        not null,
        person_id       text        not null references person,
        sort_name       text        not null,
        signals         text[]      not null,
        risk            smallint    not null,
        evidence        jsonb       not null,
        decision        text        constraint attestation_item_decision check (decision in ('keep', 'change', 'remove')),
        reason          text        not null default '',
        new_roles       text[]      not null default '{}',
        decided_by      text,
        decided_at      timestamptz,
        decided_in_ms   int,
        is_group        boolean     not null default false,
        outcome         text        constraint attestation_item_outcome check (outcome in ('kept', 'changed', 'removed', 'suspended', 'gone')),
        settled_at      timestamptz,
        version         int         not null default 1,
        constraint attestation_item_pk primary key (campaign_id, tier, subject_id),
        constraint attestation_item_sheet foreign key (campaign_id, organization_id, tier) references campaign_sheet,
        constraint attestation_item_decided check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
      );
      comment on column attestation_item.subject_id is 'A membership, or a role holder in the tier of that name.';
      comment on column attestation_item.outcome is 'What became of it: set when the sheet is submitted or its deadline has passed; then it is final.';
      comment on column attestation_item.risk is 'Weight of the signals; 0: nothing speaks for a closer look.';
      create index attestation_item_list on attestation_item (campaign_id, organization_id, tier, risk desc, sort_name, subject_id);
      create index attestation_item_undecided on attestation_item (campaign_id, organization_id, tier) where decision is null and outcome is null;
      create index attestation_item_subject on attestation_item (subject_id, campaign_id);

      -- What somebody was last attested as: a change since then is a reason to look again.
      create table attested_standing (
        membership_id text        not null constraint attested_standing_pk primary key references membership,
        roles         text[]      not null,
        job_title     text        not null,
        noted_at      timestamptz not null
      );

      create table attestation_review (
        id              text        not null constraint attestation_review_pk primary key,
        membership_id   text        not null references membership,
        organization_id text        not null references organization,
        person_id       text        not null references person,
        trigger         text        not null constraint attestation_review_trigger check (trigger in ('role-changed', 'idle', 'privacy-case')),
        cause           text        not null,
        opened_at       timestamptz not null,
        due_on          date        not null,
        decision        text        constraint attestation_review_decision check (decision in ('keep', 'change', 'remove', 'gone')),
        reason          text        not null default '',
        decided_by      text,
        decided_at      timestamptz,
        version         int         not null default 1,
        constraint attestation_review_cause unique (membership_id, trigger, cause)
      );
      comment on column attestation_review.cause is 'What exactly was seen: the same thing opens no second review.';
      create index attestation_review_open on attestation_review (organization_id, opened_at) where decision is null;

      -- Which sources somebody really asked, worked out from the access log.
      create table source_use (
        person_id       text        not null,
        organization_id text        not null,
        source_id       text        not null,
        last_used_at    timestamptz not null,
        constraint source_use_pk primary key (person_id, organization_id, source_id)
      );
      create table source_use_progress (
        only_row     boolean     not null default true constraint source_use_progress_pk primary key constraint source_use_progress_only_row check (only_row),
        through      timestamptz not null
      );

      alter table role_holder drop constraint role_holder_status;
      alter table role_holder add constraint role_holder_status check (status in ('proposed', 'in-force', 'suspended', 'ended'));
      comment on column role_holder.status is 'Suspended: nobody attested it by the deadline.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update role_holder set status = 'ended', end_reason = 'not-attested', ended_at = now(), ended_by = 'migration' where status = 'suspended';
      alter table role_holder drop constraint role_holder_status;
      alter table role_holder add constraint role_holder_status check (status in ('proposed', 'in-force', 'ended'));
      comment on column role_holder.status is null;
      drop table source_use_progress, source_use, attestation_review, attested_standing, attestation_item, campaign_sheet, campaign;
    `);
  }
}
