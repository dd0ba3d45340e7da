import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { systemClock, type JobQueue, type Mail } from '@longview/platform';
import { sendDailyHeads } from './daily-heads.js';

const { database, close } = await openTestDatabase();
const NOON_MS = Date.UTC(2026, 10, 21, 12);

beforeAll(async () => {
  // Fictitious.
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at, privacy_email) values
    ('lakehead', 'Lakehead', 'Lakehead', 'active', now(), now(), 'privacy@lakehead.example'), ('no-address', 'No address', 'Sans adresse', 'active', now(), now(), ''), ('gone', 'Gone', 'Partie', 'departed', now(), now(), 'privacy@gone.example')`);
});
afterAll(close);

const send = async (checkpoint: string | undefined): Promise<readonly { mail: Mail; key: string }[]> => {
  const sent: { mail: Mail; key: string }[] = [];
  await sendDailyHeads({
    database, clock: systemClock, jobs: undefined as unknown as JobQueue, publicUrl: 'https://longview.example',
    headBefore: async (beforeMs) => (beforeMs === Date.UTC(2026, 10, 21) ? checkpoint : undefined), mailer: { send: async (mail, { key }) => void sent.push({ mail, key }) },
  }, NOON_MS);
  return sent;
};

it('the head of the day before goes to every active organization that named an address, under a key of its own', async () => {
  const sent = await send('longview.example/access-log\n12\nroot\n');
  expect(sent.map(({ mail, key }) => [mail.to, key])).toEqual([['privacy@lakehead.example', 'daily-head:2026-11-20:lakehead']]);
  expect(sent[0]!.mail.subject).toContain('2026-11-20');
  expect(sent[0]!.mail.text).toMatch(/longview\.example\/access-log\n12\nroot\n$/);
});

it('no letter is sent before there is a head', async () => {
  expect(await send(undefined)).toEqual([]);
});
