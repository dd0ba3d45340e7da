import type { ImagePlan } from '../image-plan.js';
import { gaussianTable, randomNumbers, SmoothNoise } from './noise.js';

/*
 * A chest in patient coordinates: x to the patient's left, y to the back, z to the head, millimetres; the carina lies at
 * z 40, the dome of the liver near z -70. Values are Hounsfield units.
 */

const AIR = -1000, LUNG = -870, FAT = -100, MUSCLE = 52, BLOOD = 46, LIVER = 58;

interface Vessel { readonly x: number; readonly y: number; readonly z: number; readonly dx: number; readonly dy: number; readonly dz: number; readonly length: number; readonly radius: number }

/** Draws one axial slice of a chest. */
export function drawChestSlice(seed: number, plan: ImagePlan): Int16Array {
  const { rows, columns, pixelSpacingMm: spacing } = plan;
  const z = plan.slice?.positionMm ?? 0;
  const noise = new SmoothNoise(seed);
  const gauss = gaussianTable(seed ^ Math.round(z * 100));
  const body = new ChestAt(z, seed, noise);
  const vessels = vesselMask(seed, z, columns, rows, spacing);
  const slice = new Int16Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const y = (row - (rows - 1) / 2) * spacing;
    for (let column = 0; column < columns; column++) {
      const x = (column - (columns - 1) / 2) * spacing;
      const index = row * columns + column;
      let value = body.at(x, y);
      if (value < -700 && value > -960) value += (30 - value) * vessels[index]!;
      const grain = value < -960 ? 5 : 11;
      slice[index] = Math.max(-1024, Math.min(3071, value + grain * gauss[(index * 31 + row * 7) & 0xffff]!));
    }
  }
  return slice;
}

const within = (x: number, y: number, cx: number, cy: number, a: number, b: number, power = 2) => Math.abs((x - cx) / a) ** power + Math.abs((y - cy) / b) ** power;

/** The anatomy of one level. */
class ChestAt {
  readonly #halfWidth: number;
  readonly #halfDepth: number;
  readonly #lung: number;

  constructor(readonly z: number, seed: number, readonly noise: SmoothNoise) {
    const build = 0.94 + 0.12 * randomNumbers(seed)();
    const shoulder = smoothstep(70, 125, z);
    this.#halfWidth = build * (158 + 26 * shoulder - 6 * smoothstep(-60, -150, z));
    this.#halfDepth = build * (108 - 20 * shoulder);
    const apex = Math.sqrt(Math.max(0, 1 - ((z - 10) / 116) ** 2));
    this.#lung = Math.min(1, apex * 1.12);
  }

