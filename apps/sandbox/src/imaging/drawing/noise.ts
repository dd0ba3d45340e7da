/** A generator of numbers in [0, 1) that a seed decides (a 32-bit integer hash of a counter). */
export function randomNumbers(seed: number): () => number {
  let counter = seed >>> 0;
  return () => hashToUnit((counter = (counter + 0x9e3779b9) >>> 0));
}

function hashToUnit(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x21f0aaad);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x735a2d97);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}

const CELLS = 32;
const WRAP = CELLS - 1;

/** Smooth noise in space, between 0 and 1, one bump per unit, repeating every 32 units. */
export class SmoothNoise {
  readonly #lattice: Float32Array;

  constructor(seed: number) {
    const next = randomNumbers(seed);
    this.#lattice = Float32Array.from({ length: CELLS ** 3 }, next);
  }

  at(x: number, y: number, z: number): number {
    const column = Math.floor(x), row = Math.floor(y), plane = Math.floor(z);
    const fx = ease(x - column), fy = ease(y - row), fz = ease(z - plane);
    const near = this.#bilinear(column, row, plane, fx, fy);
    return near + (this.#bilinear(column, row, plane + 1, fx, fy) - near) * fz;
  }

  #bilinear(column: number, row: number, plane: number, fx: number, fy: number): number {
    const lattice = this.#lattice;
    const base = (plane & WRAP) * CELLS * CELLS;
    const upper = base + (row & WRAP) * CELLS, lower = base + ((row + 1) & WRAP) * CELLS;
    const left = column & WRAP, right = (column + 1) & WRAP;
    const top = lattice[upper + left]! + (lattice[upper + right]! - lattice[upper + left]!) * fx;
    const bottom = lattice[lower + left]! + (lattice[lower + right]! - lattice[lower + left]!) * fx;
    return top + (bottom - top) * fy;
  }
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A table of normally distributed numbers: cheaper than making one per pixel, and long enough not to show. */
export function gaussianTable(seed: number, length = 1 << 16): Float32Array {
  const next = randomNumbers(seed);
  return Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()));
}
