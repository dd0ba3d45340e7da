import { describe, expect, it } from '@jest/globals';
import { consistencyProof, GrowingTree, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle-tree.js';

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

  it('proves that each leaf stands where it stands, in trees of every size, and nowhere else', () => {
    for (let size = 1; size <= many.length; size++) {
      const tree = many.slice(0, size);
      const root = rootOf(tree);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(tree, index);
        expect(verifyInclusion(tree[index]!, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(tree[index]!, (index + 1) % size, size, proof, root)).toBe(size === 1);
        expect(verifyInclusion(many[(index + 1) % many.length]!, index, size, proof, root)).toBe(false);
        expect(verifyInclusion(tree[index]!, index, size, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(tree[index]!, index, size, proof.slice(1), root)).toBe(size === 1);
      }
    }
    expect(verifyInclusion(many[0]!, 1, 1, [], many[0]!)).toBe(false);
    expect(() => inclusionProof(many, many.length)).toThrow(RangeError);
  });

  it('proves that each older tree is a beginning of each newer one, and that another tree is not', () => {
    for (let newer = 1; newer <= many.length; newer++) {
      const tree = many.slice(0, newer);
      for (let older = 1; older <= newer; older++) {
        const proof = consistencyProof(tree, older);
        expect(verifyConsistency(older, rootOf(tree.slice(0, older)), newer, rootOf(tree), proof)).toBe(true);
        expect(verifyConsistency(older, leafHash(Buffer.from('another')), newer, rootOf(tree), proof)).toBe(false);
        if (older < newer) expect(verifyConsistency(older, rootOf(tree.slice(0, older)), newer, leafHash(Buffer.from('another')), proof)).toBe(false);
      }
    }
    expect(verifyConsistency(2, many[0]!, 1, many[0]!, [])).toBe(false);
    expect(() => consistencyProof(many, 0)).toThrow(RangeError);
  });
});