  at(x: number, y: number): number {
    const { z, noise } = this;
    const skin = within(x, y, 0, 0, this.#halfWidth, this.#halfDepth, 2.5);
    if (skin > 1) return this.#outside(x, y);
    const wall = within(x, y, 0, -2, this.#halfWidth - 28, this.#halfDepth - 20, 2.3);
    let value = skin > 0.965 ? 10 : FAT + 14 * noise.at(x / 7, y / 7, z / 7);
    const chestWall = within(x, y, 0, 0, this.#halfWidth - 13, this.#halfDepth - 9, 2.4);
    if (chestWall < 1 || (y > 20 && skin < 0.9)) value = wall > 1 ? MUSCLE - 10 + 16 * noise.at(x / 4, y / 9, z / 9) : FAT + 20 * noise.at(x / 8, y / 8, z / 8);
    // A layer of fat between the muscles of the back and of the flank.
    if (chestWall < 0.97 && wall > 1.19 && Math.abs(noise.at(x / 26, y / 26, z / 26 + 5) - 0.5) < 0.04) value = FAT;
    if (wall < 1) value = this.#inside(x, y);
    value = this.#ribsAndShoulder(x, y, wall, value);
    return this.#spine(x, y, value);
  }

  #outside(x: number, y: number): number {
    const table = y - 118 - (x * x) / 1400;
    return Math.abs(table) < 2 ? -250 : AIR;
  }

  /** Ribs run down and forward, so that a slice cuts each of them slantwise. */
  #ribsAndShoulder(x: number, y: number, wall: number, value: number): number {
    const { z, noise } = this;
    const angle = Math.atan2(y + 2, Math.abs(x));
    const isRibCage = wall > 1.02 && wall < 1.17 && angle > -1.15 && angle < 1.32;
    if (isRibCage) {
      const rib = (z + 26 * angle + 400) / 27;
      const across = Math.abs(rib - Math.floor(rib) - 0.5) * 2;
      const radial = Math.abs(wall - 1.095) / 0.075;
      const shape = across * across * 2.6 + radial * radial;
      if (shape < 1) return shape > 0.5 ? 620 : 190 + 120 * noise.at(x / 2, y / 2, z / 2);
      if (angle < -0.75 && shape < 1.6) return 110;
    }
    const sternum = within(x, y, 0, -this.#halfDepth + 17, 19, 6.5, 2.6);
    if (z < 78 && z > -70 && sternum < 1) return sternum > 0.62 ? 480 : 150;
    if (z > 10) {
      const blade = Math.abs(y - 64 - (Math.abs(x) - 96) * 0.35 + ((Math.abs(x) - 96) / 26) ** 2 * 3);
      if (wall > 1 && Math.abs(x) > 68 && Math.abs(x) < 128 - (110 - z) * 0.2 && blade < 2.6) return blade > 1.5 ? 560 : 220;
    }
    if (z > 98) {
      const humerus = within(x, y, Math.sign(x) * 150, 6, 20, 20);
      if (humerus < 1) return humerus > 0.76 ? 720 : 180 + 110 * noise.at(x / 2, y / 2, z / 2);
      const clavicle = Math.abs(y + 52 + (Math.abs(x) - 60) * 0.1 - (z - 112) * 0.9);
      if (Math.abs(x) > 16 && Math.abs(x) < 110 && clavicle < 5.6 + 1.6 * Math.cos(x / 18)) return clavicle > 3.6 ? 640 : 240;
    }
    return value;
  }

  #inside(x: number, y: number): number {
    const { z, noise } = this;
    let value: number;
    const cage = within(x, y, 0, -2, this.#halfWidth - 32, this.#halfDepth - 24, 2.3);
    const apical = within(x, y, Math.sign(x) * 68, 6, 62 * this.#lung, 84 * this.#lung, 2.3);
    // What lies between the lungs: wide at the vessels and the spine, narrow in front of the heart.
    const between = 15 + 16 * Math.exp(-(((y - 52) / 26) ** 2)) + 15 * Math.exp(-(((y + 18) / 34) ** 2));
    const isLung = z > 30 ? apical < 1 && cage < 1 : cage < 1;
    if (isLung && Math.abs(x) > between) value = LUNG + 60 * noise.at(x / 6, y / 6, z / 6) + 0.28 * y;
    else if (z > 70 && within(x, y, 0, -8, 54, 62) > 1 && noise.at(x / 16, y / 16, z / 16 + 3) > 0.3) value = MUSCLE;
    else value = FAT + 18 * noise.at(x / 8, y / 8, z / 8);
    const diaphragm = this.#belowDiaphragm(x, y);
    if (diaphragm !== undefined) value = diaphragm;
    value = this.#heartAndVessels(x, y, value);
    return this.#airways(x, y, value);
  }

  /** Liver under the right dome, spleen and stomach under the left. */
  #belowDiaphragm(x: number, y: number): number | undefined {
    const { z, noise } = this;
    // The left lobe of the liver reaches across the midline in front.
    const isRight = x < -4 + 52 * Math.exp(-(((y + 62) / 44) ** 2));
    const dome = isRight ? -58 : -72;
    const height = dome - within(x, y, isRight ? -58 : 66, -6, 96, 108) * 62;
    if (z > height) return undefined;
    if (isRight) return LIVER + 7 * noise.at(x / 5, y / 5, z / 5) - (within(x, y, -30, 16, 5, 4) < 1 ? 16 : 0);
    if (within(x, y, 86, 44, 34, 26) < 1) return 54 + 6 * noise.at(x / 5, y / 5, z / 5);
    const stomach = within(x, y, 58, -28, 46, 40);
    if (stomach < 1) return stomach > 0.84 ? 42 : y < -34 ? AIR + 20 : 18;
    return FAT;
  }

  #heartAndVessels(x: number, y: number, before: number): number {
    const { z, noise } = this;
    const heart = Math.sqrt(Math.max(0, 1 - ((z + 32) / 62) ** 2));
    if (heart > 0) {
      const turn = 0.62;
      const hx = (x - 16) * Math.cos(turn) + (y + 26) * Math.sin(turn), hy = (y + 26) * Math.cos(turn) - (x - 16) * Math.sin(turn);
      const sac = within(hx, hy, 0, 0, 66 * heart, 47 * heart, 2.2);
      if (sac < 1.1) {
        if (sac > 1) return FAT + 30;
        const septum = Math.abs(hx * 0.25 + hy + 4) < 5 && sac < 0.8;
        const chamber = sac < 0.62 && !septum;
        return (chamber ? BLOOD : 58) + 5 * noise.at(x / 4, y / 4, z / 4);
      }
    }
    if (z > 10 && Math.abs(x) < 42 && y < 40 && y > -70 && before < -700 && within(x, y, 0, -14, 36, 52) < 1) before = FAT + 24;
    const arch = within(x, y, 8 + (z - 62) * 0.12, -2, 13, 34);
    if (z > 54 && z < 76 && arch < 1) return BLOOD;
    if (z > 8 && z <= 54 && within(x, y, -14, -30, 15, 15) < 1) return BLOOD;
    if (z > 4 && z <= 54 && within(x, y, -40, -26, 9, 9) < 1) return BLOOD;
    if (z > 10 && z < 34 && within(x, y, 8, -22, 34, 11) < 1) return BLOOD + 4;
    if (z <= 56 && within(x, y, 24, 44, 12.5, 12.5) < 1.12) return within(x, y, 24, 44, 12.5, 12.5) > 0.92 ? 68 : BLOOD;
    if (z > 74 && [[-18, -22, 7], [4, -24, 6], [22, -8, 6], [-34, -30, 8], [34, -30, 8]].some(([cx, cy, radius]) => within(x, y, cx!, cy!, radius!, radius!) < 1)) return BLOOD;
    if (within(x, y, 4, 32, 6, 4.5) < 1) return within(x, y, 4, 32, 2, 1.4) < 1 ? -700 : 38;
    return before;
  }

  #airways(x: number, y: number, before: number): number {
    const { z } = this;
    const tube = (cx: number, cy: number, radius: number) => {
      const r = Math.hypot(x - cx, y - cy) / radius;
      return r < 1 ? AIR + 15 : r < 1.22 ? 20 : before;
    };
    if (z > 40) return within(x, y, 0, 12, 11, 10) < 1.3 ? tube(0, 12, 9.5) : before;
    if (z > 4) {
      const away = 9 + (40 - z) * 0.95;
      return x < 0 ? tube(-away, 13, 7.4) : tube(away, 14, 6.6);
    }
    return before;
  }

