import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a session may look at: the patients it found or opened, and the studies whose pixels it may fetch. */
export class PatientContextsAndStudyGrants1763790000002 implements MigrationInterface {
  name = 'PatientContextsAndStudyGrants1763790000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table patient_context (
        id              text        not null constraint patient_context_pk primary key,
        kind            text        not null constraint patient_context_kind check (kind in ('candidate', 'opened')),
        session_id      text        not null,
        user_id         text        not null,
        organization_id text        not null,
        purpose_of_use  text        not null,
        sealed_payload  text        not null,
        created_at      timestamptz not null,
        expires_at      timestamptz not null,
        ended_at        timestamptz
      );
      create index patient_context_session on patient_context (session_id);
      create index patient_context_expires on patient_context (expires_at);

      create table study_grant (
        id                   text        not null constraint study_grant_pk primary key,
        session_id           text        not null,
        user_id              text        not null,
        organization_id      text        not null,
        patient_key          text        not null,
        audit_patient_key    text        not null,
        audit_patient_sealed text        not null,
        study_instance_uid   text        not null,
        source_id            text        not null,
        purpose_of_use       text        not null,
        created_at           timestamptz not null,
        expires_at           timestamptz not null,
        images_shown_at      timestamptz,
        ended_at             timestamptz,
        sealed_display       text        not null
      );
      create index study_grant_session on study_grant (session_id, study_instance_uid);
      create index study_grant_user on study_grant (user_id) where ended_at is null;
      create index study_grant_patient on study_grant (audit_patient_key) where ended_at is null;
      create index study_grant_expires on study_grant (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table study_grant; drop table patient_context');
  }
}
