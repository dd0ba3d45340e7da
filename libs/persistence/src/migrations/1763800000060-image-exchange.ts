import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Studies on their way from one organization to another: imports into an organization's archive, instance by instance,
 * the requests that they answer, and the groups inside which nobody has to ask. Patients stand here under the access log's
 * keyed pseudonyms; what localizing needs of them is sealed.
 */
export class ImageExchange1763800000060 implements MigrationInterface {
  name = 'ImageExchange1763800000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table query_group (
        id           text        not null constraint query_group_pk primary key,
        name_en      text        not null,
        name_fr      text        not null,
        reference    text        not null,
        purposes     text[]      not null constraint query_group_purposes check (cardinality(purposes) > 0),
        starts_on    date        not null,
        ends_on      date,
        ended_at     timestamptz,
        created_by   text        not null,
        created_at   timestamptz not null,
        version      int         not null default 1,
        constraint query_group_period check (ends_on is null or ends_on >= starts_on)
      );
      create table query_group_member (
        group_id        text        not null references query_group,
        organization_id text        not null references organization,
        source_ids      text[]      not null,
        retrieving_roles text[]     not null,
        signed_by       text,
        signed_at       timestamptz,
        left_at         timestamptz,
        constraint query_group_member_pk primary key (group_id, organization_id),
        constraint query_group_member_signature check ((signed_by is null) = (signed_at is null))
      );
      comment on column query_group_member.source_ids is 'What the member contributes; a member that contributes nothing only retrieves.';
      create index query_group_member_organization on query_group_member (organization_id) where left_at is null;

      create table image_request (
        id                 text        not null constraint image_request_pk primary key,
        from_id            text        not null references organization,
        to_id              text        not null references organization,
        is_push            boolean     not null default false,
        patient_key        text        not null,
        patient_keys       text[]      not null,
        patient_sealed     text        not null,
        identity_sealed    text        not null,
        study_instance_uid text,
        study_from         date,
        study_to           date,
        reason_sealed      text        not null,
        is_urgent          boolean     not null,
        state              text        not null constraint image_request_state check (state in ('sent', 'seen', 'sending', 'arrived', 'imported', 'declined', 'cancelled', 'expired')),
        decline_reason     text,
        requested_by       text        not null,
        requested_at       timestamptz not null,
        due_at             timestamptz not null,
        expires_at         timestamptz not null,
        escalated_at       timestamptz,
        seen_at            timestamptz,
        arrived_at         timestamptz,
        imported_at        timestamptz,
        ended_at           timestamptz,
        version            int         not null default 1,
        constraint image_request_parties check (from_id <> to_id),
        constraint image_request_period check (study_from is null or study_to is null or study_to >= study_from),
        constraint image_request_declined check ((state = 'declined') = (decline_reason is not null))
      );
      comment on column image_request.from_id is 'Who wants the images; of a push who is given them.';
      comment on column image_request.to_id is 'Who has them.';
      create index image_request_from on image_request (from_id, state, requested_at);
      create index image_request_to on image_request (to_id, state, requested_at);
      create index image_request_clock on image_request (due_at) where state in ('sent', 'seen', 'sending', 'arrived');
      create table image_request_entry (
        id          text        not null constraint image_request_entry_pk primary key,
        request_id  text        not null references image_request,
        occurred_at timestamptz not null,
        organization_id text    not null,
        by_id       text        not null,
        change      text        not null,
        text_sealed text
      );
      create index image_request_entry_request on image_request_entry (request_id, occurred_at);

      create table image_import (
        id                   text        not null constraint image_import_pk primary key,
        organization_id      text        not null references organization,
        request_id           text        references image_request,
        source_id            text        not null,
        custodian_id         text        not null,
        is_custodian_assumed boolean     not null,
        study_instance_uid   text        not null,
        patient_key          text        not null,
        patient_keys         text[]      not null,
        patient_sealed       text        not null,
        facts_sealed         text        not null,
        state                text        not null constraint image_import_state check (state in ('awaiting-confirmation', 'waiting', 'running', 'imported', 'stopped', 'cancelled')),
        match                text        constraint image_import_match check (match in ('certain', 'confirmed')),
        stop_reason          text,
        group_id             text        references query_group,
        instance_count       int,
        requested_by         text        not null,
        requested_by_name    text        not null,
        requested_roles      text[]      not null,
        purpose_of_use       text        not null,
        requested_at         timestamptz not null,
        confirmed_by         text,
        confirmed_at         timestamptz,
        begun_at             timestamptz,
        give_up_at           timestamptz,
        finished_at          timestamptz,
        run_token            text,
        version              int         not null default 1,
        -- No instance may leave for an archive before it is certain, or somebody said, whose it is.
        constraint image_import_matched check (state not in ('waiting', 'running', 'imported') or match is not null),
        constraint image_import_confirmed check ((match = 'confirmed') is not true or confirmed_by is not null),
        constraint image_import_stopped check ((state = 'stopped') = (stop_reason is not null))
      );
      create unique index image_import_once on image_import (organization_id, study_instance_uid) where state in ('awaiting-confirmation', 'waiting', 'running');
      create index image_import_organization on image_import (organization_id, requested_at, id);
      create index image_import_unfinished on image_import (requested_at) where state in ('waiting', 'running');
      create index image_import_request on image_import (request_id) where request_id is not null;
      create table image_import_instance (
        import_id           text not null references image_import,
        sop_instance_uid    text not null,
        series_instance_uid text not null,
        sop_class_uid       text not null,
        state               text not null default 'pending' constraint image_import_instance_state check (state in ('pending', 'sent', 'present', 'refused')),
        code                text,
        attempts            int  not null default 0,
        constraint image_import_instance_pk primary key (import_id, sop_instance_uid)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table image_import_instance, image_import, image_request_entry, image_request, query_group_member, query_group');
  }
}
