/**
 * An opaque id of 64 bits from the key of a group's earliest member: the same in every process, with no way back to the
 * key, and two groups of one province do not meet by accident.
 */
export function groupIdFor(memberKey: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < memberKey.length; i++) {
    const unit = memberKey.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  // Decimal, because any other base takes longer to print than all of the above.
  return `g${high >>> 0}-${low >>> 0}`;
}
