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
  /** What the text filter looks through: lower case, without accents. */
  readonly searchText: string;
}

export interface RowContext {
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly localized: (text: Localized) => string;
  readonly nowMs: number;
}

const RECENT_MS = 30 * 86_400_000;

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
  const members = [item, ...reports];
  const newestMs = Math.max(...members.map((member) => Math.max(member.time?.instant ?? 0, ...member.copies.map(({ issued }) => issued?.instant ?? 0))));
  return {
    id: item.id,
    item,
    reports,
    group: kindGroupOf(item.kind, item.category),
    year: item.time?.local.slice(0, 4) ?? '',
    site,
    sourceIds: [...new Set(members.flatMap(({ copies }) => copies.map(({ sourceId }) => sourceId)))],
    isRecent: newestMs <= nowMs && nowMs - newestMs < RECENT_MS,
    searchText: fold([item.title, site, item.bodySite, item.value, item.performer, item.modalities.join(' '), ...reports.map(({ title }) => title), ...item.copies.map(({ accession }) => accession)].join(' ')),
  };
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
