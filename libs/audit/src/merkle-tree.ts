import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Buffer;

const HASH_BYTES = 32;

const LEAF = Buffer.of(0x00);
/** Reused, because every event sealed or verified passes here; nothing is kept in it between calls. */
const node = Buffer.alloc(65, 0x01);
const NODE = node.subarray(0, 1);

const sha256 = (...parts: readonly Buffer[]): Hash => hash('sha256', Buffer.concat(parts), 'buffer');

/** `HASH(0x00 || data)`, RFC 9162 §2.1.1. The prefix keeps a leaf from passing for a node. */
export function leafHash(data: Buffer): Hash {
  return sha256(LEAF, data);
}

/** `HASH(0x01 || left || right)`, RFC 9162 §2.1.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  // What verification reads can have any length; it is to say what is wrong, not to stop.
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) return sha256(NODE, left, right);
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

/** Merkle tree hash of a list of leaf hashes, RFC 9162 §2.1.1; of none, the hash of nothing. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/**
 * A tree that only grows. It keeps the roots of its full subtrees, largest first (one for each set bit of the size),
 * which is all that is needed to append and to know the root.
 */
export class GrowingTree {
  #size: number;
  readonly #roots: Hash[];

  constructor(size = 0, subtreeRoots: readonly Hash[] = []) {
    if (subtreeRoots.length !== setBits(size)) throw new RangeError('The subtree roots do not fit the size of the tree.');
    this.#size = size;
    this.#roots = [...subtreeRoots];
  }

  get size(): number { return this.#size; }
  get subtreeRoots(): readonly Hash[] { return this.#roots; }

  /** @param onSubtree told of each subtree of 2^level leaves that this leaf completes, by its place among those of its level. */
  append(leaf: Hash, onSubtree?: (level: number, index: number, root: Hash) => void): void {
    let carried = leaf;
    let level = 0;
    // As in adding one to a binary number: every trailing one is a full subtree of the same size to join with.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      carried = nodeHash(this.#roots.pop()!, carried);
      onSubtree?.(++level, (rest - 1) / 2, carried);
    }
    this.#roots.push(carried);
    this.#size++;
  }

  root(): Hash {
    if (this.#roots.length === 0) return sha256();
    return this.#roots.reduceRight((right, left) => nodeHash(left, right));
  }

  copy(): GrowingTree {
    return new GrowingTree(this.#size, this.#roots);
  }
}

function setBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/** Largest power of two smaller than `size`, which is at least 2. */
export function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** True when `proof` shows that `leaf` stands at `index` in the tree of `size` leaves with this root, RFC 9162 §2.1.3.2. */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let found = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      found = nodeHash(sibling, found);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      found = nodeHash(found, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && found.equals(root);
}

/** True when `proof` shows that the older tree is a beginning of the newer one, RFC 9162 §2.1.4.2. */
export function verifyConsistency(oldSize: number, oldRoot: Hash, newSize: number, newRoot: Hash, proof: readonly Hash[]): boolean {
  if (oldSize <= 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  // A complete older tree is its own first node, so the proof leaves it out.
  const path = setBits(oldSize) === 1 ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let foundOld = first;
  let foundNew = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      foundOld = nodeHash(sibling, foundOld);
      foundNew = nodeHash(sibling, foundNew);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      foundNew = nodeHash(foundNew, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && foundOld.equals(oldRoot) && foundNew.equals(newRoot);
}
