import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { everyMorning, openCampaign, type SheetKey } from '@longview/attestation';
import { createParticipantDirectory } from '@longview/participants';
import { applyMigrations, openPostgresDatabase } from '@longview/persistence';
import type { Database } from '@longview/platform';
import { generateProvince } from '@longview/synthetic-province';
import { startEmbeddedPostgres } from '../../../tools/embedded-postgres.mjs';
import { times } from './access-log/measure.js';
import { acting, openAttesting, type Attesting } from './governance-parts/attesting.js';
import { countedDatabase, tablesReadWhole } from './governance-parts/counted-database.js';
import { decisionCosts } from './governance-parts/decisions.js';

export const name = 'governance';

interface Goal { readonly name: string; readonly value: number; readonly goal: string; readonly met: boolean }

const OPENS_MS = Date.UTC(2027, 1, 1, 14);
const DAY_MS = 86_400_000;
const CAMPAIGN = { nameEn: 'Spring 2027', nameFr: 'Printemps 2027', periodFrom: '2026-07-01', periodTo: '2026-12-31', opensOn: '2027-02-01', dueOn: '2027-03-31' };
const stay = new AbortController().signal;

/**
 * What governing access costs, on one PostgreSQL with real fsync: a decision, resolving who asks, and a campaign over the
 * generated province, where one hospital has all 35,443 hospital users. `LONGVIEW_BENCH_USERS` makes the province smaller.
 */
