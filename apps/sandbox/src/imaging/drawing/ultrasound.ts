import type { ImagePlan } from '../image-plan.js';
import { randomNumbers, SmoothNoise } from './noise.js';

/*
 * The right upper abdomen lengthwise, as a curved probe on the skin sees it: liver with its vessels, the right kidney
 * behind it, the gall bladder below, the bright diaphragm at the head end (left). Distances in pixels of 0.4 mm.
 */

const APEX_ABOVE = 92, PROBE_RADIUS = 104, REACH = 470, HALF_ANGLE = 0.62;
const ANGLES = 440, DEPTHS = 440;

/** Draws a clip: one breath goes by in its frames. */
export function drawAbdomenClip(seed: number, plan: ImagePlan): Uint8Array {
  const { rows, columns, frames } = plan;
  const echoes = new EchoField(seed);
  const still = fanGeometry(rows, columns);
  const bar = greyBar(rows, columns);
  const clip = new Uint8Array(rows * columns * frames);
  const next = randomNumbers(seed ^ 0x1234);
  for (let frame = 0; frame < frames; frame++) {
    const breath = frames === 1 ? 0 : 9 * Math.sin((2 * Math.PI * frame) / frames);
    const beams = echoes.scan(breath);
    const flicker = 0.985 + 0.03 * next();
    const at = frame * rows * columns;
    for (let index = 0; index < still.length; index++) {
      const beam = still[index]!;
      clip[at + index] = beam < 0 ? bar[index]! : Math.min(255, bilinear(beams, beam) * flicker);
    }
  }
  return clip;
}

/** For each pixel the place in the table of echoes (depth row plus fraction of the angle), or -1 outside of the fan. */
function fanGeometry(rows: number, columns: number): Float32Array {
  const table = new Float32Array(rows * columns).fill(-1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = column - columns / 2, y = row + APEX_ABOVE;
      const radius = Math.hypot(x, y), angle = Math.atan2(x, y);
      if (radius < PROBE_RADIUS || radius > PROBE_RADIUS + REACH - 10 || Math.abs(angle) > HALF_ANGLE) continue;
      const depth = Math.floor(((radius - PROBE_RADIUS) / REACH) * (DEPTHS - 1));
      table[row * columns + column] = depth * ANGLES + ((angle + HALF_ANGLE) / (2 * HALF_ANGLE)) * (ANGLES - 2);
    }
  }
  return table;
}

function bilinear(beams: Float32Array, place: number): number {
  const left = Math.floor(place), fraction = place - left;
  return beams[left]! * (1 - fraction) + beams[left + 1]! * fraction;
}

/** The scale of greys every console shows beside the picture, and ticks of one centimetre. */
function greyBar(rows: number, columns: number): Uint8Array {
  const picture = new Uint8Array(rows * columns);
  for (let row = 40; row < 200; row++) {
    for (let column = 16; column < 26; column++) picture[row * columns + column] = 255 - Math.round(((row - 40) / 160) * 250);
  }
  for (let depth = 0; depth * 25 + 12 < rows; depth++) {
    const length = depth % 5 === 0 ? 9 : 5;
    picture.fill(170, (depth * 25 + 12) * columns + columns - 14, (depth * 25 + 12) * columns + columns - 14 + length);
  }
  return picture;
}

const inside = (x: number, y: number, cx: number, cy: number, a: number, b: number, turn = 0) => {
  const cos = Math.cos(turn), sin = Math.sin(turn);
  return (((x - cx) * cos + (y - cy) * sin) / a) ** 2 + (((y - cy) * cos - (x - cx) * sin) / b) ** 2;
};

class EchoField {
  readonly #noise: SmoothNoise;
  /** Speckle belongs to the tissue, so it is drawn once, a little wider than the fan, and moves with the breath. */
  readonly #speckle: Float32Array;

  constructor(seed: number) {
    this.#noise = new SmoothNoise(seed);
    const next = randomNumbers(seed ^ 0x77);
    const raw = Float32Array.from({ length: ANGLES * DEPTHS }, () => -Math.log(next() + 1e-9));
    // Rayleigh-like grains, wider across the beam than along it, and wider still with depth.
    this.#speckle = new Float32Array(raw.length);
    for (let depth = 1; depth < DEPTHS - 1; depth++) {
      for (let angle = 3; angle < ANGLES - 3; angle++) {
        let sum = 0;
        for (let across = -3; across <= 3; across++) {
          const weight = 4 - Math.abs(across);
          const index = depth * ANGLES + angle + across;
          sum += weight * (raw[index - ANGLES]! + 2 * raw[index]! + raw[index + ANGLES]!);
        }
        this.#speckle[depth * ANGLES + angle] = sum / 64;
      }
    }
  }

