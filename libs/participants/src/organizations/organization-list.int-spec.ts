import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, openPostgresDatabase, type PostgresDatabase } from '@longview/persistence';
import { createSettableClock } from '@longview/platform';
import { generateProvince, SECTORS as GENERATED } from '@longview/synthetic-province';
import { countAlerts, listStatement, ORGANIZATION_SORTS, readOrganizationList, watchedParameters, type OrganizationListQuery } from './organization-list.js';
import { findCandidates } from './organization-page.js';
import { DEFAULT_ORGANIZATION_SETTINGS, ORGANIZATION_ALERTS } from './organization-words.js';
import { readIdleAccounts, readSectorTable, SECTOR_STATEMENT } from './sector-table.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const clock = createSettableClock(Date.UTC(2026, 10, 20, 15));
const PAGE: OrganizationListQuery = { sort: 'alerts', language: 'en', offset: 0, limit: 50 };

interface PlanNode { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly PlanNode[] }

describe('the whole province', () => {
  let database: PostgresDatabase;
  const parameters = watchedParameters(clock.nowMs(), DEFAULT_ORGANIZATION_SETTINGS, []);
  const list = (change: Partial<OrganizationListQuery> = {}) => readOrganizationList(database, { ...PAGE, ...change }, parameters);

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    const owner = openPostgresDatabase(ownerUrl, { statementTimeoutMs: 120_000 });
    await generateProvince(owner, clock);
    await owner.query('analyze');
    await owner.close();
    database = openPostgresDatabase(runtimeUrl);
  }, 180_000);
  afterAll(() => database.close());

  /** Every table that the plan reads from its first row to its last, as often as it does. */
  async function readWhole(text: string, values: readonly unknown[]): Promise<readonly string[]> {
    const { rows } = await database.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(`explain (format json) ${text}`, values);
    const found: string[] = [];
    const look = (node: PlanNode): void => {
      if (node['Node Type'] === 'Seq Scan') found.push(node['Relation Name']!);
      node.Plans?.forEach(look);
    };
    look(rows[0]!['QUERY PLAN'][0]!.Plan);
    return found;
  }

  it('lists the organizations that need something first, the most urgent of them before the others', async () => {
    const { total, lines } = await list({ limit: 200 });
    expect(total).toBeGreaterThan(1_600);
    expect(lines).toHaveLength(200);
    const ranks = lines.map(({ alerts }) => (alerts.length === 0 ? ORGANIZATION_ALERTS.length : ORGANIZATION_ALERTS.indexOf(alerts[0]!)));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(lines[0]!.alerts).toContain('no-lra');
  });

  it('counts as many of each alert as the list finds', async () => {
    const counts = await countAlerts(database, parameters);
    for (const alert of ORGANIZATION_ALERTS) expect((await list({ alert, limit: 1 })).total).toBe(counts[alert]);
    expect(Math.min(counts['no-lra'], counts['agreement-ended'], counts['agreement-ending'], counts['onboarding-stuck'], counts['assessment-due'])).toBeGreaterThan(0);
  });

  it.each(ORGANIZATION_SORTS)('shows every organization once when it is paged through by %s', async (sort) => {
    const seen: string[] = [];
    for (let offset = 0; ; offset += 200) {
      const { lines } = await list({ sort, offset, limit: 200 });
      if (lines.length === 0) break;
      seen.push(...lines.map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await list()).total);
  });

  it('finds organizations by part of either name, takes wildcards as what they are, and says how many there are beyond the page', async () => {
    expect((await list({ search: 'Hôpital GÉNÉRAL'.toLowerCase(), limit: 5 })).lines.every(({ sector }) => sector === 'hospital')).toBe(true);
    expect((await list({ search: '%' })).total).toBe(0);
    const { total, lines } = await list({ sector: 'hospital', limit: 5 });
    expect([total, lines.length]).toEqual([34, 5]);
    expect(await list({ sector: 'hospital', offset: 500 })).toEqual({ total: 34, lines: [] });
  });

  it('counts users, active users and entitled users by sector as they are', async () => {
    const table = await readSectorTable(database, 'di-common-service', clock.nowMs(), DEFAULT_ORGANIZATION_SETTINGS);
    expect(table.map(({ sector, sites, registeredUsers, entitledUsers }) => ({ sector, sites, registeredUsers, entitledUsers })))
      .toEqual(GENERATED.map(({ sector, sites, users, commonServiceUsers }) => ({ sector, sites, registeredUsers: users, entitledUsers: commonServiceUsers })));
    for (const line of table) expect(line.activeUsers).toBeLessThan(line.registeredUsers);
    const idle = await readIdleAccounts(database, clock.nowMs());
    expect(idle.reduce((sum, { users }) => sum + users, 0)).toBeGreaterThan(40_000);
    expect(table.reduce((sum, { activeUsers }) => sum + activeUsers, 0)).toBe(idle.slice(0, 3).reduce((sum, { users }) => sum + users, 0));
  });

  it.each(ORGANIZATION_SORTS)('is listed by %s without reading people, memberships or sites from end to end', async (sort) => {
    const { text, values } = listStatement({ ...PAGE, sort, search: 'clinic', sector: 'primary-care' }, parameters);
    const whole = await readWhole(text, values);
    expect(whole.filter((table) => ['membership', 'person', 'entitlement', 'organization_site'].includes(table))).toEqual([]);
  });

  it('is counted by sector with each large table read once at most', async () => {
    const whole = await readWhole(SECTOR_STATEMENT, ['di-common-service', new Date(clock.nowMs()), 90]);
    for (const table of ['membership', 'entitlement', 'organization_site']) expect(whole.filter((one) => one === table).length).toBeLessThanOrEqual(1);
  });

  it('finds who could hold an office in the largest organization by part of the name', async () => {
    const [largest] = (await database.query<{ id: string }>('select organization_id as id from membership group by 1 order by count(*) desc limit 1')).rows;
    const found = await findCandidates(database, largest!.id, 'tremblay', '2026-11-20');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ displayName }) => displayName.includes('Tremblay'))).toBe(true);
  });
});
