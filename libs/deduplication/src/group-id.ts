import type { ClinicalRecord } from '@longview/clinical-model';

/** `/`, as between the parts of a record's key. */
const SEPARATOR = 47;

/**
 * An opaque id of 62 bits from the key of a group's earliest member: the same in every process, with no way back to the
 * key, and two groups of one province do not meet by accident.
 */
export function groupIdOf({ kind, provenance: { sourceId, sourceRecordId } }: ClinicalRecord): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  // Part by part, because most keys would be written out for nothing else.
  for (const part of [sourceId, kind, sourceRecordId]) {
    for (let i = 0; i < part.length; i++) {
      const unit = part.charCodeAt(i);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    high = Math.imul(high ^ SEPARATOR, 2654435761);
    low = Math.imul(low ^ SEPARATOR, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  // Decimal and of 31 bits: any other base, and whatever is no small integer, takes longer to print than all of the above.
  return `g${high >>> 1}-${low >>> 1}`;
}
