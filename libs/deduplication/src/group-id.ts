/**
 * An opaque id of 104 bits from the key of a group's earliest member: the same in every process, no way back to the key,
 * and no chance of two groups meeting by accident.
 */
export function groupIdFor(memberKey: string): string {
  return `g${hash52(memberKey, 0x9e3779b9)}${hash52(memberKey, 0x85ebca6b)}`;
}

/** Two multiplicative lanes of 32 bits with a final mix, cut to the 52 bits that print exactly. */
function hash52(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (0x100000 * (high >>> 0) + (low >>> 12)).toString(36).padStart(11, '0');
}
