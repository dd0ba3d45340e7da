import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Consent directives, overrides of them, and the notices that overrides make necessary. Patients stand here under the
 * access log's keyed pseudonyms, one for each identifier that was known, so that a directive is found by any of them.
 */
export class PatientConsent1763800000030 implements MigrationInterface {
  name = 'PatientConsent1763800000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consent_directive (
        id                      text        not null constraint consent_directive_pk primary key,
        patient_keys            text[]      not null,
        patient_sealed          text        not null,
        scope                   text        not null constraint consent_directive_scope check (scope in ('everything', 'custodian-record', 'custodian-agents', 'person')),
        custodian_id            text,
        person_id               text,
        except_organization_ids text[]      not null default '{}',
        except_person_ids       text[]      not null default '{}',
        starts_at               timestamptz not null,
        ends_at                 timestamptz,
        withdrawn_at            timestamptz,
        announced_at            timestamptz,
        requested_by            text        not null constraint consent_directive_requested_by check (requested_by in ('patient', 'substitute', 'custodian')),
        organization_id         text        not null,
        entered_by              text        not null,
        entered_by_name         text        not null,
        entered_at              timestamptz not null,
        confirmed_on            date,
        version                 int         not null default 1,
        constraint consent_directive_target check (
          case scope when 'everything' then custodian_id is null and person_id is null
            when 'person' then person_id is not null and custodian_id is null
            else custodian_id is not null and person_id is null end),
        constraint consent_directive_period check (ends_at is null or ends_at >= starts_at or withdrawn_at is not null)
      );
      comment on column consent_directive.announced_at is 'When every instance was told that it has begun.';
      create index consent_directive_patient on consent_directive using gin (patient_keys);
      create index consent_directive_starts on consent_directive (starts_at) where announced_at is null;
      create index consent_directive_organization on consent_directive (organization_id, entered_at, id);

      create table consent_override (
        id                text        not null constraint consent_override_pk primary key,
        patient_keys      text[]      not null,
        patient_sealed    text        not null,
        ground            text        not null constraint consent_override_ground check (ground in ('express-consent', 'harm-to-patient', 'harm-to-others')),
        substitute_sealed text,
        user_id           text        not null,
        user_name         text        not null,
        organization_id   text        not null,
        session_id        text        not null,
        started_at        timestamptz not null,
        expires_at        timestamptz not null,
        ended_at          timestamptz,
        constraint consent_override_period check (expires_at > started_at)
      );
      create index consent_override_patient on consent_override using gin (patient_keys);
      create index consent_override_expires on consent_override (expires_at) where ended_at is null;

      create table consent_notice (
        id              text        not null constraint consent_notice_pk primary key,
        override_id     text        not null references consent_override,
        kind            text        not null constraint consent_notice_kind check (kind in ('custodian', 'patient', 'commissioner')),
        organization_id text        not null,
        created_at      timestamptz not null,
        done_on         date,
        done_by         text,
        constraint consent_notice_once unique (override_id, kind)
      );
      create index consent_notice_organization on consent_notice (organization_id, created_at, id);

      alter table study_grant add column patient_keys text[] not null default '{}', add column is_custodian_assumed boolean not null default false;
      create index study_grant_patient_keys on study_grant using gin (patient_keys) where ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index study_grant_patient_keys; alter table study_grant drop column patient_keys, drop column is_custodian_assumed; drop table consent_notice, consent_override, consent_directive');
  }
}
