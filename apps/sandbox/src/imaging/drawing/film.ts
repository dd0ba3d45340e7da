import { gaussianTable, SmoothNoise } from './noise.js';
import { silhouetteOf, smoothOutline, type Point } from './silhouette.js';

/** How a bone absorbs: lengths in millimetres. */
export interface BoneForm {
  /** Half the bone's thickness along the beam. */
  readonly halfThickness: number;
  /** Where the surface has turned flat, counted from the edge; about half the narrowest width. */
  readonly rounding: number;
  readonly cortex: number;
  /** Direction of the trabeculae in degrees from the vertical. */
  readonly grainDegrees?: number;
  /** Less than 1 for bone that lies behind others or is thin. */
  readonly strength?: number;
}

const CORTICAL_WATER = 5;
const TRABECULAR_WATER = 1.25;

/** A projection radiograph in the making: for every pixel the millimetres of water that would absorb as much. */
export class Film {
  readonly water: Float32Array;
  readonly #soft: Float32Array;
  readonly #noise: SmoothNoise;

  constructor(readonly columns: number, readonly rows: number, readonly spacingMm: number, readonly seed: number) {
    this.water = new Float32Array(columns * rows);
    this.#soft = new Float32Array(columns * rows);
    this.#noise = new SmoothNoise(seed);
  }

