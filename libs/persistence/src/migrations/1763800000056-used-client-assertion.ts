import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assertions by which systems logged in, until they end: each is good once, at whichever instance. */
export class UsedClientAssertion1763800000056 implements MigrationInterface {
  name = 'UsedClientAssertion1763800000056';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table used_client_assertion (
        client_id  text        not null,
        jti        text        not null,
        expires_at timestamptz not null,
        constraint used_client_assertion_pk primary key (client_id, jti)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table used_client_assertion');
  }
}
