import { SmoothNoise } from './noise.js';

/** What a point of the head is made of. */
export type HeadTissue =
  | 'air' | 'scalp-fat' | 'muscle' | 'cortical-bone' | 'marrow' | 'csf' | 'gray-matter' | 'white-matter' | 'deep-gray' | 'dura' | 'eye' | 'orbital-fat' | 'sinus-air' | 'mucosa' | 'mastoid';

/*
 * Patient coordinates: x to the left, y to the back, z to the vertex, millimetres; the lateral ventricles lie at z 8 to 36,
 * the orbits at z -40, the skull base between.
 */
const within = (x: number, y: number, cx: number, cy: number, a: number, b: number, power = 2) => Math.abs((x - cx) / a) ** power + Math.abs((y - cy) / b) ** power;

/** A head that a seed shapes: a tissue for every point. */
export class Head {
  readonly #noise: SmoothNoise;
  readonly #build: number;

  constructor(seed: number) {
    this.#noise = new SmoothNoise(seed);
    this.#build = 0.97 + 0.06 * this.#noise.at(0.5, 0.5, 0.5);
  }

  tissueAt(xMm: number, yMm: number, z: number): HeadTissue {
    const x = xMm / this.#build, y = yMm / this.#build;
    // The vault narrows to the vertex; below the ears the face and neck take over.
    const up = Math.max(0, z + 6) / 90;
    const size = Math.sqrt(Math.max(0.0001, 1 - up ** 2.3));
    const egg = 1 + 0.0011 * y;
    const halfWidth = 74 * size * egg, halfLength = 92 * size;
    const r = Math.sqrt(within(x, y, 0, 4, halfWidth, halfLength, 2.15));
    const scale = Math.min(halfWidth, halfLength);
    const depth = (1 - r) * scale;
    const scalp = 6.5, skull = scalp + 6.2 + 1.6 * this.#noise.at(x / 25, y / 25, z / 25);
    if (depth < 0) return this.#outside(x, y, z);
    if (depth < scalp) return depth < 1.6 ? 'muscle' : z < 20 && Math.abs(x) > 50 && Math.abs(y - 5) < 45 && depth > 3 ? 'muscle' : 'scalp-fat';
    if (z < -22 && y < -38 + (z + 52) * 0.6) return this.#face(x, y, z, depth);
    if (depth < skull) return depth < scalp + 1.9 || depth > skull - 1.7 ? 'cortical-bone' : 'marrow';
    if (z < -14) {
      const base = this.#skullBase(x, y, z);
      if (base) return base;
    }
    return this.#brain(x, y, z, depth - skull);
  }

