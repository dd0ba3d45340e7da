import { openPostgresJobQueue } from '@longview/persistence';
import { createQueuedMailer, createSmtpTransport, type JobQueue, type Logger, type Mailer, type SecretReader } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';

/** What happens outside requests: jobs that the instances share, and letters among them. */
export interface Background {
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
}

/** Opens the queue and, where the province names a mail server, starts to bring letters to it. */
export async function openBackground(runtimeUrl: string, province: ProvinceFile, { publicUrl, readSecret, log }: { readonly publicUrl: string; readonly readSecret: SecretReader; readonly log: Logger }): Promise<Background> {
  const jobs = await openPostgresJobQueue(runtimeUrl, {
    onTrouble: (error) => log.warn({ err: error }, 'the job queue could not be looked at'),
    onJobFailed: (queue, error) => log.error({ err: error, queue }, 'a job failed and is tried again'),
  });
  if (!province.mail) log.warn({}, 'no mail server is named: letters wait');
  const transport = province.mail && createSmtpTransport(smtpSettings(province.mail, readSecret));
  return { jobs, mailer: await createQueuedMailer(jobs, transport, new URL(publicUrl).hostname) };
}

function smtpSettings({ host, port, secure, from, user, password }: NonNullable<ProvinceFile['mail']>, readSecret: SecretReader): Parameters<typeof createSmtpTransport>[0] {
  return { host, port, secure, from, ...(user !== undefined && password !== undefined && { user, readPassword: () => readSecret(password) }) };
}
