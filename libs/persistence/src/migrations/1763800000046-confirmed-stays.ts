import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a case was confirmed is never taken back: on it stands that a second person closes it. */
export class ConfirmedStays1763800000046 implements MigrationInterface {
  name = 'ConfirmedStays1763800000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function privacy_case_confirmed_stays() returns trigger language plpgsql as $$
      begin
        if old.was_confirmed and not new.was_confirmed then raise exception 'What was confirmed stays so.' using errcode = 'restrict_violation'; end if;
        return new;
      end $$;
      create trigger privacy_case_confirmed_stays before update on privacy_case for each row execute function privacy_case_confirmed_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger privacy_case_confirmed_stays on privacy_case; drop function privacy_case_confirmed_stays()');
  }
}
