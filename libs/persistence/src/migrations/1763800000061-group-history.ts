import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUBJECTS = ['organization', 'membership', 'person', 'role-holder', 'campaign', 'directive'];

/** Query/retrieve groups have a history like everything else that decides who may see what. */
export class GroupHistory1763800000061 implements MigrationInterface {
  name = 'GroupHistory1763800000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table governance_history drop constraint governance_history_subject, add constraint governance_history_subject check (subject_kind in (${listOf([...SUBJECTS, 'query-group'])}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table governance_history drop constraint governance_history_subject, add constraint governance_history_subject check (subject_kind in (${listOf(SUBJECTS)}))`);
  }
}

const listOf = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
