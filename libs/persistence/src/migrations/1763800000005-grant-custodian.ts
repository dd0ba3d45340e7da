import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose images a grant opens: behind a repository, not the repository's. */
export class GrantCustodian1763800000005 implements MigrationInterface {
  name = 'GrantCustodian1763800000005';

  async up(runner: QueryRunner): Promise<void> {
    // Grants live for hours: who looks at images while the schema changes opens the study again.
    await runner.query(`delete from study_grant; alter table study_grant add column custodian_id text not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table study_grant drop column custodian_id');
  }
}