  #outside(x: number, y: number, z: number): HeadTissue {
    const nose = z < -24 && within(x, y, 0, -92, 13, 16) < 1;
    const ear = z < -12 && Math.abs(Math.abs(x) - 78) < 4 && Math.abs(y - 12) < 14;
    if (nose || ear) return 'muscle';
    return 'air';
  }

  /** Orbits, ethmoid cells and the front of the skull base. */
  #face(x: number, y: number, z: number, depth: number): HeadTissue {
    const orbit = within(Math.abs(x), y, 33 - (y + 60) * 0.32, -58, 19, 29, 2.2);
    const fade = 1 - ((z + 40) / 20) ** 2;
    if (fade > 0 && orbit < fade) {
      const eye = within(Math.abs(x), y, 33, -67, 12.2, 12.2);
      if (eye < fade) return within(Math.abs(x), y, 33, -75.5, 4.6, 2.6) < 1 ? 'muscle' : 'eye';
      const muscles = Math.abs(orbit - 0.56 * fade) < 0.075 || Math.abs(Math.abs(x) - 24 + (y + 50) * 0.32) < 1.8;
      return muscles && y > -62 ? 'muscle' : 'orbital-fat';
    }
    if (fade > 0 && orbit < fade + 0.14) return 'cortical-bone';
    if (Math.abs(x) < 15 && y > -80 && y < -26) {
      if (Math.abs(x) < 0.9) return 'cortical-bone';
      const cell = this.#noise.at(x / 4.6, y / 5.4, z / 6);
      return cell > 0.66 || Math.abs(x) > 13.6 ? 'cortical-bone' : cell > 0.6 ? 'mucosa' : 'sinus-air';
    }
    if (depth < 12) return depth > 7 && depth < 10.5 ? 'cortical-bone' : 'scalp-fat';
    return z > -30 ? 'cortical-bone' : 'muscle';
  }

  /** The petrous ridges, the sphenoid sinus and the mastoid cells. */
  #skullBase(x: number, y: number, z: number): HeadTissue | undefined {
    const strength = Math.min(1, (-14 - z) / 14);
    const ridge = Math.abs((y - 6) - (Math.abs(x) - 22) * 0.62);
    if (Math.abs(x) > 12 && Math.abs(x) < 66 && ridge < 9.5 * strength * (0.5 + Math.abs(x) / 70)) {
      if (Math.abs(x) > 42 && this.#noise.at(x / 2.6, y / 2.6, z / 2.6) > 0.46) return 'mastoid';
      return ridge < 2.2 && Math.abs(x) > 24 && Math.abs(x) < 31 ? 'csf' : 'cortical-bone';
    }
    const sphenoid = within(x, y, 0, -16, 15, 13);
    if (z < -22 && sphenoid < 1.25) return sphenoid < 0.9 ? 'sinus-air' : 'cortical-bone';
    const clivus = within(x, y, 0, 1, 11, 5);
    if (z < -24 && clivus < 1) return 'marrow';
    const wing = Math.abs(y + 34 - (Math.abs(x) - 20) * -0.12);
    if (z < -20 && wing < 2.6 && Math.abs(x) > 14) return 'cortical-bone';
    return undefined;
  }

  #brain(x: number, y: number, z: number, depth: number): HeadTissue {
    if (depth < 0.9) return 'dura';
    if (Math.abs(x) < 0.8 && z > -8 && (y < -30 || y > 46 || z > 44)) return 'dura';
    if (z < -14 && y > 8) return this.#posteriorFossa(x, y, z, depth);
    const inner = this.#deepStructures(x, y, z);
    if (inner) return inner;
    if (depth < 2.4) return 'csf';
    // Sulci follow the zero lines of a smooth noise; grey matter lines them and the surface.
    const bend = this.#noise.at(x / 34, y / 34, z / 34) * 3;
    const fold = this.#noise.at(x / 11 + bend, y / 11, z / 13) - 0.5;
    const reach = 15 + 10 * this.#noise.at(x / 30, y / 30, z / 30 + 7);
    const width = 0.05 * Math.max(0, 1 - depth / reach) ** 0.7;
    const interhemispheric = Math.abs(x) < 1.5 && (y < -24 || y > 40 || z > 42);
    const sylvian = Math.abs(x) > 32 && Math.abs(y + 12 - (Math.abs(x) - 32) * 0.15 + 6 * Math.sin(z / 7)) < 1.6 && z > -10 && z < 20;
    if (interhemispheric || sylvian) return 'csf';
    if (depth < reach && Math.abs(fold) < width) return 'csf';
    const cortex = depth < 5.4 || Math.abs(x) < 4.4 && (y < -24 || y > 40 || z > 42) || (depth < reach + 4 && Math.abs(fold) < width + 0.135);
    return cortex ? 'gray-matter' : 'white-matter';
  }

  #deepStructures(x: number, y: number, z: number): HeadTissue | undefined {
    const side = Math.abs(x);
    if (z > 2 && z < 40) {
      const fade = Math.sqrt(Math.max(0, 1 - ((z - 20) / 20) ** 2));
      // Front and back horns and the body between: two bows that nearly touch in the middle.
      const bow = 4.2 + 0.011 * (y + 2) ** 2 * (y < -2 ? 0.9 : 0.55);
      const horns = 3.4 * Math.exp(-(((y + 19) / 11) ** 2)) + 3.2 * Math.exp(-(((y - 30) / 12) ** 2));
      const body = z > 22 ? (z - 22) * 0.3 : 0;
      const half = fade * Math.sqrt(Math.max(0, 1 - ((y - 5) / 39) ** 4)) * (1.5 + horns + body);
      if (y > -34 && y < 44 && Math.abs(side - bow) < half) {
        const isPlexus = y > 26 && Math.abs(side - bow) < 1.8 && z < 16;
        return isPlexus ? 'gray-matter' : 'csf';
      }
      if (side < 1.1 && y > -12 && y < 22) return z < 18 ? 'csf' : 'white-matter';
      if (z < 24 && within(side, y, bow + 5.6, -16, 4.6, 11) < fade) return 'deep-gray';
      if (z < 20 && within(side, y, 12, 10, 8.6, 13.4) < fade) return 'deep-gray';
      if (z < 18 && within(side, y - (side - 25) * 0.3, 25, -6, 5, 15) < fade) return 'deep-gray';
    }
    if (z >= -14 && z <= 2) {
      if (side < 2 && y > -14 && y < 12) return 'csf';
      const cistern = within(side, y, 0, -6, 13 - side * 0.2, 9, 1.3);
      if (z < -6 && cistern < 1) return 'csf';
      const quadrigeminal = Math.abs(Math.hypot(side, y - 16) - 17) < 1.6 && y > 8;
      if (quadrigeminal) return 'csf';
      if (Math.hypot(side * 0.9, y - 12) < 15) return 'white-matter';
      if (within(side, y, 30, 4, 2.2, 10) < 1) return 'csf';
    }
    return undefined;
  }

  #posteriorFossa(x: number, y: number, z: number, depth: number): HeadTissue {
    const stem = within(x, y, 0, 14, 15, 12);
    if (stem < 1) return 'white-matter';
    if (stem < 1.35) return 'csf';
    if (within(x, y, 0, 31, 7.5, 5) < 1) return 'csf';
    if (depth < 2.6) return 'csf';
    const folia = Math.sin(depth * 1.5 + 3 * this.#noise.at(x / 12, y / 12, z / 12));
    if (depth < 16 && folia > 0.72) return 'csf';
    return depth < 18 ? 'gray-matter' : 'white-matter';
  }
}
