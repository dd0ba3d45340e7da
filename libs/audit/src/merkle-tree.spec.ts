import { describe, expect, it } from '@jest/globals';
import { GrowingTree, leafHash, rootOf } from './merkle-tree.js';

/** The inputs and roots that implementations of RFC 6962 and RFC 9162 are compared by. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = INPUTS.map(leafHash);
const many = Array.from({ length: 33 }, (_, i) => leafHash(Buffer.from(`event ${i}`)));

describe('the Merkle tree', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('has the published root at %i leaves', (size, root) => {
    expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  it('can be put away at any size and grown on from its subtree roots', () => {
    for (let size = 0; size <= many.length; size++) {
      const before = new GrowingTree();
      for (const leaf of many.slice(0, size)) before.append(leaf);
      const after = new GrowingTree(size, before.subtreeRoots);
      for (const leaf of many.slice(size)) after.append(leaf);
      expect(after.root()).toEqual(rootOf(many));
    }
    expect(() => new GrowingTree(3, [many[0]!])).toThrow(RangeError);
  });

  it('tells of every full subtree that a leaf completes', () => {
    const tree = new GrowingTree();
    const told: string[] = [];
    for (const leaf of many.slice(0, 8)) tree.append(leaf, (level, index, root) => told.push(`${level}/${index} ${root.equals(rootOf(many.slice(index * 2 ** level, (index + 1) * 2 ** level)))}`));
    expect(told).toEqual(['1/0 true', '1/1 true', '2/0 true', '1/2 true', '1/3 true', '2/1 true', '3/0 true']);
  });
});