  /** Soft tissue: overlapping outlines do not add up, the thickest counts. */
  flesh(points: readonly Point[], halfThickness: number, rounding: number): void {
    this.#stamp(points, (depth, index) => {
      this.#soft[index] = Math.max(this.#soft[index]!, chord(depth, rounding, halfThickness));
    });
  }

  /** Adds (or with a negative thickness takes away) a rounded body: heart, lung, a gas bubble. */
  body(points: readonly Point[], thickness: number, rounding: number, softEdge = 0): void {
    this.#stamp(points, (depth, index) => {
      const fade = softEdge > 0 ? Math.min(1, depth / softEdge) : 1;
      this.water[index] = this.water[index]! + fade * chord(depth, rounding, thickness / 2);
    });
  }

  bone(points: readonly Point[], form: BoneForm): void {
    const { halfThickness, rounding, cortex, strength = 1 } = form;
    const turn = ((form.grainDegrees ?? 0) * Math.PI) / 180;
    const cos = Math.cos(turn), sin = Math.sin(turn);
    this.#stamp(points, (depth, index, x, y) => {
      const whole = chord(depth, rounding, halfThickness);
      const marrow = depth > cortex ? chord(depth - cortex, rounding - cortex, Math.max(0, halfThickness - cortex)) : 0;
      const across = x * cos + y * sin, along = y * cos - x * sin;
      // Thicker bone shows its trabeculae less: more of them lie behind each other.
      const contrast = 0.9 / Math.sqrt(1 + halfThickness / 7);
      const grain = 1 + contrast * (1.25 * this.#noise.at(across * 1.1, along * 0.34, 2) * (0.6 + 0.8 * this.#noise.at(across * 0.23, along * 0.16, 9)) - 0.62);
      this.water[index] = this.water[index]! + strength * ((whole - marrow) * CORTICAL_WATER + marrow * TRABECULAR_WATER * grain);
    });
  }

  /** Weakens (factor below 1) or strengthens what lies along a line, as a fracture or an impacted edge does. */
  score(line: readonly Point[], halfWidthMm: number, factor: number, within: readonly Point[]): void {
    const base = new Set<number>();
    this.#stamp(within, (_, index) => base.add(index));
    for (const index of base) {
      const x = (index % this.columns) * this.spacingMm, y = Math.floor(index / this.columns) * this.spacingMm;
      const distance = distanceToLine(x, y, line);
      if (distance > 4 * halfWidthMm) continue;
      const effect = Math.exp(-((distance / halfWidthMm) ** 2)) * (0.75 + 0.5 * this.#noise.at(x * 0.7, y * 0.7, 21));
      this.water[index] = this.water[index]! * (1 + (factor - 1) * Math.min(1, effect));
    }
  }

  /** A side marker of lead: `L` or `R`. */
  marker(letter: 'L' | 'R', xMm: number, yMm: number, sizeMm: number): void {
    const bar = sizeMm * 0.16;
    const stroke = (x0: number, y0: number, x1: number, y1: number) => {
      const [dx, dy] = [x1 - x0, y1 - y0];
      const length = Math.hypot(dx, dy);
      const nx = (-dy / length) * bar, ny = (dx / length) * bar;
      this.#stampPolygon([[x0 + nx, y0 + ny], [x1 + nx, y1 + ny], [x1 - nx, y1 - ny], [x0 - nx, y0 - ny]].map(([x, y]) => [xMm + x!, yMm + y!] as const), (_, index) => {
        this.water[index] = 1_000;
      });
    };
    const width = sizeMm * 0.55;
    stroke(0, 0, 0, sizeMm);
    if (letter === 'L') stroke(0, sizeMm, width, sizeMm);
    else {
      stroke(0, 0, width, 0);
      stroke(width, 0, width, sizeMm * 0.48);
      stroke(0, sizeMm * 0.48, width, sizeMm * 0.48);
      stroke(0, sizeMm * 0.48, width, sizeMm);
    }
  }

  /**
   * Turns absorption into 12-bit grey values, white for dense: `lightest` and `darkest` are the millimetres of water that
   * become the ends of the scale. The detector blurs a little and adds noise.
   */
  develop(darkest: number, lightest: number, gamma = 1): Uint16Array {
    const { columns, rows, water } = this;
    for (let index = 0; index < water.length; index++) water[index] = water[index]! + this.#soft[index]!;
    blur(water, columns, rows, this.#soft);
    const gauss = gaussianTable(this.seed ^ 0x5bd1e995);
    const grey = new Uint16Array(columns * rows);
    for (let index = 0; index < grey.length; index++) {
      const x = (index % columns) / columns - 0.5, y = Math.floor(index / columns) / rows - 0.5;
      const uneven = 1 - 0.1 * (x * x + y * y);
      const exposed = Math.max(0, (water[index]! * uneven - darkest) / (lightest - darkest));
      // The shoulder of a film: the densest parts still differ from each other.
      const value = 1.16 * (1 - Math.exp(-2 * exposed ** gamma));
      grey[index] = clamp(150 + value * 3400 + gauss[(index * 7919 + this.seed) & 0xffff]! * (16 + 26 * value));
    }
    return grey;
  }

  #stamp(points: readonly Point[], paint: (depthMm: number, index: number, xMm: number, yMm: number) => void): void {
    this.#stampPolygon(smoothOutline(points), paint);
  }

  #stampPolygon(outline: readonly Point[], paint: (depthMm: number, index: number, xMm: number, yMm: number) => void): void {
    const silhouette = silhouetteOf(outline, this);
    if (!silhouette) return;
    const { left, top, width, height, depthMm } = silhouette;
    for (let row = Math.max(0, -top); row < height && row + top < this.rows; row++) {
      for (let column = Math.max(0, -left); column < width && column + left < this.columns; column++) {
        const depth = depthMm[row * width + column]!;
        if (depth > 0) paint(depth, (row + top) * this.columns + column + left, (column + left) * this.spacingMm, (row + top) * this.spacingMm);
      }
    }
  }
}

/** Length of the beam inside a body with a rounded edge, at this depth from its outline. */
function chord(depth: number, rounding: number, halfThickness: number): number {
  if (depth >= rounding || rounding <= 0) return 2 * halfThickness;
  const fromCrest = 1 - depth / rounding;
  return 2 * halfThickness * Math.sqrt(1 - fromCrest * fromCrest);
}

function distanceToLine(x: number, y: number, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 0; index + 1 < line.length; index++) {
    const [x0, y0] = line[index]!, [x1, y1] = line[index + 1]!;
    const dx = x1 - x0, dy = y1 - y0;
    const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x - x0 - t * dx, y - y0 - t * dy));
  }
  return nearest;
}

/** A small binomial blur, in place. */
function blur(image: Float32Array, columns: number, rows: number, scratch: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      const left = column > 0 ? index - 1 : index, right = column < columns - 1 ? index + 1 : index;
      scratch[index] = 0.25 * image[left]! + 0.5 * image[index]! + 0.25 * image[right]!;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      const above = row > 0 ? index - columns : index, below = row < rows - 1 ? index + columns : index;
      image[index] = 0.25 * scratch[above]! + 0.5 * scratch[index]! + 0.25 * scratch[below]!;
    }
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 4095 ? 4095 : value;
}
