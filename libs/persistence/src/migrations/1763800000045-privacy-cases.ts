import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the privacy office looks into, from suspicion to letter. Words that people write there (notes, questions, answers,
 * findings, letters) can name a patient, so they stand sealed. The runtime role can delete nothing of it.
 */
export class PrivacyCases1763800000045 implements MigrationInterface {
  name = 'PrivacyCases1763800000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table privacy_case (
        id                text        not null constraint privacy_case_pk primary key,
        number            int         generated always as identity,
        organization_id   text        not null references organization,
        origin            text        not null constraint privacy_case_origin check (origin in ('flag', 'complaint', 'manual')),
        desk              text        not null constraint privacy_case_desk check (desk in ('organization', 'program-office')),
        subject_id        text        references person,
        subject_organization_id text  references organization,
        state             text        not null constraint privacy_case_state check (state in ('new', 'in-review', 'asked', 'explained', 'confirmed', 'reported', 'closed')),
        owner_id          text        references person,
        due_on            date        not null,
        reminded_on       date,
        summary_sealed    text        not null,
        opened_by         text        not null,
        opened_at         timestamptz not null,
        outcome           text        constraint privacy_case_outcome check (outcome in ('explained', 'confirmed')),
        finding_sealed    text,
        decided_by        text,
        decided_at        timestamptz,
        was_confirmed     boolean     not null default false,
        confirmed_at      timestamptz,
        closed_by         text,
        closed_at         timestamptz,
        version           int         not null default 1,
        constraint privacy_case_decided check (state in ('new', 'in-review', 'asked') or (decided_by is not null and outcome is not null and finding_sealed is not null)),
        constraint privacy_case_confirmed check (state not in ('confirmed', 'reported') or (outcome = 'confirmed' and subject_id is not null)),
        constraint privacy_case_was_confirmed check (outcome is distinct from 'confirmed' or was_confirmed),
        constraint privacy_case_closed check ((state = 'closed') = (closed_by is not null) and (closed_by is null) = (closed_at is null)),
        -- What was ever confirmed is closed by a second person, whatever the application believes.
        constraint privacy_case_second_person check (state <> 'closed' or not was_confirmed or (closed_by <> decided_by and closed_by is distinct from owner_id)),
        constraint privacy_case_not_oneself check (subject_id is null or (owner_id is distinct from subject_id and closed_by is distinct from subject_id and (state in ('new', 'in-review', 'asked') or decided_by is distinct from subject_id)))
      );
      comment on column privacy_case.desk is 'Program office: the subject is the privacy contact of the organization.';
      comment on column privacy_case.subject_organization_id is 'For whom the subject acted: where they are attested.';
      comment on column privacy_case.outcome is 'Of the last decision; a reopened case keeps it until there is another.';
      comment on column privacy_case.was_confirmed is 'At any time: stays when the case is reopened.';
      create index privacy_case_open on privacy_case (organization_id, due_on, id) where state <> 'closed';
      create index privacy_case_list on privacy_case (organization_id, due_on, id);
      create index privacy_case_subject on privacy_case (subject_id) where state <> 'closed';
      create index privacy_case_confirmed_at on privacy_case (confirmed_at) where confirmed_at is not null;

      create table privacy_case_patient (
        case_id        text not null references privacy_case,
        patient_key    text not null,
        patient_sealed text not null,
        constraint privacy_case_patient_pk primary key (case_id, patient_key)
      );
      create index privacy_case_patient_key on privacy_case_patient (patient_key);

      create table privacy_case_flag (
        flag_id text not null constraint privacy_case_flag_pk primary key,
        case_id text not null references privacy_case
      );
      comment on table privacy_case_flag is 'A flag opens one case and no second.';
      create index privacy_case_flag_case on privacy_case_flag (case_id);

      create table privacy_case_access (
        case_id     text        not null references privacy_case,
        event_id    text        not null,
        added_by    text        not null,
        added_at    timestamptz not null,
        occurred_at timestamptz,
        action      text,
        patient_key text,
        proof       text,
        constraint privacy_case_access_pk primary key (case_id, event_id)
      );
      comment on column privacy_case_access.proof is 'The event with its inclusion proof under a signed head, as longview verify-proof reads it; null while the event is not sealed.';
      create index privacy_case_access_unproven on privacy_case_access (added_at) where proof is null;
      create function privacy_case_access_is_frozen() returns trigger language plpgsql as $$
      begin
        if old.proof is not null then raise exception 'The evidence of a case does not change.' using errcode = 'restrict_violation'; end if;
        return new;
      end $$;
      create trigger privacy_case_access_frozen before update on privacy_case_access for each row execute function privacy_case_access_is_frozen();

      create table privacy_case_note (
        id          text        not null constraint privacy_case_note_pk primary key,
        case_id     text        not null references privacy_case,
        by_id       text        not null,
        written_at  timestamptz not null,
        text_sealed text        not null
      );
      create index privacy_case_note_case on privacy_case_note (case_id, written_at);

      create table privacy_case_history (
        id            text        not null constraint privacy_case_history_pk primary key,
        case_id       text        not null references privacy_case,
        occurred_at   timestamptz not null,
        by_id         text        not null,
        change        text        not null,
        state         text        not null,
        version       int         not null,
        reason_sealed text
      );
      create index privacy_case_history_case on privacy_case_history (case_id, version);

      create table privacy_case_question (
        id            text        not null constraint privacy_case_question_pk primary key,
        case_id       text        not null references privacy_case,
        person_id     text        not null references person,
        event_ids     text[]      not null,
        text_sealed   text        not null,
        asked_by      text        not null,
        asked_at      timestamptz not null,
        due_on        date        not null,
        reminded_at   timestamptz,
        answer_sealed text,
        answered_at   timestamptz,
        constraint privacy_case_question_answer check ((answer_sealed is null) = (answered_at is null))
      );
      create index privacy_case_question_case on privacy_case_question (case_id, asked_at);
      create index privacy_case_question_person on privacy_case_question (person_id, asked_at);
      create index privacy_case_question_awaited on privacy_case_question (due_on) where answered_at is null;

      create table privacy_breach (
        case_id                  text        not null constraint privacy_breach_pk primary key references privacy_case,
        category                 text        not null constraint privacy_breach_category check (category in ('stolen', 'lost', 'used-without-authority', 'disclosed-without-authority', 'collected-without-authority')),
        discovered_on            date        not null,
        circumstances            text[]      not null,
        affected_count           int         not null constraint privacy_breach_affected check (affected_count > 0),
        words_sealed             text        not null,
        assessed_by              text        not null,
        assessed_at              timestamptz not null,
        patients_notified_on     date,
        commissioner_notified_on date
      );
      comment on column privacy_breach.circumstances is 'Those of O. Reg. 329/04 s. 6.3(1) that apply.';
      create index privacy_breach_year on privacy_breach (discovered_on);

      create table privacy_letter (
        id               text        not null constraint privacy_letter_pk primary key,
        case_id          text        not null references privacy_case,
        template_id      text        not null,
        template_version int         not null,
        language         text        not null constraint privacy_letter_language check (language in ('en', 'fr')),
        patient_key      text,
        letter_sealed    text        not null,
        issued_by        text        not null,
        issued_at        timestamptz not null
      );
      create index privacy_letter_case on privacy_letter (case_id, issued_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table privacy_letter, privacy_breach, privacy_case_question, privacy_case_history, privacy_case_note, privacy_case_access, privacy_case_flag, privacy_case_patient, privacy_case;
      drop function privacy_case_access_is_frozen();
    `);
  }
}
