import type { TimelineRow } from './rows.js';
import type { TimelineItem } from './timeline-state.js';

/** Why a button cannot be pressed; every reason has its words. */
export type NoReportReason = 'not-yet' | 'none-received' | 'none-in-answered';
export type NoImagesReason = 'none-at-sources' | 'no-study-number';

export type ReportAction = { readonly item: TimelineItem } | { readonly disabled: NoReportReason };
export type ImagesAction = { readonly studyInstanceUid: string; readonly sourceIds: readonly string[] } | { readonly disabled: NoImagesReason };

export interface Coverage { readonly isSettled: boolean; readonly isComplete: boolean }

const isVoid = ({ status }: TimelineItem): boolean => status === 'ENTERED_IN_ERROR' || status === 'CANCELLED';

/** The report that counts: the newest that was not taken back; one that was only when there is no other. */
export function currentReport({ reports }: TimelineRow): TimelineItem | undefined {
  return reports.find((report) => !isVoid(report)) ?? reports[0];
}

/** What a line says about how settled it is: the exam's own status when that is unusual, otherwise that of its report. */
export function rowStatus(row: TimelineRow): { readonly status: TimelineItem['status']; readonly isOfReport: boolean } {
  const report = currentReport(row);
  const isUnusual = row.item.status !== 'FINAL' && row.item.status !== 'UNKNOWN' && row.item.status !== 'REGISTERED';
  return isUnusual || !report ? { status: row.item.status, isOfReport: false } : { status: report.status, isOfReport: true };
}

/** The text that a line leads to. "No report" is a finding only when every source answered. */
export function reportAction(row: TimelineRow, { isSettled, isComplete }: Coverage): ReportAction | undefined {
  if (row.item.kind === 'REPORT' || row.item.kind === 'DOCUMENT') return { item: row.item };
  if (row.item.kind !== 'IMAGING_STUDY') return undefined;
  const report = currentReport(row);
  if (report) return { item: report };
  return { disabled: !isSettled ? 'not-yet' : isComplete ? 'none-received' : 'none-in-answered' };
}

/** The pixels that a line leads to, and the sources that can be asked for them. */
export function imagesAction({ item }: TimelineRow): ImagesAction | undefined {
  if (item.kind !== 'IMAGING_STUDY') return undefined;
  const sourceIds = item.copies.filter(({ hasImages }) => hasImages).map(({ sourceId }) => sourceId);
  if (!item.hasImages || sourceIds.length === 0) return { disabled: 'none-at-sources' };
  if (!item.studyInstanceUid) return { disabled: 'no-study-number' };
  return { studyInstanceUid: item.studyInstanceUid, sourceIds: [...new Set(sourceIds)] };
}

/** The item of a line whose copies disagree: the exam itself, else one of its reports. */
export function conflictingItem(row: TimelineRow): TimelineItem | undefined {
  return [row.item, ...row.reports].find(({ conflicts }) => conflicts.length > 0);
}
