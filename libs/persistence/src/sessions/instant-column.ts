import type { ColumnOptions } from 'typeorm';

/** A `timestamptz` that the code sees as milliseconds since the epoch. */
export function instantColumn(name: string, options: { nullable?: boolean } = {}): ColumnOptions {
  return { name, type: 'timestamptz', ...options, transformer: { to: toInstant, from: (value: Date | null) => value?.getTime() ?? null } };
}

/** Leaves query operators (less than …) and absence as they are. */
function toInstant(value: unknown): unknown {
  return typeof value === 'number' ? new Date(value) : value;
}
