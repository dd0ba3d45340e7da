import { PostgresAuditReader } from '@longview/persistence';
import type { RunningStack } from './running-stack.js';

export interface LoggedReading { readonly userId: string; readonly details: Readonly<Record<string, string | number | boolean>> }

/** Who read the access log or what is made of it, and what they asked for, in the log's own order. */
export async function readLoggedReadings({ database }: Pick<RunningStack, 'database'>): Promise<readonly LoggedReading[]> {
  const reader = new PostgresAuditReader(database.runtimeUrl);
  try {
    return await reader.snapshot(async ({ events }) => {
      const readings: LoggedReading[] = [];
      for await (const { event } of events) if (event?.action === 'access-log-read') readings.push({ userId: event.actor.userId, details: event.details ?? {} });
      return readings;
    });
  } finally {
    await reader.close();
  }
}
