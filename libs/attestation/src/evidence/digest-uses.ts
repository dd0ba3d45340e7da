import type { AttestationDeps } from '../attestation-deps.js';

const DAY_MS = 86_400_000;
/** Events are in the log within seconds of their time; what is this old is all there. */
const SETTLED_AFTER_MS = 5 * 60_000;

/**
 * Works out of the access log which sources each person really asked, a day of the log at a time, each in one transaction
 * that also moves the mark: no day is left out or read by two.
 */
export async function digestUses(deps: AttestationDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await digestNextDay(deps)));
}

/** @returns false when the log is read up to now. */
async function digestNextDay({ database, uses, clock }: AttestationDeps): Promise<boolean> {
  const settledMs = clock.nowMs() - SETTLED_AFTER_MS;
  const earliestMs = await uses.earliestMs();
  if (earliestMs === undefined) return false;
  return database.transaction(async (connection) => {
    await connection.query('insert into source_use_progress (through) values ($1) on conflict do nothing', [new Date(earliestMs)]);
    const { rows: [progress] } = await connection.query<{ through: Date }>('select through from source_use_progress for update');
    const fromMs = progress!.through.getTime();
    const untilMs = Math.min(fromMs + DAY_MS, settledMs);
    if (untilMs <= fromMs) return false;
    const lastUse = new Map<string, { person_id: string; organization_id: string; source_id: string; at: number }>();
    await uses.between(fromMs, untilMs, ({ personId, organizationId, atMs, sourceIds }) => {
      for (const sourceId of sourceIds) {
        const key = `${personId} ${organizationId} ${sourceId}`;
        lastUse.set(key, { person_id: personId, organization_id: organizationId, source_id: sourceId, at: Math.max(atMs, lastUse.get(key)?.at ?? 0) });
      }
    });
    await connection.query(
      `insert into source_use (person_id, organization_id, source_id, last_used_at) select person_id, organization_id, source_id, to_timestamp(at / 1000.0)
         from jsonb_to_recordset($1::jsonb) as u(person_id text, organization_id text, source_id text, at float8)
       on conflict (person_id, organization_id, source_id) do update set last_used_at = greatest(source_use.last_used_at, excluded.last_used_at)`, [JSON.stringify([...lastUse.values()])]);
    await connection.query('update source_use_progress set through = $1', [new Date(untilMs)]);
    return true;
  });
}
