import type { TimelineRow } from './rows.js';

/** What stood on the screen when the user first touched it. */
export interface HeldRows { readonly rows: readonly TimelineRow[] }

export interface ShownRows {
  readonly rows: readonly TimelineRow[];
  /** Lines that arrived, or went into another line, since the screen was held. */
  readonly waiting: number;
}

/**
 * Keeps every line where it is once the user has touched the page: what a line says is brought up to date in place, but no
 * line comes, goes or moves until the user asks for the waiting ones. Before that, everything is inserted at once.
 */
export function showRows(rows: readonly TimelineRow[], held: HeldRows | undefined): ShownRows {
  if (!held) return { rows, waiting: 0 };
  const now = new Map(rows.map((row) => [row.id, row]));
  const heldIds = new Set(held.rows.map(({ id }) => id));
  const arrived = rows.filter(({ id }) => !heldIds.has(id)).length;
  const gone = held.rows.filter(({ id }) => !now.has(id)).length;
  if (arrived === 0 && gone === 0 && held.rows.every(({ id }, i) => rows[i]?.id === id)) return { rows, waiting: 0 };
  return { rows: held.rows.map((row) => now.get(row.id) ?? row), waiting: arrived + gone };
}
