import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an organization joins, who confirmed whom in which office, and what was assessed of the sources it contributes. */
export class Organizations1763800000013 implements MigrationInterface {
  name = 'Organizations1763800000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organization add column is_sole_practitioner boolean not null default false;
      comment on column organization.is_sole_practitioner is 'One practitioner, who is their own LRA and cannot delegate it.';

      create table onboarding_step (
        organization_id text        not null references organization,
        step            text        not null,
        position        smallint    not null,
        owner           text        not null constraint onboarding_step_owner check (owner in ('organization', 'program-office')),
        owner_name      text        not null default '',
        status          text        not null constraint onboarding_step_status check (status in ('waiting', 'current', 'done', 'refused')),
        current_since   timestamptz,
        completed_at    timestamptz,
        completed_by    text,
        person_name     text        not null default '',
        note            text        not null default '',
        constraint onboarding_step_pk primary key (organization_id, step)
      );
      comment on column onboarding_step.current_since is 'When the step before it was done: what it has waited since.';
      create index onboarding_step_current on onboarding_step (current_since) where status = 'current';

      -- References only: the documents stay with whoever keeps them.
      create table source_assessment (
        organization_id text        not null references organization,
        source_id       text        not null,
        kind            text        not null constraint source_assessment_kind check (kind in ('privacy-impact', 'threat-risk')),
        reference       text        not null,
        assessed_on     date        not null,
        recorded_by     text        not null,
        recorded_at     timestamptz not null,
        constraint source_assessment_pk primary key (organization_id, source_id, kind)
      );

      alter table role_holder
        add column trained_on      date,
        add column replaces_id     text references role_holder,
        add column end_proposed_by text,
        add column end_proposed_at timestamptz;

      -- Who agreed to an appointment or to its end; both may need more than one.
      create table role_holder_confirmation (
        role_holder_id text        not null references role_holder,
        change         text        not null constraint role_holder_confirmation_change check (change in ('appoint', 'end')),
        party          text        not null,
        by_user_id     text,
        confirmed_at   timestamptz,
        constraint role_holder_confirmation_pk primary key (role_holder_id, change, party)
      );
      comment on table role_holder_confirmation is 'One row for each party that must agree, asked when the change is proposed; by_user_id is null until they did.';
      create index role_holder_in_force on role_holder (organization_id, role) where status = 'in-force';

      create index entitlement_source on entitlement (source_id, membership_id);
      create index organization_agreement_in_force on organization_agreement (organization_id, kind, effective_to) where ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index organization_agreement_in_force, entitlement_source, role_holder_in_force;
      drop table role_holder_confirmation, source_assessment, onboarding_step;
      alter table role_holder drop column trained_on, drop column replaces_id, drop column end_proposed_by, drop column end_proposed_at;
      alter table organization drop column is_sole_practitioner;
    `);
  }
}
