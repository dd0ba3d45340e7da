import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What surveillance knows: what rules compare of people, as keyed hashes only; accesses, made of the sealed log; profiles
 * of people's usual work; and flags with everything that was decided about them. All but the decisions can be made again
 * from the log.
 */
export class Surveillance1763800000040 implements MigrationInterface {
  name = 'Surveillance1763800000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table patient_likeness (
        patient_key text        not null constraint patient_likeness_pk primary key,
        surnames    text[]      not null,
        full_names  text[]      not null,
        born        text[]      not null,
        postal_code text        not null,
        address     text        not null,
        phone       text        not null,
        is_deceased boolean     not null,
        noted_at    timestamptz not null
      );
      comment on table patient_likeness is 'Keyed hashes, never the facts; born: full name and birth date together.';
      create index patient_likeness_postal_code on patient_likeness (postal_code) where postal_code <> '';
      create index patient_likeness_surnames on patient_likeness using gin (surnames);

      create table person_likeness (
        person_id      text        not null constraint person_likeness_pk primary key references person,
        surnames       text[]      not null default '{}',
        full_name      text        not null default '',
        born           text        not null default '',
        postal_code    text        not null default '',
        address        text        not null default '',
        phone          text        not null default '',
        own_key        text        not null default '',
        person_version int         not null default 0,
        noted_at       timestamptz not null
      );
      comment on table person_likeness is 'Keyed hashes of users. own_key: the access log''s key of their own health number, when it was given.';
      create index person_likeness_own_key on person_likeness (own_key) where own_key <> '';
      create index person_likeness_born on person_likeness (born) where born <> '';
      create index person_likeness_full_name on person_likeness (full_name) where full_name <> '';

      create table surveillance_access (
        id                text        not null constraint surveillance_access_pk primary key,
        user_id           text        not null,
        user_name         text        not null,
        roles             text[]      not null,
        role              text        not null,
        organization_id   text        not null,
        session_id        text        not null,
        patient_key       text        not null,
        patient_sealed    text        not null,
        first_at          timestamptz not null,
        last_at           timestamptz not null,
        day               date        not null generated always as ((first_at at time zone 'America/Toronto')::date) stored,
        weekday           smallint    not null generated always as (extract(isodow from first_at at time zone 'America/Toronto')::smallint) stored,
        hour              smallint    not null generated always as (extract(hour from first_at at time zone 'America/Toronto')::smallint) stored,
        is_opened         boolean     not null,
        is_by_name        boolean     not null,
        is_found          boolean     not null,
        relationship      text        not null,
        relationship_kind text        not null,
        stated_reason     text        not null,
        is_override       boolean     not null,
        consent_refusals  int         not null,
        is_share_elsewhere boolean    not null,
        actions           jsonb       not null,
        custodian_ids     text[]      not null,
        source_ids        text[]      not null,
        item_count        int         not null,
        event_ids         text[]      not null,
        evaluate_at       timestamptz,
        is_explained      boolean     not null default false,
        explanations      jsonb       not null default '[]',
        outweighed        jsonb       not null default '[]'
      );
      comment on table surveillance_access is 'What one person did with one patient in one go: made of the sealed log, and to be made again from it.';
      comment on column surveillance_access.is_found is 'False for a search that found nobody.';
      comment on column surveillance_access.outweighed is 'Reasons that were seen and did not become a flag.';
      comment on column surveillance_access.evaluate_at is 'When its rules are due; null: nothing is due.';
      create index surveillance_access_due on surveillance_access (evaluate_at) where evaluate_at is not null;
      create index surveillance_access_session on surveillance_access (session_id, patient_key, last_at);
      create index surveillance_access_first_at on surveillance_access (first_at, id);
      create index surveillance_access_user on surveillance_access (user_id, first_at);
      create index surveillance_access_patient on surveillance_access (patient_key, first_at);
      create index surveillance_access_organization on surveillance_access (organization_id, first_at);

      create table surveillance_day (
        user_id          text not null,
        organization_id  text not null,
        day              date not null,
        role             text not null,
        accesses         int  not null default 0,
        patients         int  not null default 0,
        unrelated_by_name int not null default 0,
        after_hours      int  not null default 0,
        explained        int  not null default 0,
        name_searches    int  not null default 0,
        wrong_searches   int  not null default 0,
        constraint surveillance_day_pk primary key (user_id, organization_id, day)
      );
      create index surveillance_day_organization on surveillance_day (organization_id, day);
      create index surveillance_day_day on surveillance_day (day);
      create table surveillance_hour (
        user_id         text     not null,
        organization_id text     not null,
        weekday         smallint not null,
        hour            smallint not null,
        accesses        int      not null,
        constraint surveillance_hour_pk primary key (user_id, organization_id, weekday, hour)
      );
      create table surveillance_peers (
        organization_id text        not null,
        role            text        not null,
        people          int         not null,
        days            int         not null,
        patients_median real        not null,
        patients_p95    real        not null,
        measured_at     timestamptz not null,
        constraint surveillance_peers_pk primary key (organization_id, role)
      );

      create table flag (
        id              text        not null constraint flag_pk primary key,
        user_id         text        not null,
        user_name       text        not null,
        roles           text[]      not null,
        organization_id text        not null,
        patient_key     text        not null,
        patient_sealed  text        not null,
        state           text        not null default 'new' constraint flag_state check (state in ('new', 'asked', 'explained', 'in-case', 'confirmed')),
        version         int         not null default 1,
        raised_at       timestamptz not null,
        occurred_at     timestamptz not null,
        last_at         timestamptz not null,
        weight          int         not null,
        repeats         int         not null default 0,
        custodian_ids   text[]      not null,
        source_ids      text[]      not null,
        explanations    jsonb       not null,
        case_id         text,
        decided_by      text,
        decided_at      timestamptz
      );
      create index flag_organization on flag (organization_id, state, occurred_at);
      create index flag_occurred on flag (occurred_at);
      create index flag_user on flag (user_id, occurred_at);
      create index flag_patient on flag (patient_key, occurred_at);
      create index flag_custodians on flag using gin (custodian_ids);
      create index flag_case on flag (case_id) where case_id is not null;
      create table flag_reason (
        flag_id       text    not null references flag,
        kind          text    not null,
        rule_version  int     not null,
        weight        int     not null,
        weakened_by   int     not null,
        facts         jsonb   not null,
        count         int     not null default 1,
        constraint flag_reason_pk primary key (flag_id, kind)
      );
      create index flag_reason_kind on flag_reason (kind, flag_id);
      create table flag_access (
        access_id text not null references surveillance_access,
        flag_id   text not null references flag,
        constraint flag_access_pk primary key (access_id, flag_id)
      );
      create index flag_access_flag on flag_access (flag_id);
      create table flag_note (
        id         text        not null constraint flag_note_pk primary key,
        flag_id    text        not null references flag,
        noted_at   timestamptz not null,
        by_user_id text        not null,
        by_name    text        not null,
        decision   text        not null,
        note       text        not null
      );
      create index flag_note_flag on flag_note (flag_id, noted_at);
      create table flag_view (
        id       text not null constraint flag_view_pk primary key,
        user_id  text not null,
        name     text not null,
        question text not null,
        constraint flag_view_name unique (user_id, name)
      );

      create table surveillance_rule (
        kind       text        not null,
        version    int         not null,
        definition jsonb       not null,
        changed_at timestamptz not null,
        changed_by text        not null,
        why        text        not null,
        constraint surveillance_rule_pk primary key (kind, version)
      );
      comment on table surveillance_rule is 'Versions after the first, which comes with the product. Never edited.';
      create table surveillance_suppressed (
        kind            text not null,
        organization_id text not null,
        day             date not null,
        count           int  not null,
        constraint surveillance_suppressed_pk primary key (kind, organization_id, day)
      );
      comment on table surveillance_suppressed is 'Reasons that did not become a flag, because explanations outweighed them or they weigh too little alone.';
      create table surveillance_run (
        id              text        not null constraint surveillance_run_pk primary key,
        organization_id text,
        from_at         timestamptz not null,
        until_at        timestamptz not null,
        state           text        not null constraint surveillance_run_state check (state in ('waiting', 'running', 'done', 'cancelled')),
        position_at     timestamptz,
        position_id     text        not null default '',
        looked          int         not null default 0,
        total           int         not null,
        raised          int         not null default 0,
        started_at      timestamptz not null,
        started_by      text        not null,
        ended_at        timestamptz
      );

      create table watched_patient (
        id              text        not null constraint watched_patient_pk primary key,
        patient_key     text        not null,
        patient_sealed  text        not null,
        organization_id text,
        reason          text        not null,
        added_by        text        not null,
        added_at        timestamptz not null,
        until_at        timestamptz,
        removed_at      timestamptz,
        version         int         not null default 1
      );
      comment on column watched_patient.organization_id is 'Whose people are watched for it; null: everybody''s, by the program office.';
      create unique index watched_patient_key on watched_patient (patient_key, coalesce(organization_id, '')) where removed_at is null;

      create table sampling (
        organization_id text        not null constraint sampling_pk primary key,
        per_week        int         not null constraint sampling_per_week check (per_week between 0 and 500),
        changed_by      text        not null,
        changed_at      timestamptz not null
      );
      create table access_sample (
        id              text        not null constraint access_sample_pk primary key,
        organization_id text        not null,
        week            date        not null,
        seed            text        not null,
        access_id       text        not null references surveillance_access,
        state           text        not null default 'new' constraint access_sample_state check (state in ('new', 'explained', 'asked', 'in-case')),
        version         int         not null default 1,
        flag_id         text,
        decided_by      text,
        decided_at      timestamptz,
        note            text        not null default '',
        constraint access_sample_once unique (organization_id, week, access_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table access_sample, sampling, watched_patient, surveillance_run, surveillance_suppressed, surveillance_rule, flag_view, flag_note, flag_access, flag_reason, flag,
      surveillance_peers, surveillance_hour, surveillance_day, surveillance_access, person_likeness, patient_likeness`);
  }
}
