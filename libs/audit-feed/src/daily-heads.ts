import type { Clock, Database, JobQueue, Mailer } from '@longview/platform';

const QUEUE = 'daily-audit-head';
/** Shortly after the day is over, in UTC as the heads are. */
const AFTER_MIDNIGHT = '10 0 * * *';
const DAY_MS = 86_400_000;

export interface DailyHeadDependencies {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  readonly clock: Clock;
  /** The newest signed head before a moment. */
  readonly headBefore: (beforeMs: number) => Promise<string | undefined>;
  /** Address of this installation. */
  readonly publicUrl: string;
}

/**
 * Sends each active organization that named a privacy address the last signed head of the day before. Whoever keeps these
 * letters can show, without trusting the operator, that the log was rewritten.
 */
export async function startDailyHeads(dependencies: DailyHeadDependencies): Promise<void> {
  const { jobs, clock } = dependencies;
  await jobs.define(QUEUE);
  await jobs.schedule(QUEUE, AFTER_MIDNIGHT, { timeZone: 'UTC' });
  await jobs.work(QUEUE, () => sendDailyHeads(dependencies, clock.nowMs()));
}

/** Repeating it for the same day sends the same letters under the same keys. */
export async function sendDailyHeads({ database, mailer, headBefore, publicUrl }: DailyHeadDependencies, nowMs: number): Promise<void> {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const day = new Date(todayMs - DAY_MS).toISOString().slice(0, 10);
  const checkpoint = await headBefore(todayMs);
  if (checkpoint === undefined) return;
  const { rows } = await database.query<{ id: string; privacy_email: string }>(`select id, privacy_email from organization where status = 'active' and privacy_email <> '' order by id`);
  for (const { id, privacy_email: to } of rows) {
    await mailer.send({ to, language: 'en, fr', subject: `Longview: signed head of the access log, ${day} / sommet signé du journal des accès`, text: letter(day, checkpoint, publicUrl) }, { key: `daily-head:${day}:${id}` });
  }
}

const letter = (day: string, checkpoint: string, publicUrl: string): string => `Keep this letter. It holds the signed head of the access log at the end of ${day} (UTC). Should the log ever be rewritten, the head
shows it: "longview verify-audit --checkpoint <file>", or ${publicUrl}/access-log/consistency.

Conservez cette lettre. Elle contient le sommet signé du journal des accès à la fin du ${day} (UTC). Si le journal était un jour
réécrit, ce sommet le révélerait : « longview verify-audit --checkpoint <fichier> », ou ${publicUrl}/access-log/consistency.

${checkpoint}`;
