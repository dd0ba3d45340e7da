import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingTree, leafHash, rootOf, verifyConsistency, verifyInclusion, type Hash } from './merkle-tree.js';
import { proveConsistency, proveInclusion, TILE_LEVELS, type TreeNodes } from './tree-proofs.js';

const leaves = Array.from({ length: 1_500 }, (_, i) => leafHash(Buffer.from(`event ${i}`)));
const kept = new Map<string, Hash>(leaves.map((leaf, i) => [`0/${i}`, leaf]));
const tree = new GrowingTree();
for (const leaf of leaves) {
  tree.append(leaf, (level, index, root) => {
    if (level % TILE_LEVELS === 0) kept.set(`${level}/${index}`, root);
  });
}
let readCount = 0;
const nodes: TreeNodes = {
  read: async (level, first, count) => Array.from({ length: count }, (_, i) => {
    const hash = kept.get(`${level}/${first + i}`);
    readCount++;
    if (!hash) throw new Error(`${level}/${first + i} is not kept`);
    return hash;
  }),
};
const rootAt = (size: number): Hash => rootOf(leaves.slice(0, size));
const sizes = fc.oneof(fc.constantFrom(1, 2, 3, 255, 256, 257, 511, 512, 513, 1_024, 1_500), fc.integer({ min: 1, max: leaves.length }));

describe('proofs from the kept subtrees', () => {
  it('show where each leaf stands, in trees of any size, and nowhere else', async () => {
    await fc.assert(fc.asyncProperty(sizes, fc.nat(), async (size, any) => {
      const index = any % size;
      const proof = await proveInclusion(nodes, index, size);
      const root = rootAt(size);
      expect(verifyInclusion(leaves[index]!, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(leaves[index]!, (index + 1) % size, size, proof, root)).toBe(size === 1);
      expect(verifyInclusion(leafHash(Buffer.from('another')), index, size, proof, root)).toBe(false);
      expect(verifyInclusion(leaves[index]!, index, size, [...proof, root], root)).toBe(false);
      expect(verifyInclusion(leaves[index]!, index, size, proof.slice(1), root)).toBe(size === 1);
    }));
    await expect(proveInclusion(nodes, 5, 5)).rejects.toThrow(RangeError);
    expect(verifyInclusion(leaves[0]!, 1, 1, [], leaves[0]!)).toBe(false);
  });

  it('show that an older tree is a beginning of a newer one, and that another is not', async () => {
    await fc.assert(fc.asyncProperty(sizes, sizes, async (one, other) => {
      const [older, newer] = one < other ? [one, other] : [other, one];
      const proof = await proveConsistency(nodes, older, newer);
      expect(verifyConsistency(older, rootAt(older), newer, rootAt(newer), proof)).toBe(true);
      expect(verifyConsistency(older, leafHash(Buffer.from('another')), newer, rootAt(newer), proof)).toBe(false);
      if (older < newer) expect(verifyConsistency(older, rootAt(older), newer, leafHash(Buffer.from('another')), proof)).toBe(false);
    }));
    expect(verifyConsistency(2, leaves[0]!, 1, leaves[0]!, [])).toBe(false);
    await expect(proveConsistency(nodes, 0, 5)).rejects.toThrow(RangeError);
    await expect(proveConsistency(nodes, 6, 5)).rejects.toThrow(RangeError);
  });

  it('read some hundred hashes, however many events there are', async () => {
    readCount = 0;
    await proveInclusion(nodes, 1_234, 1_500);
    expect(readCount).toBeLessThan(2 ** (TILE_LEVELS + 1));
  });
});
