import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, openPostgresDatabase, type PostgresDatabase } from '@longview/persistence';
import { createSettableClock } from '@longview/platform';
import { generateProvince, type GeneratedProvince } from './generate-province.js';
import { SECTORS } from './sectors.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const clock = createSettableClock(Date.UTC(2026, 10, 20, 15));

describe('a generated province', () => {
  let database: PostgresDatabase;
  let generated: GeneratedProvince;
  const count = async (query: string): Promise<number> => Number((await database.query<{ n: string }>(`select count(*) as n from ${query}`)).rows[0]!.n);

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    database = openPostgresDatabase(runtimeUrl);
    generated = await generateProvince(database, clock);
  }, 120_000);
  afterAll(() => database.close());

  it('has the sites, the users and the users entitled to the DI Common Service of table 9', async () => {
    expect(generated).toMatchObject({ sites: 2_294, users: 44_899, commonServiceUsers: 36_558 });
    expect(await count('organization_site')).toBe(2_294);
    expect(await count('membership')).toBe(44_899);
    expect(await count(`entitlement where source_id = 'di-common-service'`)).toBe(36_558);
  });

  it('has them sector by sector', async () => {
    const { rows } = await database.query<{ sector: string; sites: number; users: number; entitled: number }>(`
      select sector, count(distinct s.id)::int as sites, count(distinct m.id)::int as users, count(distinct m.id) filter (where e.membership_id is not null)::int as entitled
        from organization o left join organization_site s on s.organization_id = o.id left join membership m on m.organization_id = o.id
        left join entitlement e on e.membership_id = m.id and e.source_id = 'di-common-service'
       where o.sector <> 'hospital' group by sector order by sector`);
    expect(rows).toEqual(SECTORS.filter(({ sector }) => sector !== 'hospital').map(({ sector, sites, users, commonServiceUsers }) => ({ sector, sites, users, entitled: commonServiceUsers })).toSorted((a, b) => (a.sector < b.sector ? -1 : 1)));
  });

  it('has what a program office has to look after: no LRA, ended agreements, steps that wait, documents that expired', async () => {
    expect(await count(`organization o where status = 'active' and not exists (select from role_holder r where r.organization_id = o.id and role = 'local-registration-authority')`)).toBeGreaterThan(5);
    expect(await count(`organization o where status = 'active' and not exists (select from organization_agreement a where a.organization_id = o.id and kind = 'participation' and '2026-11-20' between effective_from and coalesce(effective_to, '9999-01-01'))`)).toBeGreaterThan(5);
    expect(await count(`onboarding_step where status = 'current'`)).toBe(14);
    expect(await count(`person where verified_until < '2026-11-20'`)).toBeGreaterThan(500);
    expect(await count(`membership where status = 'active' and last_used_at < '2026-08-22'`)).toBeGreaterThan(1_000);
    expect(await count(`membership where last_used_at > '2026-11-20 15:00Z' or created_at > coalesce(last_used_at, '2026-11-20')`)).toBe(0);
  });

  it('makes every sole practitioner their own LRA', async () => {
    expect(await count(`organization where is_sole_practitioner and status = 'active'`)).toBeGreaterThan(500);
    expect(await count(`organization o where is_sole_practitioner and status in ('active', 'suspended') and 1 <> (select count(distinct person_id) from role_holder r where r.organization_id = o.id)`)).toBe(0);
  });

  it('leaves a database alone that has organizations', async () => {
    await expect(generateProvince(database, clock, { users: 50 })).rejects.toMatchObject({ code: 'PROVINCE_NOT_EMPTY' });
    expect(await count('membership')).toBe(44_899);
  });
});
