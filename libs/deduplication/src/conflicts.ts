import type { ClinicalTime } from '@longview/clinical-model';
import { hasOtherAccession, type Entry } from './entry.js';
import { foldText } from './fold-text.js';
import type { ConflictField } from './record-group.js';
import { textOfReport } from './same-report.js';
import { isSameValue } from './same-thing.js';

const MINUTE_MS = 60_000;

/** The fields in which copies of one thing contradict each other. What one copy leaves out is no contradiction. */
export function findConflicts(entries: readonly Entry[]): ConflictField[] {
  const conflicts: ConflictField[] = [];
  if (differ(entries, statusOf, isUnequal)) conflicts.push('status');
  if (differ(entries, timeOf, isOtherTime)) conflicts.push('time');
  if (differ(entries, textOf, isOtherText)) conflicts.push('text');
  if (differ(entries, titleOf, isUnequal)) conflicts.push('title');
  if (hasOtherResult(entries)) conflicts.push('result');
  if (differ(entries, itself, hasOtherAccession)) conflicts.push('accession');
  return conflicts;
}

/** True when a value that is told differs from the first that is told. */
function differ<T>(entries: readonly Entry[], valueOf: (entry: Entry) => T | undefined, isOther: (a: T, b: T) => boolean): boolean {
  let first: T | undefined;
  for (const entry of entries) {
    const value = valueOf(entry);
    if (value === undefined) continue;
    if (first === undefined) first = value;
    else if (isOther(first, value)) return true;
  }
  return false;
}

const statusOf = ({ record: { status } }: Entry): string | undefined => (status === 'unknown' ? undefined : status);
const timeOf = ({ record }: Entry): ClinicalTime | undefined => record.time;
const titleOf = ({ title }: Entry): string => title;
const itself = (entry: Entry): Entry => entry;
const isUnequal = (a: string, b: string): boolean => a !== b;

/** A day agrees with any time of that day as it was written; two full times may be a minute apart. */
function isOtherTime(a: ClinicalTime, b: ClinicalTime): boolean {
  if (a.instantMs === b.instantMs) return false;
  const precision = Math.min(a.local.length, b.local.length);
  if (precision <= 10) return a.local.slice(0, precision) !== b.local.slice(0, precision);
  return Math.abs(a.instantMs - b.instantMs) > MINUTE_MS;
}

function textOf({ record }: Entry): string | undefined {
  return record.kind === 'report' ? textOfReport(record) : record.kind === 'document' ? record.text : undefined;
}

const isOtherText = (a: string, b: string): boolean => a !== b && foldText(a) !== foldText(b);
const isOtherValue = (a: string, b: string): boolean => !isSameValue(a, b);

const valueOf = ({ record }: Entry): string | undefined => (record.kind === 'lab' ? record.value : undefined);
const unitOf = ({ record }: Entry): string | undefined => (record.kind === 'lab' ? record.unit : undefined);
const interpretationOf = ({ record }: Entry): string | undefined => (record.kind === 'lab' ? record.interpretation : undefined);
const stateOf = ({ record }: Entry): string | undefined => ('state' in record ? record.state : undefined);
const dosageOf = ({ record }: Entry): string | undefined => (record.kind === 'medication' ? record.dosage : undefined);
const criticalityOf = ({ record }: Entry): string | undefined => (record.kind === 'allergy' ? record.criticality : undefined);
const reactionOf = ({ record }: Entry): string | undefined => (record.kind === 'allergy' ? record.reaction : undefined);

function hasOtherResult(entries: readonly Entry[]): boolean {
  switch (entries[0]!.record.kind) {
    case 'lab': return differ(entries, valueOf, isOtherValue) || differ(entries, unitOf, isOtherText) || differ(entries, interpretationOf, isOtherText);
    case 'medication': return differ(entries, stateOf, isOtherText) || differ(entries, dosageOf, isOtherText);
    case 'allergy': return differ(entries, stateOf, isOtherText) || differ(entries, criticalityOf, isOtherText) || differ(entries, reactionOf, isOtherText);
    case 'condition': return differ(entries, stateOf, isOtherText);
    default: return false;
  }
}
