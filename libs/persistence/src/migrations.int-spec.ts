import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { applyMigrations } from './apply-migrations.js';
import { createDataSource } from './data-source.js';
import { migrations } from './migrations/index.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const runtimeRole = new URL(runtimeUrl).username;

describe('the migrations', () => {
  let runtime: pg.Client;
  let owner: DataSource;
  let firstRun: readonly (readonly string[])[];

  beforeAll(async () => {
    // Three instances that start together.
    firstRun = await Promise.all([1, 2, 3].map(() => applyMigrations(ownerUrl, runtimeRole)));
    owner = await createDataSource(ownerUrl).initialize();
    runtime = new pg.Client({ connectionString: runtimeUrl });
    await runtime.connect();
  });

  afterAll(async () => {
    await runtime.end();
    await owner.destroy();
  });

  it('are applied once, in order, however many instances start together', () => {
    const applied = firstRun.flat();
    expect(applied).toEqual(migrations.map(({ name }) => name));
    expect(firstRun.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('leave nothing for the mapped tables to differ in', async () => {
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('say of each table what the runtime role may do with it', async () => {
    const { rows: tables } = await runtime.query<{ table: string }>(`select table_name as table from information_schema.tables where table_schema = 'public' and table_name not like 'audit\\_event\\_%'`);
    const { rows: privileges } = await runtime.query<{ table: string; privileges: string }>(
      `select table_name as table, string_agg(privilege_type, ' ' order by privilege_type) as privileges from information_schema.role_table_grants where grantee = current_user and table_schema = 'public' group by 1 order by 1`);
    expect(privileges).toEqual([
      { table: 'access', privileges: 'INSERT SELECT UPDATE' },
      { table: 'access_custodian', privileges: 'INSERT SELECT UPDATE' },
      { table: 'access_file_ticket', privileges: 'DELETE INSERT SELECT' },
      { table: 'access_index', privileges: 'SELECT UPDATE' },
      { table: 'access_sample', privileges: 'INSERT SELECT UPDATE' },
      { table: 'attestation_item', privileges: 'INSERT SELECT UPDATE' },
      { table: 'attestation_review', privileges: 'INSERT SELECT UPDATE' },
      { table: 'attested_standing', privileges: 'INSERT SELECT UPDATE' },
      { table: 'audit_event', privileges: 'INSERT SELECT' },
      { table: 'audit_leaf', privileges: 'SELECT' },
      { table: 'audit_removed', privileges: 'SELECT' },
      { table: 'audit_seal', privileges: 'SELECT UPDATE' },
      { table: 'audit_subtree', privileges: 'INSERT SELECT' },
      { table: 'audit_term', privileges: 'INSERT SELECT' },
      { table: 'audit_tree_head', privileges: 'INSERT SELECT' },
      { table: 'campaign', privileges: 'INSERT SELECT UPDATE' },
      { table: 'campaign_sheet', privileges: 'INSERT SELECT UPDATE' },
      { table: 'consent_directive', privileges: 'INSERT SELECT UPDATE' },
      { table: 'consent_notice', privileges: 'INSERT SELECT UPDATE' },
      { table: 'consent_override', privileges: 'INSERT SELECT UPDATE' },
      { table: 'entitlement', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'flag', privileges: 'INSERT SELECT UPDATE' },
      { table: 'flag_access', privileges: 'INSERT SELECT' },
      { table: 'flag_note', privileges: 'INSERT SELECT' },
      { table: 'flag_reason', privileges: 'INSERT SELECT UPDATE' },
      { table: 'flag_view', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'governance_history', privileges: 'INSERT SELECT' },
      { table: 'hr_comparison', privileges: 'INSERT SELECT UPDATE' },
      { table: 'hr_listed', privileges: 'DELETE INSERT SELECT' },
      { table: 'image_import', privileges: 'INSERT SELECT UPDATE' },
      { table: 'image_import_instance', privileges: 'INSERT SELECT UPDATE' },
      { table: 'image_request', privileges: 'INSERT SELECT UPDATE' },
      { table: 'image_request_entry', privileges: 'INSERT SELECT' },
      { table: 'log_position', privileges: 'INSERT SELECT UPDATE' },
      { table: 'membership', privileges: 'INSERT SELECT UPDATE' },
      { table: 'onboarding_step', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'organization', privileges: 'INSERT SELECT UPDATE' },
      { table: 'organization_agreement', privileges: 'INSERT SELECT UPDATE' },
      { table: 'organization_site', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'organization_source', privileges: 'DELETE INSERT SELECT' },
      { table: 'patient_context', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'patient_likeness', privileges: 'INSERT SELECT UPDATE' },
      { table: 'person', privileges: 'INSERT SELECT UPDATE' },
      { table: 'person_identity', privileges: 'DELETE INSERT SELECT' },
      { table: 'person_likeness', privileges: 'INSERT SELECT UPDATE' },
      { table: 'privacy_breach', privileges: 'INSERT SELECT UPDATE' },
      { table: 'privacy_case', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_access', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_flag', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_history', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_note', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_patient', privileges: 'INSERT SELECT' },
      { table: 'privacy_case_question', privileges: 'INSERT SELECT' },
      { table: 'privacy_letter', privileges: 'INSERT SELECT' },
      { table: 'query_group', privileges: 'INSERT SELECT UPDATE' },
      { table: 'query_group_member', privileges: 'INSERT SELECT UPDATE' },
      { table: 'role_holder', privileges: 'INSERT SELECT UPDATE' },
      { table: 'role_holder_confirmation', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'roster_patient', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'sampling', privileges: 'INSERT SELECT UPDATE' },
      { table: 'schema_migration', privileges: 'SELECT' },
      { table: 'scim_setting', privileges: 'INSERT SELECT UPDATE' },
      { table: 'scim_token', privileges: 'INSERT SELECT UPDATE' },
      { table: 'scim_user', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'session', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'source_assessment', privileges: 'INSERT SELECT UPDATE' },
      { table: 'source_use', privileges: 'INSERT SELECT UPDATE' },
      { table: 'source_use_progress', privileges: 'INSERT SELECT UPDATE' },
      { table: 'stated_reason', privileges: 'DELETE INSERT SELECT' },
      { table: 'study_grant', privileges: 'DELETE INSERT SELECT UPDATE' },
      { table: 'surveillance_access', privileges: 'INSERT SELECT UPDATE' },
      { table: 'surveillance_day', privileges: 'INSERT SELECT UPDATE' },
      { table: 'surveillance_hour', privileges: 'INSERT SELECT UPDATE' },
      { table: 'surveillance_peers', privileges: 'INSERT SELECT UPDATE' },
      { table: 'surveillance_rule', privileges: 'INSERT SELECT' },
      { table: 'surveillance_run', privileges: 'INSERT SELECT UPDATE' },
      { table: 'surveillance_suppressed', privileges: 'INSERT SELECT UPDATE' },
      { table: 'used_client_assertion', privileges: 'DELETE INSERT SELECT' },
      { table: 'user_agreement', privileges: 'INSERT SELECT' },
      { table: 'user_agreement_acceptance', privileges: 'INSERT SELECT' },
      { table: 'watched_patient', privileges: 'INSERT SELECT UPDATE' },
    ]);
    expect(tables.map(({ table }) => table).sort()).toEqual(privileges.map(({ table }) => table));
  });

  it.each([
    ['changes an event', 'update audit_event set lane = 1'],
    ['removes an event', 'delete from audit_event'],
    ['empties the log', 'truncate audit_event'],
    ['changes a signed head', 'update audit_tree_head set tree_size = 1'],
    ['gives a word another meaning', `update audit_term set value = 'x'`],
    ['creates a table', 'create table mine (id int)'],
    ['drops a table', 'drop table audit_event'],
  ])('refuse the runtime role when it %s', async (_, sql) => {
    await expect(runtime.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('let the runtime role make partitions of the log, and only that', async () => {
    await runtime.query(`select ensure_audit_partitions('2031-05-17', 2)`);
    const { rows } = await runtime.query<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass and inhrelid::regclass::text like '%2031%' order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(['audit_event_2031_05', 'audit_event_2031_06']);
    await expect(runtime.query(`select ensure_audit_partitions('2031-05-17', 100000)`)).rejects.toThrow('between 1 and 60 months');
  });

  it('can be taken back, but for what holds or proves the access log, which refuses to be thrown away', async () => {
    const refuses = 'not thrown away';
    await expect((async () => { for (;;) await owner.undoLastMigration(); })()).rejects.toThrow(refuses);
    const { rows: [left] } = await runtime.query<{ count: number }>('select count(*)::int as count from schema_migration');
    const runner = owner.createQueryRunner();
    try {
      const takenBack: (typeof migrations)[number][] = [];
      for (const Migration of migrations.slice(0, left!.count).reverse()) {
        const outcome = await new Migration().down(runner).then(() => 'done', (error: Error) => error.message);
        if (outcome === 'done') takenBack.unshift(Migration);
        else expect(outcome).toContain(refuses);
      }
      expect(takenBack.length).toBeGreaterThan(left!.count - 4);
      for (const Migration of takenBack) await new Migration().up(runner);
    } finally {
      await runner.release();
    }
    // What came after the first that refused was taken back before it.
    await owner.runMigrations();
    expect((await owner.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });
});
