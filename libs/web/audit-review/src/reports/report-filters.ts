import type { AccessMark, AccessReportInput, AccessReportKind } from '@longview/graphql-client';
import { dayOf } from '@longview/web-design-system';
import { endOfDay, startOfDay } from '../moments.js';

export const MARKS = ['OVERRIDE', 'PRINTED', 'EXPORTED', 'IMAGES', 'REPORT', 'REFUSED', 'FAILED', 'SEARCH_ONLY'] as const satisfies readonly AccessMark[];

/** What a report is asked about. Days are the viewer's, both included. */
export interface ReportFilters {
  readonly kind: AccessReportKind;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly organizationId?: string | undefined;
  readonly patientKey?: string | undefined;
  readonly patientName?: string | undefined;
  readonly userId?: string | undefined;
  readonly userName?: string | undefined;
  readonly custodianId?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly mark?: AccessMark | undefined;
}

/** The year until today: what a complaint is usually about. */
export function filtersAtStart(nowMs: number, about: Pick<ReportFilters, 'patientKey' | 'userId'>): ReportFilters {
  const now = new Date(nowMs);
  return { kind: 'COLLECTIONS', fromDay: dayOf(new Date(now.getFullYear() - 1, now.getMonth(), now.getDate()).getTime()), untilDay: dayOf(nowMs), ...about };
}

/** What the gateway is asked; `undefined` while a day is missing. */
export function reportOf({ kind, fromDay, untilDay, organizationId, patientKey, userId, custodianId, sourceId, mark }: ReportFilters, limit: number, after?: string): AccessReportInput | undefined {
  const [from, until] = [startOfDay(fromDay), endOfDay(untilDay)];
  if (from === undefined || until === undefined) return undefined;
  return { kind, organizationId: organizationId ?? null, patientKey: patientKey ?? null, userId: userId ?? null, custodianId: custodianId ?? null, sourceId: sourceId ?? null, marks: mark === undefined ? null : [mark], from, until, after: after ?? null, limit };
}

/** The whole province is too much at once: it has to be about somebody or something. */
export const isTooWide = ({ organizationId, patientKey, userId, custodianId, sourceId }: ReportFilters, isOffice: boolean): boolean => isOffice && !organizationId && !patientKey && !userId && !custodianId && !sourceId;
