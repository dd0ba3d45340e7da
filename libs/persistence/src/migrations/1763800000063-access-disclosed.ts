import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What of an access each custodian may see whose people it was not. Accesses from before have none of it: there such a
 * custodian sees that it was looked at, by whom and when, and finds the rest in its report of disclosures.
 */
export class AccessDisclosed1763800000063 implements MigrationInterface {
  name = 'AccessDisclosed1763800000063';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table surveillance_access add disclosed jsonb not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table surveillance_access drop disclosed');
  }
}
