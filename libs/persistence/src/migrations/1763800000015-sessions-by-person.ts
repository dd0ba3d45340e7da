import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions are ended by the person they belong to and the organization they act for, whatever their number. */
export class SessionsByPerson1763800000015 implements MigrationInterface {
  name = 'SessionsByPerson1763800000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index session_person on session ((sess -> 'logIn' ->> 'userId'));
      create index session_organization on session ((sess -> 'logIn' ->> 'organizationId'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index session_person, session_organization');
  }
}
