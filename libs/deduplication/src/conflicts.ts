import type { ClinicalRecord, ClinicalTime } from '@longview/clinical-model';
import { hasOtherAccession, type Entry } from './entry.js';
import { foldText } from './fold-text.js';
import type { ConflictField } from './record-group.js';
import { textOfReport } from './same-report.js';
import { isSameValue } from './same-thing.js';

const MINUTE_MS = 60_000;

/** The fields in which copies of one thing contradict each other. What one copy leaves out is no contradiction. */
export function findConflicts(entries: readonly Entry[]): ConflictField[] {
  const records = entries.map(({ record }) => record);
  const conflicts: ConflictField[] = [];
  if (differ(records.map(({ status }) => (status === 'unknown' ? undefined : status)), (a, b) => a !== b)) conflicts.push('status');
  if (differ(records.map(({ time }) => time), isOtherTime)) conflicts.push('time');
  if (differ(records.map(textOf), isOtherText)) conflicts.push('text');
  if (differ(entries.map(({ title }) => title), (a, b) => a !== b)) conflicts.push('title');
  if (hasOtherResult(records)) conflicts.push('result');
  if (differ(entries, hasOtherAccession)) conflicts.push('accession');
  return conflicts;
}

/** True when a value that is told differs from the first that is told. */
function differ<T>(values: readonly (T | undefined)[], isOther: (a: T, b: T) => boolean): boolean {
  let first: T | undefined;
  for (const value of values) {
    if (value === undefined) continue;
    if (first === undefined) first = value;
    else if (isOther(first, value)) return true;
  }
  return false;
}

/** A day agrees with any time of that day as it was written; two full times may be a minute apart. */
function isOtherTime(a: ClinicalTime, b: ClinicalTime): boolean {
  if (a.instantMs === b.instantMs) return false;
  const precision = Math.min(a.local.length, b.local.length);
  if (precision <= 10) return a.local.slice(0, precision) !== b.local.slice(0, precision);
  return Math.abs(a.instantMs - b.instantMs) > MINUTE_MS;
}

function textOf(record: ClinicalRecord): string | undefined {
  return record.kind === 'report' ? textOfReport(record) : record.kind === 'document' ? record.text : undefined;
}

const isOtherText = (a: string, b: string): boolean => a !== b && foldText(a) !== foldText(b);

function hasOtherResult(records: readonly ClinicalRecord[]): boolean {
  const tellsOther = (textOfField: (record: ClinicalRecord) => string | undefined): boolean => differ(records.map(textOfField), isOtherText);
  switch (records[0]!.kind) {
    case 'lab':
      return differ(records.map((record) => (record.kind === 'lab' ? record.value : undefined)), (a, b) => !isSameValue(a, b))
        || tellsOther((record) => (record.kind === 'lab' ? record.unit : undefined)) || tellsOther((record) => (record.kind === 'lab' ? record.interpretation : undefined));
    case 'medication':
      return tellsOther((record) => (record.kind === 'medication' ? record.state : undefined)) || tellsOther((record) => (record.kind === 'medication' ? record.dosage : undefined));
    case 'allergy':
      return tellsOther((record) => (record.kind === 'allergy' ? record.state : undefined))
        || tellsOther((record) => (record.kind === 'allergy' ? record.criticality : undefined)) || tellsOther((record) => (record.kind === 'allergy' ? record.reaction : undefined));
    case 'condition':
      return tellsOther((record) => (record.kind === 'condition' ? record.state : undefined));
    default:
      return false;
  }
}
