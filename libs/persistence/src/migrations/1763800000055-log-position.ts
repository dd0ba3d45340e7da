import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far everything that follows the access log has come: the feeds did, and they go on where they were. */
export class LogPosition1763800000055 implements MigrationInterface {
  name = 'LogPosition1763800000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_feed rename to log_position;
      alter table log_position rename column feed to follower;
      alter table log_position rename constraint audit_feed_pk to log_position_pk;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table log_position rename constraint log_position_pk to audit_feed_pk;
      alter table log_position rename column follower to feed;
      alter table log_position rename to audit_feed;
    `);
  }
}
