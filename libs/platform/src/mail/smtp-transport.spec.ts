import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Job, JobQueue } from '../job-queue.js';
import { createQueuedMailer, messageIdOf } from './queued-mailer.js';
import { createSmtpTransport, type SmtpSettings } from './smtp-transport.js';

const mail = { to: 'lra@clinic.example', subject: 'Attestation à terminer', text: 'Il reste 3 décisions.', language: 'fr' } as const;
const servers: SMTPServer[] = [];
afterEach(async () => { await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve())))); });

async function transportTo(received: string[], options: SMTPServerOptions = {}, settings: Partial<SmtpSettings> = {}) {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false, allowInsecureAuth: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { received.push(Buffer.concat(chunks).toString()); done(); });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return createSmtpTransport({ host: '127.0.0.1', port: (listening.address() as AddressInfo).port, secure: false, from: 'Longview <no-reply@longview.example>', ...settings });
}

describe('a letter over SMTP', () => {
  it('arrives as plain text in its language, with its own Message-ID and marked as automatic', async () => {
    const received: string[] = [];
    await (await transportTo(received)).deliver(mail, '<one@longview.example>');
    expect(received).toHaveLength(1);
    for (const line of ['To: lra@clinic.example', 'Message-ID: <one@longview.example>', 'Content-Language: fr', 'Auto-Submitted: auto-generated', 'Content-Transfer-Encoding: quoted-printable', 'Il reste 3 d=C3=A9cisions.']) expect(received[0]).toContain(line);
  });

  it('says whether the server refused it or was not there, and repeats nothing of the letter', async () => {
    const refusing = await transportTo([], { onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) });
    await expect(refusing.deliver(mail, '<one@longview.example>')).rejects.toMatchObject({ name: 'MailFault', code: 'MAIL_REFUSED', details: { status: 550 }, message: expect.not.stringContaining('clinic') });
    const gone = createSmtpTransport({ host: '127.0.0.1', port: 1, secure: false, from: 'a@b.example' });
    await expect(gone.deliver(mail, '<one@longview.example>')).rejects.toMatchObject({ code: 'MAIL_UNREACHABLE' });
  });

  it('is handed over with the password of this moment', async () => {
    const passwords = ['first', 'second'];
    const seen: unknown[] = [];
    const transport = await transportTo([], { authOptional: false, onAuth: ({ password }, _session, done) => { seen.push(password); done(null, { user: 'longview' }); } }, { user: 'longview', readPassword: () => Promise.resolve(passwords.shift()!) });
    await transport.deliver(mail, '<one@longview.example>');
    await transport.deliver(mail, '<two@longview.example>');
    expect(seen).toEqual(['first', 'second']);
  });
});

describe('letters in the queue', () => {
  it('are added under their key and sent by whoever has a mail server', async () => {
    const received: string[] = [];
    const sent: { queue: string; data: object; key?: string }[] = [];
    let handler: ((job: Job<object>) => Promise<void>) | undefined;
    const jobs: JobQueue = {
      define: async () => undefined, schedule: async () => undefined, close: async () => undefined,
      send: async (queue, data, { key } = {}) => { sent.push({ queue, data, ...(key !== undefined && { key }) }); return true; },
      work: async (_, given) => { handler = given as (job: Job<object>) => Promise<void>; },
    };
    const mailer = await createQueuedMailer(jobs, await transportTo(received), 'longview.example');
    await mailer.send(mail, { key: 'reminder:1' });
    expect(sent).toEqual([{ queue: 'mail', data: { mail, key: 'reminder:1' }, key: 'reminder:1' }]);
    await handler!({ id: 'job', data: sent[0]!.data, signal: new AbortController().signal });
    expect(received[0]).toContain(`Message-ID: ${messageIdOf('reminder:1', 'longview.example')}`);
  });
});
