import { kindGroupOf, type KindGroup, type Localized, type RecordedTime, type SourceFacts } from '@longview/web-design-system';
import type { TimelineItem } from './timeline-state.js';

/** One line of the timeline: an exam with the reports that speak of it, or any other record. */
export interface TimelineRow {
  readonly id: string;
  readonly item: TimelineItem;
  /** Reports of this study, newest first. Empty for other kinds. */
  readonly reports: readonly TimelineItem[];
  readonly group: KindGroup;
  /** `2026`, or empty without a time. */
  readonly year: string;
  readonly site: string;
  readonly sourceIds: readonly string[];
  /** Dated or issued in the last thirty days. */
  readonly isRecent: boolean;
}

export interface RowContext {
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly localized: (text: Localized) => string;
  readonly nowMs: number;
}

const RECENT_MS = 30 * 86_400_000;

/** The line that an item last made: a slice that says nothing new of it leaves it as it is, and nobody draws it again. */
const lastRows = new WeakMap<TimelineItem, TimelineRow>();
const searchTexts = new WeakMap<TimelineRow, string>();

/** Newest first; what has no time comes last. A report whose study is on the timeline hangs under it and has no line of its own. */
export function buildRows(items: Iterable<TimelineItem>, context: RowContext): TimelineRow[] {
  const all = [...items];
  const studyIds = new Set(all.filter(({ kind }) => kind === 'IMAGING_STUDY').map(({ id }) => id));
  const reportsByStudy = new Map<string, TimelineItem[]>();
  const own: TimelineItem[] = [];
  for (const item of all) {
    if (item.studyItemId && studyIds.has(item.studyItemId)) {
      const reports = reportsByStudy.get(item.studyItemId);
      if (reports) reports.push(item);
      else reportsByStudy.set(item.studyItemId, [item]);
    } else {
      own.push(item);
    }
  }
  return own.sort(newestFirst).map((item) => toRow(item, (reportsByStudy.get(item.id) ?? []).sort(newestIssuedFirst), context));
}

function toRow(item: TimelineItem, reports: readonly TimelineItem[], { sources, localized, nowMs }: RowContext): TimelineRow {
  const copy = item.copies[0];
  const source = copy && sources.get(copy.sourceId);
  const site = copy?.siteName ?? (source ? localized(source.name) : '');
  let newestMs = newestOf(item);
  for (const report of reports) newestMs = Math.max(newestMs, newestOf(report));
  const isRecent = newestMs <= nowMs && nowMs - newestMs < RECENT_MS;
  const last = lastRows.get(item);
  if (last && last.site === site && last.isRecent === isRecent && last.reports.length === reports.length && reports.every((report, i) => report === last.reports[i])) return last;
  const sourceIds = new Set<string>();
  for (const member of [item, ...reports]) for (const { sourceId } of member.copies) sourceIds.add(sourceId);
  const row: TimelineRow = { id: item.id, item, reports, group: kindGroupOf(item.kind, item.category), year: item.time?.local.slice(0, 4) ?? '', site, sourceIds: [...sourceIds], isRecent };
  lastRows.set(item, row);
  return row;
}

function newestOf({ time, copies }: TimelineItem): number {
  let newestMs = time?.instant ?? 0;
  for (const { issued } of copies) if (issued && issued.instant > newestMs) newestMs = issued.instant;
  return newestMs;
}

/** What the text filter looks through: lower case, without accents. Made when somebody types. */
export function searchTextOf(row: TimelineRow): string {
  let text = searchTexts.get(row);
  if (text === undefined) {
    const { item, reports, site } = row;
    text = fold([item.title, site, item.bodySite, item.value, item.performer, item.modalities.join(' '), ...reports.map(({ title }) => title), ...item.copies.map(({ accession }) => accession)].join(' '));
    searchTexts.set(row, text);
  }
  return text;
}

/** Lower case without accents, so that `cote` finds `Côté`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

/** Newest first; equal instants keep a stable order by what was recorded, then by id. */
function newestFirst(a: TimelineItem, b: TimelineItem): number {
  return byTime(a.time, b.time) || (a.id < b.id ? -1 : 1);
}

function newestIssuedFirst(a: TimelineItem, b: TimelineItem): number {
  return byTime(a.copies[0]?.issued ?? a.time, b.copies[0]?.issued ?? b.time) || (a.id < b.id ? -1 : 1);
}

function byTime(a: RecordedTime | null, b: RecordedTime | null): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return b.instant - a.instant || (a.local < b.local ? 1 : a.local > b.local ? -1 : 0);
}
