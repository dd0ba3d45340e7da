import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why somebody is with a patient's record: kept with the opened patient and with the images opened from it; the rosters
 * and earlier reasons that explain it before anybody is asked. Patients stand here under the access log's keyed pseudonym.
 */
export class CareRelationships1763800000011 implements MigrationInterface {
  name = 'CareRelationships1763800000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table patient_context add column basis jsonb not null default '{"relationship":"missing"}';
      alter table study_grant add column basis jsonb not null default '{"relationship":"missing"}';

      create table roster_patient (
        organization_id text        not null,
        patient_key     text        not null,
        loaded_at       timestamptz not null,
        constraint roster_patient_pk primary key (organization_id, patient_key)
      );
      comment on column roster_patient.patient_key is 'Keyed hash of the health number, as in the access log.';

      create table stated_reason (
        id              text        not null constraint stated_reason_pk primary key,
        user_id         text        not null,
        organization_id text        not null,
        patient_key     text        not null,
        reason          text        not null,
        purpose_of_use  text        not null,
        stated_at       timestamptz not null
      );
      create index stated_reason_of_person on stated_reason (user_id, organization_id, patient_key, stated_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stated_reason; drop table roster_patient; alter table study_grant drop column basis; alter table patient_context drop column basis');
  }
}