  #spine(x: number, y: number, before: number): number {
    const { z, noise } = this;
    const level = (((z + 520) % 26) + 26) % 26;
    const vertebra = within(x, y, 0, 64, 19, 15, 2.5);
    if (vertebra < 1) {
      if (level < 5) return 78;
      return vertebra > 0.8 || level < 7 || level > 24 ? 520 : 190 + 130 * noise.at(x / 1.7, y / 1.7, z / 1.7);
    }
    const canal = within(x, y, 0, 86, 9.5, 8);
    if (canal < 1) return within(x, y, 0, 86, 5.6, 5) < 1 ? 36 : 6;
    const arch = within(x, y, 0, 86, 15, 13.5);
    if (arch < 1 && level > 5) return 430;
    if (Math.abs(x) < 3.2 && y > 94 && y < 112 && level > 8 && level < 22) return 470;
    if (Math.abs(y - 84 - Math.abs(x) * 0.1) < 4.6 && Math.abs(x) < 44 && level > 11 && level < 20) return Math.abs(y - 84 - Math.abs(x) * 0.1) > 2.8 ? 480 : 220;
    if (Math.abs(x) < 44 && y > 84 && within(x, y, Math.sign(x) * 24, 96, 22, 13) < 1) return MUSCLE;
    return before;
  }
}