  /** One sweep of the beam: brightness by depth and angle, with shadow and enhancement behind what casts them. */
  scan(breath: number): Float32Array {
    const beams = new Float32Array(ANGLES * DEPTHS);
    for (let column = 0; column < ANGLES; column++) {
      const angle = (column / (ANGLES - 2)) * 2 * HALF_ANGLE - HALF_ANGLE;
      let gain = 1;
      for (let row = 0; row < DEPTHS; row++) {
        const radius = PROBE_RADIUS + (row / (DEPTHS - 1)) * REACH;
        const x = radius * Math.sin(angle), y = radius * Math.cos(angle) - APEX_ABOVE;
        const [echo, through] = this.#tissue(x, y, breath);
        gain = Math.min(1.7, gain * through);
        const grain = this.#speckle[row * ANGLES + Math.min(ANGLES - 4, Math.max(3, column + Math.round(breath * 0.6)))]!;
        const depthFade = Math.exp(-row / 1500) * (row < 8 ? 1.6 : 1);
        beams[row * ANGLES + column] = Math.min(255, 255 * (1 - Math.exp(-1.25 * echo * gain * depthFade * (0.25 + 0.85 * grain))));
      }
    }
    return beams;
  }

  /** How strongly a place echoes, and what it leaves of the beam for what lies behind. */
  #tissue(xFan: number, y: number, breath: number): readonly [echo: number, through: number] {
    if (y < 34) return [y < 10 ? 0.9 : 0.3 + 0.35 * this.#noise.at(xFan / 40, y / 4, 3), 1];
    const x = xFan - breath;
    const diaphragm = Math.hypot(x - 60, y - 60 - breath * 0.4) - 330;
    // It ends where the kidney and the bowel hide it: along a beam, as a shadow does.
    if (xFan < 0.26 * (y + APEX_ABOVE) && diaphragm > 0) return diaphragm < 7 ? [2.4, 0.995] : [0.22 * Math.exp(-(diaphragm - 7) / 60) + 0.05, 0.996];
    const bladder = inside(x, y, 176, 150, 62, 26, 0.5);
    if (bladder < 1) return bladder > 0.82 ? [1.1, 1] : [0.015, 1.0032];
    const kidney = inside(x, y, 92, 300, 128, 56, 0.3);
    if (kidney < 1) {
      if (kidney > 0.93) return [1.5, 1];
      const sinus = inside(x, y, 92, 302, 84, 24, 0.3) + 0.5 * (this.#noise.at(x / 16, y / 12, 5) - 0.5);
      if (sinus < 1) return [1.25, 0.9995];
      const pyramid = Math.abs(((Math.atan2(y - 300 - (x - 92) * 0.3, (x - 92) * 0.5) / Math.PI) * 4.5) % 1) < 0.36 && kidney < 0.74;
      return [pyramid ? 0.11 : 0.24, 1];
    }
    if (kidney < 1.14) return [1.1, 1];
    for (const [cx, cy, a, b, turn] of VESSELS) {
      const vessel = inside(x, y, cx, cy, a, b, turn);
      if (vessel < 1) return [0.02, 1.0005];
      // Portal branches have bright walls, hepatic veins none.
      if (turn > 0 && vessel < 1.7) return [1.15, 1];
    }
    const isLiver = x < 150 - (y - 60) * 0.12 && y < 330 && kidney > 1.1;
    if (isLiver) return [0.42 + 0.1 * this.#noise.at(x / 30, y / 30, 1), 0.9998];
    // Bowel gas: bright, with a dirty shadow behind.
    const gas = inside(x, y, 250, 250, 46, 16, 0.4);
    if (gas < 1) return [2.2, 0.9];
    return [0.3 + 0.6 * this.#noise.at(x / 26, y / 14, 8), 0.999];
  }
}

const VESSELS = [
  [-60, 150, 74, 9, -0.5], [-118, 214, 50, 8, -0.9], [22, 132, 40, 8, 0.42], [-24, 206, 26, 7, 0.3], [60, 196, 34, 9, 0.7], [-150, 120, 20, 6, -0.2],
] as const;
