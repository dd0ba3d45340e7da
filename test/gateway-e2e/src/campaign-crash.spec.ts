import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { DAILY_QUEUE } from '@longview/attestation';
import { openPostgresDatabase } from '@longview/persistence';
import { generateProvince } from '@longview/synthetic-province';
import { campaignParts, startChild, startTestDatabase, type RunningChild, type TestDatabase } from '@longview/test-support';

const OPENS_MS = Date.UTC(2027, 1, 1, 14);
const DAY_MS = 86_400_000;
const CAMPAIGN = { nameEn: 'Spring 2027', nameFr: 'Printemps 2027', periodFrom: '2026-07-01', periodTo: '2026-12-31', opensOn: '2027-02-01', dueOn: '2027-03-31' };
const PATIENCE_MS = 240_000;

/** Letters that were accepted; `hold` is asked of each before it is: one that is held is neither accepted nor refused. */
class LetterBox {
  readonly accepted: { readonly to: string; readonly id: string }[] = [];
  hold: (soFar: number) => boolean = () => false;
  readonly #server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => { text += chunk.toString('latin1'); });
      stream.on('end', () => {
        if (this.hold(this.accepted.length)) return;
        this.accepted.push({ to: envelope.rcptTo[0]!.address, id: /^Message-ID: (.*)$/im.exec(text)![1]! });
        done();
      });
    },
  });

  async open(): Promise<number> {
    this.#server.on('error', () => undefined);
    const listening = this.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  close = (): Promise<void> => new Promise((resolve) => this.#server.close(() => resolve()));
}

describe('a campaign over the whole province, whose workers die', () => {
  const letters = new LetterBox();
  const workers = new Set<RunningChild>();
  let database: TestDatabase;
  let owner: pg.Client;
  let smtpPort: number;
  let campaignId: string;
  let people: number;

  beforeAll(async () => {
    database = await startTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    smtpPort = await letters.open();
    const filling = openPostgresDatabase(database.ownerUrl, { statementTimeoutMs: 120_000 });
    people = (await generateProvince(filling, { nowMs: () => OPENS_MS }, { users: 4_000 })).users;
    await filling.query('analyze');
    await filling.close();
    // The program office of the synthetic province opens the campaign.
    const { deps, attestation, close } = await campaignParts({ runtimeUrl: database.runtimeUrl, nowMs: OPENS_MS });
    await deps.jobs.define('attestation-open');
    await deps.jobs.define(DAILY_QUEUE);
    const planned = await attestation.plan({
      actor: {
        userId: 'program', displayName: 'Program office', roles: ['program-office'], organizationId: 'program-office', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
        assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 'session',
      }, facts: { requestId: 'request' },
    }, CAMPAIGN);
    if (!('id' in planned)) throw new Error('The campaign was refused.');
    campaignId = planned.id;
    await close();
  }, PATIENCE_MS);
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await letters.close();
    await owner.end();
    await database.stop();
  });

  const startWorker = async (nowMs: number): Promise<RunningChild> => {
    const worker = startChild('test/gateway-e2e/dist/campaign-worker.fixture.js', [], { WORKER_DATABASE_URL: database.runtimeUrl, WORKER_NOW_MS: String(nowMs), SMTP_PORT: String(smtpPort) });
    workers.add(worker);
    await worker.untilLine((line) => line === 'working');
    return worker;
  };
  const stopAll = async (): Promise<void> => {
    for (const worker of workers) await worker.stop();
    workers.clear();
  };
  const askForTheMorning = async (nowMs: number): Promise<void> => {
    const { deps, close } = await campaignParts({ runtimeUrl: database.runtimeUrl, nowMs });
    await deps.jobs.send(DAILY_QUEUE, {}, { key: `test-${nowMs}` });
    await close();
  };
  const one = async <T extends object>(sql: string, values: readonly unknown[] = []): Promise<T> => (await owner.query<T>(sql, [...values])).rows[0]!;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (const deadlineMs = Date.now() + PATIENCE_MS - 20_000; !(await condition()); await delay(20)) if (Date.now() > deadlineMs) throw new Error('It did not come to its end.');
  };
  /** Lets a worker get as far as `condition`, stops it inside a transaction that writes to `table`, and kills it there. */
  const killInTheMiddle = async (table: string, condition: () => Promise<boolean>): Promise<void> => {
    await until(condition);
    const blocker = new pg.Client({ connectionString: database.ownerUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query(`lock table ${table} in exclusive mode`);
    let victim = '';
    await until(async () => {
      const found = await one<{ name: string | null }>(`select max(application_name) as name from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'campaign-%' and datname = current_database()`);
      victim = found.name ?? '';
      return victim !== '';
    });
    const pid = Number(victim.slice('campaign-'.length));
    expect([...workers].map((worker) => worker.pid)).toContain(pid);
    process.kill(pid, 'SIGKILL');
    await blocker.query('rollback');
    await blocker.end();
  };

  it('has everybody on a sheet once, though the worker that opened it was killed in the middle', async () => {
    await Promise.all([startWorker(OPENS_MS), startWorker(OPENS_MS)]);
    await killInTheMiddle('attestation_item', async () => (await one<{ begun: boolean }>(`select opened_through <> '' as begun from campaign`)).begun);
    expect((await one<{ status: string }>('select status from campaign')).status).toBe('opening');
    await until(async () => (await one<{ status: string }>('select status from campaign')).status === 'open');
    await stopAll();
    const { expected } = await one<{ expected: number }>(`select count(*)::int as expected from membership m join organization o on o.id = m.organization_id and o.status = 'active' where m.status in ('active', 'on-leave')`);
    expect(expected).toBeGreaterThan(people * 0.8);
    expect(await one(`select count(*)::int as items, count(distinct subject_id)::int as subjects from attestation_item where tier = 'users'`)).toEqual({ items: expected, subjects: expected });
    expect(await one(`select count(*)::int as wrong from campaign_sheet s where item_count <> (select count(*) from attestation_item i where i.campaign_id = s.campaign_id and i.organization_id = s.organization_id and i.tier = s.tier)`)).toEqual({ wrong: 0 });
  }, PATIENCE_MS);

  it('writes to everybody who must decide once, though a worker was killed while it wrote and another while the server held its letter', async () => {
    const reminded = OPENS_MS + 30 * DAY_MS;
    await owner.query(`update person set email = id || '@mail.example' where email = ''`);
    const { expected } = await one<{ expected: number }>(
      `select count(*)::int as expected from (select distinct s.organization_id, s.tier, h.person_id from campaign_sheet s join role_holder h on h.organization_id = s.organization_id and h.status = 'in-force' and h.role = case s.tier when 'users' then 'local-registration-authority' else 'legal-signing-authority' end
         join person p on p.id = h.person_id and p.is_active where s.status = 'open') as letter`);
    let isHeld = false;
    letters.hold = (soFar) => {
      if (soFar < 20 || isHeld) return false;
      isHeld = true;
      return true;
    };
    await askForTheMorning(reminded);
    const first = await startWorker(reminded);
    await until(async () => isHeld);
    process.kill(first.pid, 'SIGKILL');
    workers.delete(first);
    await Promise.all([startWorker(reminded), startWorker(reminded)]);
    await until(async () => (await one<{ left: number }>('select count(*)::int as left from campaign_sheet where reminded_days is null')).left === 0 && letters.accepted.length >= expected
      && (await one<{ waiting: number }>(`select count(*)::int as waiting from job.job where name = 'mail' and state in ('created', 'retry', 'active')`)).waiting === 0);
    await stopAll();
    expect(letters.accepted).toHaveLength(expected);
    expect(new Set(letters.accepted.map(({ id }) => id)).size).toBe(expected);
  }, PATIENCE_MS);

  it('suspends everybody whom nobody attested once, though the worker that closed it was killed in the middle', async () => {
    const afterwards = OPENS_MS + 59 * DAY_MS;
    letters.hold = () => false;
    const { before } = await one<{ before: number }>(`select count(*)::int as before from attestation_item where tier = 'users'`);
    await Promise.all([startWorker(afterwards), startWorker(afterwards)]);
    await askForTheMorning(afterwards);
    await killInTheMiddle('governance_history', async () => (await one<{ closed: number }>(`select count(*)::int as closed from campaign_sheet where status = 'closed'`)).closed > 0);
    await until(async () => (await one<{ status: string }>('select status from campaign')).status === 'closed');
    await stopAll();
    expect(await one(`select count(*)::int as open from campaign_sheet where status = 'open'`)).toEqual({ open: 0 });
    expect(await one(`select count(*)::int as lines, count(distinct subject_id)::int as people from governance_history where change = 'attestation-suspended' and subject_kind = 'membership' and detail->>'campaignId' = $1`, [campaignId])).toEqual({ lines: before, people: before });
    expect(await one(`select count(*)::int as left from membership m join attestation_item i on i.subject_id = m.id where m.status <> 'suspended'`)).toEqual({ left: 0 });
  }, PATIENCE_MS);
});
