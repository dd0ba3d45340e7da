import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an organization gives its records no more; the few that stopped are looked up with every request. */
export class Contribution1763800000014 implements MigrationInterface {
  name = 'Contribution1763800000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organization add column contribution_ended_at timestamptz;
      comment on column organization.contribution_ended_at is 'It contributed and does not any more: others are not asked to see its sources.';
      create index organization_contribution_ended on organization (id) where contribution_ended_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index organization_contribution_ended; alter table organization drop column contribution_ended_at');
  }
}
