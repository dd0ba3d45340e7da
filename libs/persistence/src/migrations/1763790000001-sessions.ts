import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table that connect-pg-simple reads and writes. */
export class Sessions1763790000001 implements MigrationInterface {
  name = 'Sessions1763790000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table session (
        sid    varchar      not null constraint session_pk primary key,
        sess   json         not null,
        expire timestamp(6) not null
      );
      create index session_expire on session (expire);
      create index session_log_in on session ((sess -> 'logIn' ->> 'sessionId'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table session');
  }
}
