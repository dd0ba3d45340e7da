import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import type { Mail, MailRequest } from '@longview/platform';
import { createParticipantDirectory } from '../directory/participant-directory.js';
import { handleIdleAccounts } from './idle-accounts.js';
import { createFixture, DAY_MS, LRA, seedOrganizations, START_MS, type Fixture } from './users.spec-support.js';

const { database, owner, close } = await openTestDatabase();
let fixture: Fixture;
let letters: (Mail & MailRequest)[];

beforeEach(async () => {
  await seedOrganizations(owner);
  await owner.query(`insert into role_holder (id, organization_id, person_id, role, status, proposed_by, proposed_at) values ('r1', 'clinic', 'lra', 'local-registration-authority', 'in-force', 'x', $1)`, [new Date(START_MS)]);
  await owner.query(`update membership set last_used_at = $1 where person_id in ('doctor', 'lra')`, [new Date(START_MS - 59 * DAY_MS)]);
  fixture = createFixture(database);
  letters = [];
});
afterAll(close);

const run = (signal = new AbortController().signal) => handleIdleAccounts({
  ...fixture.registry.deps, standing: fixture.standing, publicUrl: 'https://longview.example', mailer: { send: (mail, request) => { letters.push({ ...mail, ...request }); return Promise.resolve(); } },
}, { id: 'job-1', signal });
const doctor = async () => {
  const user = await fixture.registry.find(LRA, 'm-doctor');
  if ('kind' in user) throw new Error('not found');
  return user;
};

describe('an account that nobody uses', () => {
  it('is warned once, suspended when nobody came, and comes back by signing in and one click', async () => {
    expect(await run()).toEqual({ warned: 0, suspended: 0 });
    fixture.clock.advance(DAY_MS);
    expect(await run()).toEqual({ warned: 1, suspended: 0 });
    expect(await run()).toEqual({ warned: 0, suspended: 0 });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ to: 'doctor@example.org', text: expect.stringContaining('within 30 days') });
    fixture.clock.advance(30 * DAY_MS);
    expect(await run()).toMatchObject({ suspended: 1 });
    expect(await run()).toMatchObject({ suspended: 0 });
    expect(fixture.standing.stopped).toContain('doctor at clinic: idle');
    expect(await doctor()).toMatchObject({ status: 'suspended', statusReason: 'idle', signals: [] });
    const directory = createParticipantDirectory(fixture.registry.deps);
    expect(await directory.requestReturn('doctor')).toEqual(['clinic']);
    const asleep = await doctor();
    expect(asleep).toMatchObject({ signals: ['return-requested'] });
    expect(await fixture.registry.list(LRA, { signal: 'return-requested' })).toMatchObject({ total: 1 });
    expect(await fixture.registry.changeStanding(LRA, { users: [asleep], action: 'reinstate', reason: 'returned' })).toMatchObject({ kind: 'changed' });
    expect(await run()).toEqual({ warned: 0, suspended: 0 });
    expect((await doctor()).status).toBe('active');
  });

  it('is not suspended without a warning that gave time, however long ago it was used', async () => {
    await owner.query(`update membership set last_used_at = $1 where person_id = 'doctor'`, [new Date(START_MS - 300 * DAY_MS)]);
    expect(await run()).toEqual({ warned: 1, suspended: 0 });
    fixture.clock.advance(29 * DAY_MS);
    expect(await run()).toMatchObject({ suspended: 0 });
  });

  it('is nobody\'s who came after the warning', async () => {
    fixture.clock.advance(DAY_MS);
    await run();
    await createParticipantDirectory(fixture.registry.deps).noteUse('doctor', 'clinic');
    fixture.clock.advance(59 * DAY_MS);
    expect(await run()).toMatchObject({ suspended: 0 });
    expect((await doctor()).status).toBe('active');
  });

  it('is never that of somebody who holds an office', async () => {
    fixture.clock.advance(40 * DAY_MS);
    await run();
    expect(letters.map(({ to }) => to)).not.toContain('lra@example.org');
  });

  it('neither warned nor suspended when the log cannot be written', async () => {
    fixture.clock.advance(DAY_MS);
    fixture.audit.isBroken = true;
    await expect(run()).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    expect((await database.query(`select from membership where idle_warned_at is not null`)).rowCount).toBe(0);
  });

  it('is left for the next time when the process ends', async () => {
    fixture.clock.advance(DAY_MS);
    expect(await run(AbortSignal.abort())).toEqual({ warned: 0, suspended: 0 });
  });
});