export async function run(): Promise<{ goals: Goal[]; figures: unknown }> {
  const decisions = decisionCosts();
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-bench-governance-'));
  fs.chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder });
  try {
    await applyMigrations(server.ownerUrl, new URL(server.runtimeUrl).username);
    const owner = openPostgresDatabase(server.ownerUrl, { statementTimeoutMs: 300_000 });
    const province = await generateProvince(owner, { nowMs: () => OPENS_MS }, { oneHospital: true, ...(process.env['LONGVIEW_BENCH_USERS'] && { users: Number(process.env['LONGVIEW_BENCH_USERS']) }) });
    await owner.query('analyze');
    const attesting = openAttesting(server.runtimeUrl, OPENS_MS);
    try {
      const asking = await measureAsking(attesting.deps.database);
      const campaign = await measureCampaign(attesting, owner);
      const list = await measureList(attesting, owner, { campaignId: campaign.campaignId, organizationId: province.largestOrganization.id, tier: 'users' });
      const calendar = await measureCalendar(attesting, owner);
      const slowest = Math.max(...decisions.map(({ microseconds }) => microseconds));
      const atMost = (title: string, value: number, limit: number, unit: string): Goal => ({ name: title, value, goal: `≤ ${limit} ${unit}`, met: value <= limit });
      return {
        goals: [
          atMost('a decision without I/O, the slowest of its ways', slowest, 50, 'µs'),
          atMost('reads to resolve who asks', asking.reads, 2, ''),
          atMost('tables read whole for that', asking.tablesReadWhole.length, 0, ''),
          atMost('resolving who asks, p95', asking.p95Ms, 5, 'ms'),
          atMost(`opening a campaign for ${campaign.items} people, against writing the same rows at once`, campaign.openMs / campaign.floorMs, 15, '×'),
          atMost(`the list of ${list.people}: first page, p95`, list.firstPage.p95Ms, 50, 'ms'),
          atMost(`the list of ${list.people}: a page in the middle, p95`, list.middlePage.p95Ms, 50, 'ms'),
          atMost(`the list of ${list.people}: part of a name, p95`, list.search.p95Ms, 150, 'ms'),
          atMost(`the list of ${list.people}: heading, counts and pictures, p95`, list.sheet.p95Ms, 250, 'ms'),
          atMost('deciding about one of them, p95', list.decide.p95Ms, 50, 'ms'),
        ],
        figures: { decisions, asking, campaign, list, calendar },
      };
    } finally {
      await attesting.close();
      await owner.close();
    }
  } finally {
    await server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Who asks, from the tables, for people all over the province. */
async function measureAsking(database: Database) {
  const counted = countedDatabase(database);
  const directory = createParticipantDirectory({ database: counted.database, clock: { nowMs: () => OPENS_MS, monotonicMs: () => performance.now() }, ids: { newId: () => 'none', newToken: () => 'none' } });
  const { rows } = await database.query<{ person_id: string }>('select person_id from membership order by md5(id) limit 500');
  counted.reset();
  await directory.findById(rows[0]!.person_id);
  const [statement] = counted.statements();
  const reads = counted.statements().length;
  let next = 0;
  const waits = await times(rows.length, () => directory.findById(rows[next++]!.person_id));
  return { reads, tablesReadWhole: await tablesReadWhole(database, statement!), ...waits };
}

async function measureCampaign({ deps, attestation }: Attesting, owner: Database) {
  const planned = await attestation.plan(acting('program', 'program-office', 'program-office'), CAMPAIGN);
  if (!('id' in planned)) throw new Error('The campaign was refused.');
  const startMs = performance.now();
  await openCampaign(deps, planned.id, stay);
  const openMs = performance.now() - startMs;
  const { rows: [counts] } = await owner.query<{ items: number; sheets: number; flagged: number }>(`select count(*)::int as items, (select count(*)::int from campaign_sheet) as sheets, count(*) filter (where risk > 0)::int as flagged from attestation_item`);
  // The floor: the same rows, with the same indexes, in one statement that works nothing out.
  await owner.query('create table bare_item (like attestation_item including all)');
  const floorStartMs = performance.now();
  await owner.query('insert into bare_item select * from attestation_item');
  const floorMs = performance.now() - floorStartMs;
  await owner.query('drop table bare_item');
  await owner.query('analyze');
  return { campaignId: planned.id, openMs, floorMs, ...counts!, peoplePerSecond: Math.round(counts!.items / (openMs / 1_000)) };
}

async function measureList({ deps, attestation }: Attesting, owner: Database, key: SheetKey) {
  const { rows: [authority] } = await owner.query<{ person_id: string }>(`select h.person_id from role_holder h join membership m on m.person_id = h.person_id and m.organization_id = h.organization_id and m.status = 'active' where h.organization_id = $1 and h.role = 'local-registration-authority' and h.status = 'in-force' limit 1`, [key.organizationId]);
  if (!authority) throw new Error('The largest organization has no registration authority.');
  const lra = acting(authority.person_id, key.organizationId, 'local-registration-authority');
  const { rows: [sheet] } = await owner.query<{ people: number }>('select item_count as people from campaign_sheet where campaign_id = $1 and organization_id = $2 and tier = $3', [key.campaignId, key.organizationId, key.tier]);
  const page = (bucket: 'needs-decision' | 'unchanged', more: { readonly after?: string; readonly search?: string } = {}) => attestation.items(lra, key, { bucket, limit: 50, ...more });
  let middle: string | undefined;
  for (let seen = 0; seen < sheet!.people / 4; seen += 200) middle = (await attestation.items(lra, key, { bucket: 'unchanged', limit: 200, ...(middle !== undefined && { after: middle }) }))?.next ?? middle;
  const firstPage = await times(100, () => page('needs-decision'));
  const middlePage = await times(100, () => page('unchanged', middle === undefined ? {} : { after: middle }));
  const search = await times(50, () => page('unchanged', { search: 'mar' }));
  const sheetView = await times(20, () => attestation.sheet(lra, key));
  deps.clock.advance(120_000);
  const refreshStartMs = performance.now();
  await attestation.sheet(lra, key);
  const refreshMs = performance.now() - refreshStartMs;
  const undecided = (await attestation.items(lra, key, { bucket: 'unchanged', limit: 200 }))!.items.filter(({ mayDecide }) => mayDecide);
  let next = 0;
  const decide = await times(100, () => { const item = undecided[next++]!; return attestation.decide(lra, key, item.subjectId, item.version, { decision: 'keep', elapsedMs: 1_000 }); });
  const sampleStartMs = performance.now();
  const sample = await attestation.openSample(lra, key);
  const sampleMs = performance.now() - sampleStartMs;
  if (!sample || !('token' in sample)) throw new Error('There is no sample.');
  const groupStartMs = performance.now();
  const group = await attestation.attestGroup(lra, key, sample.token, sample.count);
  return { people: sheet!.people, firstPage, middlePage, search, sheet: sheetView, refreshMs, decide, sampleMs, group: { ...group, ms: performance.now() - groupStartMs } };
}

/** Writing to everybody who must decide, and the morning after the deadline, over the whole province. */
async function measureCalendar({ deps, letters }: Attesting, owner: Database) {
  await owner.query(`update person set email = id || '@mail.example' where email = ''`);
  deps.clock.setNow(OPENS_MS + 30 * DAY_MS);
  const remindStartMs = performance.now();
  await everyMorning(deps, stay);
  const remindMs = performance.now() - remindStartMs;
  const written = letters();
  deps.clock.setNow(OPENS_MS + 59 * DAY_MS);
  const closeStartMs = performance.now();
  await everyMorning(deps, stay);
  const closeMs = performance.now() - closeStartMs;
  const { rows: [counts] } = await owner.query<{ suspended: number; kept: number }>(`select count(*) filter (where outcome = 'suspended')::int as suspended, count(*) filter (where outcome = 'kept')::int as kept from attestation_item`);
  return { remindMs, letters: written, closeMs, ...counts! };
}
