import { readFileSync } from 'node:fs';
import type { AuditEvent } from '@longview/audit';
import { PostgresAuditReader } from '@longview/persistence';

/** One field of an operation that answered with what was asked for. */
export interface AskedOperation {
  readonly field: string;
  readonly requestId: string;
}

/** Answers that give nothing. */
const NOTHING = /Refusal|Refused|Problem|Wrong|Failure|Fault|Conflict|ChangedSince|Nobody|Silent|AskHolder|Unavailable|NotFound|Pending/;

/** What the answer to one request gave, by field. */
export function givenBy(requestId: string | null, data: unknown): readonly AskedOperation[] {
  if (requestId === null || typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([field, value]) => {
    const kind = (value as { readonly __typename?: string } | null)?.__typename ?? '';
    return value === null || value === false || NOTHING.test(kind) ? [] : [{ field, requestId }];
  });
}

/**
 * What of the log's promise was not kept: each operation that gave something and whose event, as docs/operations/access-log.md
 * names it, is not in the log.
 * @param keep gets the events themselves.
 */
export async function unwrittenAccesses(runtimeUrl: string, asked: readonly AskedOperation[], keep: (events: readonly AuditEvent[]) => void): Promise<readonly string[]> {
  const events = await readLog(runtimeUrl);
  keep(events);
  const written = new Set(events.map(({ action, requestId = '' }) => `${action} ${requestId}`));
  const promises = promisedActions();
  return [...new Set(asked.flatMap(({ field, requestId }) => {
    const actions = promises.get(field);
    if (!actions || actions.some((action) => written.has(`${action} ${requestId}`) || written.has(`${action} `))) return [];
    return [`${field} was answered, and no ${actions.join(' or ')} was written`];
  }))];
}

async function readLog(runtimeUrl: string): Promise<readonly AuditEvent[]> {
  const reader = new PostgresAuditReader(runtimeUrl);
  try {
    return await reader.snapshot(async ({ events }) => {
      const all: AuditEvent[] = [];
      for await (const { event } of events) if (event) all.push(event);
      return all;
    });
  } finally {
    await reader.close();
  }
}

/** By operation: the kinds of which one must be written. */
function promisedActions(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(new URL('../../../docs/operations/access-log.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## What each operation writes'));
  return new Map([...table.matchAll(/^\| (`.*`) \| ([a-z-]+(?:, [a-z-]+)*) \|$/gm)].flatMap(([, fields, actions]) =>
    [...fields!.matchAll(/`(\w+)`/g)].map(([, field]) => [field!, actions!.split(', ')] as const)));
}
