import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who takes part: organizations with their sites, agreements and role holders; people with their memberships, log-in
 * identities and entitlements. A person's standing is per membership, because each organization answers for its own people.
 */
export class Participants1763800000004 implements MigrationInterface {
  name = 'Participants1763800000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organization (
        id              text        not null constraint organization_pk primary key,
        name_en         text        not null,
        name_fr         text        not null,
        sector          text        not null default 'other',
        status          text        not null constraint organization_status check (status in ('applying', 'active', 'suspended', 'departed')),
        status_reason   text        not null default '',
        status_since    timestamptz not null,
        is_viewing      boolean     not null default true,
        is_contributing boolean     not null default false,
        phone           text        not null default '',
        privacy_email   text        not null default '',
        created_at      timestamptz not null,
        version         int         not null default 1
      );
      comment on column organization.is_viewing is 'Its people may look at others'' records.';
      comment on column organization.is_contributing is 'Its records are shown to others.';
      create index organization_sector on organization (sector, id);
      create index organization_name on organization (lower(name_en), id);

      -- What its people may be entitled to: nobody gets more than their organization has.
      create table organization_source (
        organization_id text not null references organization,
        source_id       text not null,
        constraint organization_source_pk primary key (organization_id, source_id)
      );

      create table organization_site (
        id              text not null constraint organization_site_pk primary key,
        organization_id text not null references organization,
        name_en         text not null,
        name_fr         text not null,
        address         text not null default '',
        city            text not null default '',
        postal_code     text not null default ''
      );
      create index organization_site_organization on organization_site (organization_id);

      create table organization_agreement (
        id              text        not null constraint organization_agreement_pk primary key,
        organization_id text        not null references organization,
        kind            text        not null constraint organization_agreement_kind check (kind in ('participation', 'data-sharing', 'services')),
        version         text        not null,
        signed_by       text        not null,
        signed_on       date        not null,
        effective_from  date        not null,
        effective_to    date,
        ended_at        timestamptz,
        constraint organization_agreement_period check (effective_to is null or effective_to >= effective_from)
      );
      create index organization_agreement_organization on organization_agreement (organization_id, effective_from);

      create table person (
        id                    text        not null constraint person_pk primary key,
        display_name          text        not null,
        family_name           text        not null default '',
        given_name            text        not null default '',
        email                 text        not null default '',
        is_active             boolean     not null default true,
        assurance_level       smallint    not null constraint person_assurance_level check (assurance_level between 1 and 3),
        verified_at           timestamptz,
        verified_by           text,
        verified_until        date,
        verification_evidence jsonb       not null default '[]',
        college               text        not null default '',
        licence_number        text        not null default '',
        created_at            timestamptz not null,
        version               int         not null default 1
      );
      comment on column person.is_active is 'False stops the person at every organization; only the program office sets it.';
      comment on column person.verification_evidence is 'What was seen (kind of document and its last day), never a copy or its number.';
      create unique index person_licence on person (college, licence_number) where licence_number <> '';
      create index person_name on person (lower(family_name), lower(given_name), id);
      create index person_email on person (lower(email)) where email <> '';

      create table person_identity (
        identity_provider_id text        not null,
        subject              text        not null,
        person_id            text        not null references person,
        linked_at            timestamptz not null,
        linked_by            text        not null,
        constraint person_identity_pk primary key (identity_provider_id, subject)
      );
      create index person_identity_person on person_identity (person_id);

      create table membership (
        id               text        not null constraint membership_pk primary key,
        person_id        text        not null references person,
        organization_id  text        not null references organization,
        status           text        not null constraint membership_status check (status in ('requested', 'reviewed', 'approved', 'active', 'on-leave', 'suspended', 'revoked')),
        status_reason    text        not null default '',
        status_since     timestamptz not null,
        roles            text[]      not null default '{}',
        job_title        text        not null default '',
        employee_number  text        not null default '',
        last_used_at     timestamptz,
        patients_opened  int         not null default 0,
        idle_warned_at   timestamptz,
        last_attested_at timestamptz,
        last_attested_by text,
        created_at       timestamptz not null,
        created_by       text        not null,
        version          int         not null default 1,
        constraint membership_person_organization unique (person_id, organization_id)
      );
      comment on column membership.roles is 'Clinical and technical roles; offices that somebody is appointed to are in role_holder.';
      comment on column membership.status_reason is 'A code: not-attested, idle, left, privacy-case, requested-by-person, … ; words are the portal''s.';
      create index membership_organization on membership (organization_id, status, id);
      create index membership_idle on membership (last_used_at) where status = 'active';

      create table entitlement (
        membership_id text        not null references membership,
        source_id     text        not null,
        reason        text        not null,
        granted_by    text        not null,
        granted_at    timestamptz not null,
        expires_at    timestamptz,
        constraint entitlement_pk primary key (membership_id, source_id)
      );

      -- Offices: proposed by one person, in force only when the right other person confirmed.
      create table role_holder (
        id              text        not null constraint role_holder_pk primary key,
        organization_id text        not null references organization,
        person_id       text        not null references person,
        role            text        not null constraint role_holder_role check (role in ('legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact', 'privacy-auditor', 'program-office')),
        status          text        not null constraint role_holder_status check (status in ('proposed', 'in-force', 'ended')),
        proposed_by     text        not null,
        proposed_at     timestamptz not null,
        confirmed_by    text,
        confirmed_at    timestamptz,
        ended_by        text,
        ended_at        timestamptz,
        end_reason      text        not null default '',
        last_attested_at timestamptz,
        last_attested_by text
      );
      create unique index role_holder_open on role_holder (organization_id, role, person_id) where status <> 'ended';
      create index role_holder_person on role_holder (person_id) where status = 'in-force';

      -- What was changed of whom, by whom and why: shown beside the person or organization, never edited.
      create table governance_history (
        id              text        not null constraint governance_history_pk primary key,
        subject_kind    text        not null constraint governance_history_subject check (subject_kind in ('organization', 'membership', 'person', 'role-holder', 'campaign', 'directive')),
        subject_id      text        not null,
        organization_id text,
        occurred_at     timestamptz not null,
        by_user_id      text        not null,
        change          text        not null,
        reason          text        not null default '',
        detail          jsonb       not null default '{}'
      );
      create index governance_history_subject_at on governance_history (subject_kind, subject_id, occurred_at);
      create index governance_history_organization on governance_history (organization_id, occurred_at);

      create table user_agreement (
        version        int         not null constraint user_agreement_pk primary key,
        effective_from timestamptz not null,
        text_en        text        not null,
        text_fr        text        not null,
        published_by   text        not null
      );

      create table user_agreement_acceptance (
        id          text        not null constraint user_agreement_acceptance_pk primary key,
        person_id   text        not null references person,
        version     int         not null references user_agreement,
        language    text        not null constraint user_agreement_acceptance_language check (language in ('en', 'fr')),
        accepted_at timestamptz not null,
        expires_at  timestamptz not null
      );
      create index user_agreement_acceptance_person on user_agreement_acceptance (person_id, accepted_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table user_agreement_acceptance, user_agreement, governance_history, role_holder, entitlement, membership, person_identity, person,
      organization_agreement, organization_site, organization_source, organization`);
  }
}
