import { beforeAll, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '@longview/persistence';
const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
let c: pg.Client;
beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(process.env['TEST_DATABASE_RUNTIME_URL']!).username);
  c = new pg.Client(ownerUrl); await c.connect();
  await c.query(`insert into audit_term (value) values ('a'),('b')`);
  await c.query(`insert into access select n*10, now() - n * interval '1 second', now() - n * interval '1 second', now() - n * interval '1 second', 1, 1, 2, 0, 2, 'k'||n from generate_series(1,105000) n`);
  await c.query(`insert into access_custodian select n*10, now() - n * interval '1 second', 1, 2, 1, false from generate_series(1,105000) n`);
  await c.query(`analyze`);
});
it('explains', async () => {
  const COL = `a.access_id::text as number, a.started_at`;
  for (const q of [
    `select ${COL} from (select started_at, access_id from access_custodian where custodian_code = 1 and not is_use and started_at >= now() - interval '10 days' and started_at < now() group by started_at, access_id) l join access a on a.access_id = l.access_id where true and (l.started_at, l.access_id) < (now() - interval '50000 seconds', 500000) order by l.started_at desc, l.access_id desc limit 201`,
    `select count(*) from (select from (select started_at, access_id from access_custodian where custodian_code = 1 and not is_use and started_at >= now() - interval '10 days' and started_at < now() group by started_at, access_id) l where true limit 10001) x`,
    `select ${COL} from (select started_at, access_id from access_custodian where custodian_code = 1 and not is_use and started_at >= now() - interval '10 days' and started_at < now() and (started_at, access_id) < (now() - interval '50000 seconds', 500000) group by started_at, access_id order by started_at desc, access_id desc limit 201) l join access a on a.access_id = l.access_id where true  order by l.started_at desc, l.access_id desc`,
  ]) {
    const { rows } = await c.query('explain (analyze, buffers off) ' + q);
    process.stdout.write(rows.map((r) => r['QUERY PLAN']).join('\n') + '\n\n');
  }
  await c.end();
});
