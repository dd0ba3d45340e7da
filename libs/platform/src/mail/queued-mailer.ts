import { createHash } from 'node:crypto';
import type { JobQueue } from '../job-queue.js';
import type { Mail, Mailer, MailTransport } from './mailer.js';

export const MAIL_QUEUE = 'mail';

interface LetterJob { readonly mail: Mail; readonly key: string }

/**
 * A mailer whose letters wait in the job queue: kept with the transaction that caused them, tried again for about a day
 * while the mail server is away. Without a transport they wait until an instance has one.
 *
 * A letter goes out twice only when its sender dies between the server's "yes" and writing that down, which no protocol
 * can exclude; it then carries the same Message-ID.
 * @param domain right side of the Message-ID: the product's own host.
 */
export async function createQueuedMailer(jobs: JobQueue, transport: MailTransport | undefined, domain: string): Promise<Mailer> {
  await jobs.define(MAIL_QUEUE, { retryLimit: 12, retryDelayMs: 30_000, timeoutMs: 60_000 });
  if (transport) await jobs.work<LetterJob>(MAIL_QUEUE, ({ data: { mail, key } }) => transport.deliver(mail, messageIdOf(key, domain)));
  return {
    async send(mail, { key, within }) {
      await jobs.send(MAIL_QUEUE, { mail, key }, { key, ...(within !== undefined && { within }) });
    },
  };
}

/** The same for the same key, and telling nothing of it. */
export function messageIdOf(key: string, domain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
}
