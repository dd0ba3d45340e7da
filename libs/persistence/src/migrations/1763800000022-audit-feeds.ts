import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each audit record repository has been sent the sealed log: the log itself is the queue. */
export class AuditFeeds1763800000022 implements MigrationInterface {
  name = 'AuditFeeds1763800000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_feed (
        feed     text   not null constraint audit_feed_pk primary key,
        tx       xid8   not null,
        lane     int    not null,
        sequence bigint not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_feed');
  }
}
