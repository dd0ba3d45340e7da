import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands out in the part of an access that one custodian is told of: a list by what stands out must not tell it of what
 * was done with others' records. The index is made anew from the log.
 */
export class AccessCustodianMarks1763800000062 implements MigrationInterface {
  name = 'AccessCustodianMarks1763800000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      truncate access, access_custodian;
      update access_index set as_of = '-infinity';
      delete from log_position where follower = 'access-index';
      alter table access_custodian add marks smallint not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table access_custodian drop marks');
  }
}
