import { compareNewestFirst, recordKey, type ClinicalRecord, type RecordStatus } from '@longview/clinical-model';
import type { Entry } from './entry.js';

const STATUS_RANK: Record<RecordStatus, number> = { amended: 0, final: 1, preliminary: 2, registered: 3, unknown: 4, cancelled: 5, 'entered-in-error': 6 };

/**
 * Orders copies of one thing for showing: settled before unsettled, entered-in-error last, newest first, the hospital's own
 * before a repository's (which names the site it passes on), the copy with images and more of them before others.
 */
export function comparePreferred(a: Entry, b: Entry): number {
  const x = a.record;
  const y = b.record;
  return STATUS_RANK[x.status] - STATUS_RANK[y.status]
    || compareNewestFirst(x.issued ?? x.time, y.issued ?? y.time)
    || Number(x.provenance.siteName !== undefined) - Number(y.provenance.siteName !== undefined)
    || extentOf(y) - extentOf(x)
    || compareKeys(recordKey(x), recordKey(y));
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function extentOf(record: ClinicalRecord): number {
  switch (record.kind) {
    case 'imaging-study': return (record.hasImages ? 1_000_000 : 0) + (record.numberOfInstances ?? 0);
    case 'report': return record.sections ? 1 : 0;
    default: return 0;
  }
}
