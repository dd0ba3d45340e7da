import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who shares a personnel number with somebody is asked at each attestation, also in the largest hospital. */
export class PersonnelNumbers1763800000031 implements MigrationInterface {
  name = 'PersonnelNumbers1763800000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index membership_employee_number on membership (organization_id, employee_number) where employee_number <> ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index membership_employee_number');
  }
}