/** How much of each pixel vessels of the lungs fill in this slice, 0 to 1. */
function vesselMask(seed: number, z: number, columns: number, rows: number, spacing: number): Float32Array {
  const mask = new Float32Array(columns * rows);
  for (const vessel of lungVessels(seed)) {
    const reach = vessel.radius + spacing;
    const steps = Math.ceil(vessel.length / 1.5);
    if (Math.min(vessel.z, vessel.z + vessel.dz * vessel.length) - reach > z || Math.max(vessel.z, vessel.z + vessel.dz * vessel.length) + reach < z) continue;
    for (let step = 0; step <= steps; step++) {
      const along = (vessel.length * step) / steps;
      const away = vessel.z + vessel.dz * along - z;
      if (Math.abs(away) > vessel.radius) continue;
      stampDisc(mask, columns, rows, (vessel.x + vessel.dx * along) / spacing + (columns - 1) / 2, (vessel.y + vessel.dy * along) / spacing + (rows - 1) / 2, Math.sqrt(vessel.radius ** 2 - away ** 2) / spacing);
    }
  }
  return mask;
}

function stampDisc(mask: Float32Array, columns: number, rows: number, x: number, y: number, radius: number): void {
  for (let row = Math.max(0, Math.floor(y - radius - 1)); row <= Math.min(rows - 1, y + radius + 1); row++) {
    for (let column = Math.max(0, Math.floor(x - radius - 1)); column <= Math.min(columns - 1, x + radius + 1); column++) {
      const covered = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(column - x, row - y)));
      const index = row * columns + column;
      if (covered > mask[index]!) mask[index] = covered;
    }
  }
}

/** Both lungs' vessel trees: from each hilum outwards, branching and thinning. */
function lungVessels(seed: number): Vessel[] {
  const next = randomNumbers(seed ^ 0x7a3d);
  const vessels: Vessel[] = [];
  const grow = (x: number, y: number, z: number, direction: readonly [number, number, number], radius: number, length: number): void => {
    const size = Math.hypot(...direction);
    const [dx, dy, dz] = [direction[0] / size, direction[1] / size, direction[2] / size];
    vessels.push({ x, y, z, dx, dy, dz, length, radius });
    if (radius < 0.85) return;
    for (let branch = 0; branch < (radius > 2 ? 3 : 2); branch++) {
      const spread = () => (next() - 0.5) * 1.5;
      const start = length * (0.65 + 0.35 * next());
      grow(x + dx * start, y + dy * start, z + dz * start, [dx + spread(), dy + spread(), dz + spread()], radius * (0.6 + 0.18 * next()), length * (0.68 + 0.18 * next()));
    }
  };
  for (const side of [-1, 1]) {
    for (const [dy, dz] of [[-0.5, 0.9], [0.3, 1], [-0.8, 0.1], [0.6, 0.2], [-0.4, -0.9], [0.4, -1], [0.1, -0.5], [0.9, -0.6]] as const) {
      grow(side * 32, 4, 14, [side * (0.55 + 0.5 * next()), dy, dz], 4.2, 38);
    }
  }
  return vessels;
}

function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
