import { rootOf, nodeHash, splitPoint, type Hash } from './merkle-tree.js';

/**
 * Subtrees of the log are kept at every eighth level only (256, 65,536, … events), as transparency logs keep their tiles:
 * half a percent of the log's size, and no proof has to read more than some hundred hashes a level.
 * @see https://c2sp.org/tlog-tiles
 */
export const TILE_LEVELS = 8;

/** The kept part of the tree. */
export interface TreeNodes {
  /**
   * Roots of `count` neighbouring full subtrees of 2^level leaves, from the one at place `first` of its level. `level` is a
   * multiple of {@link TILE_LEVELS}; at level 0 these are the hashes of events. Rejects when one of them is not there.
   */
  read(level: number, first: number, count: number): Promise<readonly Hash[]>;
}

/** The hashes that lead from leaf `index` to the root of the first `size` leaves, RFC 9162 §2.1.3.1. */
export async function proveInclusion(nodes: TreeNodes, index: number, size: number): Promise<readonly Hash[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('No such leaf.');
  const path = async (start: number, end: number): Promise<readonly Hash[]> => {
    if (end - start === 1) return [];
    const split = start + splitPoint(end - start);
    return index < split ? [...(await path(start, split)), await rootOfRange(nodes, split, end)] : [...(await path(split, end)), await rootOfRange(nodes, start, split)];
  };
  return path(0, size);
}

/** The hashes that show that the tree of the first `oldSize` leaves is a beginning of that of the first `newSize`, RFC 9162 §2.1.4.1. */
export async function proveConsistency(nodes: TreeNodes, oldSize: number, newSize: number): Promise<readonly Hash[]> {
  if (!Number.isSafeInteger(oldSize) || oldSize <= 0 || oldSize > newSize) throw new RangeError('The older tree is no beginning of this one.');
  const subproof = async (start: number, end: number, isWhole: boolean): Promise<readonly Hash[]> => {
    if (end === oldSize) return isWhole ? [] : [await rootOfRange(nodes, start, end)];
    const split = start + splitPoint(end - start);
    return oldSize <= split
      ? [...(await subproof(start, split, isWhole)), await rootOfRange(nodes, split, end)]
      : [...(await subproof(split, end, false)), await rootOfRange(nodes, start, split)];
  };
  return subproof(0, newSize, true);
}

/** Root over the leaves from `start` to before `end`; `start` is where RFC 9162 splits, so every full subtree in it is aligned. */
async function rootOfRange(nodes: TreeNodes, start: number, end: number): Promise<Hash> {
  const count = end - start;
  const level = Math.floor(Math.log2(count));
  if (2 ** level === count) return rootOfFullSubtree(nodes, start, level);
  const split = start + splitPoint(count);
  return nodeHash(await rootOfRange(nodes, start, split), await rootOfRange(nodes, split, end));
}

async function rootOfFullSubtree(nodes: TreeNodes, start: number, level: number): Promise<Hash> {
  const keptLevel = level - (level % TILE_LEVELS);
  const hashes = await nodes.read(keptLevel, start / 2 ** keptLevel, 2 ** (level - keptLevel));
  return hashes.length === 1 ? hashes[0]! : rootOf(hashes);
}
