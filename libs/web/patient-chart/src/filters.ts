import { KIND_GROUPS, type KindGroup } from '@longview/web-design-system';
import { fold, searchTextOf, type TimelineRow } from './rows.js';

export interface Filters {
  /** Empty means every kind. */
  readonly kinds: readonly KindGroup[];
  readonly body: string;
  readonly site: string;
  readonly source: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, both included. */
  readonly from: string;
  readonly to: string;
  readonly isRecentOnly: boolean;
  /** Never part of the address: people type names into such fields. */
  readonly text: string;
}

export const NO_FILTERS: Filters = { kinds: [], body: '', site: '', source: '', from: '', to: '', isRecentOnly: false, text: '' };

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Reads the filters that an address holds; what it does not understand it leaves out. */
export function filtersFromQuery(query: URLSearchParams): Filters {
  const date = (name: string): string => {
    const value = query.get(name) ?? '';
    return DATE.test(value) ? value : '';
  };
  const named = (query.get('kind') ?? '').split(',');
  return {
    kinds: KIND_GROUPS.filter((kind) => named.includes(kind)),
    body: query.get('body') ?? '',
    site: query.get('site') ?? '',
    source: query.get('source') ?? '',
    from: date('from'),
    to: date('to'),
    isRecentOnly: query.get('recent') === '1',
    text: '',
  };
}

/** The address's part of the filters: kinds, places, dates. No text that a person typed. */
export function queryFromFilters(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.kinds.length > 0) query.set('kind', filters.kinds.join(','));
  for (const name of ['body', 'site', 'source', 'from', 'to'] as const) if (filters[name]) query.set(name, filters[name]);
  if (filters.isRecentOnly) query.set('recent', '1');
  return query;
}

export function hasFilters(filters: Filters): boolean {
  return filters.text.trim() !== '' || queryFromFilters(filters).size > 0;
}

/** The lines that pass; every word of the text must occur somewhere in the line. */
export function applyFilters(rows: readonly TimelineRow[], filters: Filters): readonly TimelineRow[] {
  if (!hasFilters(filters)) return rows;
  const words = fold(filters.text).split(/\s+/).filter(Boolean);
  return rows.filter((row) =>
    (filters.kinds.length === 0 || filters.kinds.includes(row.group))
    && (!filters.body || bodySiteOf(row) === filters.body)
    && (!filters.site || row.site === filters.site)
    && (!filters.source || row.sourceIds.includes(filters.source))
    && isWithin(row.item.time?.local, filters.from, filters.to)
    && (!filters.isRecentOnly || row.isRecent)
    && words.every((word) => searchTextOf(row).includes(word)));
}

/** Body parts as sources write them differ in case only too often. */
export function bodySiteOf(row: TimelineRow): string {
  const text = row.item.bodySite ?? '';
  return text ? text.charAt(0).toUpperCase() + text.slice(1).toLowerCase() : '';
}

/** Compares as far as both are known: a record of `2026` lies within from `2026-03`. */
function isWithin(local: string | undefined, from: string, to: string): boolean {
  if (!from && !to) return true;
  if (!local) return false;
  const compare = (bound: string): number => {
    const length = Math.min(bound.length, local.length);
    const a = local.slice(0, length);
    const b = bound.slice(0, length);
    return a < b ? -1 : a > b ? 1 : 0;
  };
  return (!from || compare(from) >= 0) && (!to || compare(to) <= 0);
}

/** What the menus offer, in alphabetical order, from the lines at hand. */
export function filterChoices(rows: readonly TimelineRow[]): { readonly bodies: readonly string[]; readonly sites: readonly string[]; readonly sourceIds: readonly string[] } {
  const sorted = (values: Iterable<string>): string[] => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b));
  return { bodies: sorted(rows.map(bodySiteOf)), sites: sorted(rows.map(({ site }) => site)), sourceIds: sorted(rows.flatMap(({ sourceIds }) => sourceIds)) };
}
