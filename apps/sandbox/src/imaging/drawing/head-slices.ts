import type { ImagePlan, MrWeighting } from '../image-plan.js';
import { Head, type HeadTissue } from './head.js';
import { gaussianTable, SmoothNoise } from './noise.js';

const HOUNSFIELD: Record<HeadTissue, number> = {
  air: -1000, 'scalp-fat': -85, muscle: 50, 'cortical-bone': 1150, marrow: 560, csf: 5, 'gray-matter': 39, 'white-matter': 28, 'deep-gray': 38,
  dura: 55, eye: 12, 'orbital-fat': -95, 'sinus-air': -980, mucosa: 30, mastoid: -420,
};

/** Brightness of each tissue, relative to the brightest, in the three usual contrasts. */
const MR_SIGNAL: Record<MrWeighting, Record<HeadTissue, number>> = {
  T1: {
    air: 0, 'scalp-fat': 1, muscle: 0.38, 'cortical-bone': 0.03, marrow: 0.4, csf: 0.14, 'gray-matter': 0.45, 'white-matter': 0.66, 'deep-gray': 0.5,
    dura: 0.2, eye: 0.15, 'orbital-fat': 0.98, 'sinus-air': 0.01, mucosa: 0.36, mastoid: 0.04,
  },
  T2: {
    air: 0, 'scalp-fat': 0.62, muscle: 0.22, 'cortical-bone': 0.03, marrow: 0.26, csf: 1, 'gray-matter': 0.5, 'white-matter': 0.34, 'deep-gray': 0.4,
    dura: 0.14, eye: 0.97, 'orbital-fat': 0.6, 'sinus-air': 0.01, mucosa: 0.8, mastoid: 0.06,
  },
  FLAIR: {
    air: 0, 'scalp-fat': 0.66, muscle: 0.28, 'cortical-bone': 0.03, marrow: 0.26, csf: 0.07, 'gray-matter': 0.6, 'white-matter': 0.46, 'deep-gray': 0.52,
    dura: 0.2, eye: 0.08, 'orbital-fat': 0.62, 'sinus-air': 0.01, mucosa: 0.62, mastoid: 0.05,
  },
};

/** Draws one axial CT slice of a head, in Hounsfield units. */
export function drawHeadCtSlice(seed: number, plan: ImagePlan): Int16Array {
  const values = sampled(seed, plan, (tissue) => HOUNSFIELD[tissue]);
  const gauss = gaussianTable(seed ^ Math.round((plan.slice?.positionMm ?? 0) * 100));
  return Int16Array.from(values, (value, index) => Math.max(-1024, Math.min(3071, value + (value < -900 ? 4 : 3.2) * gauss[(index * 31) & 0xffff]!)));
}

/** Draws one axial MR slice of a head, 12 bits: the coil is a little uneven, as coils are. */
export function drawHeadMrSlice(seed: number, plan: ImagePlan): Uint16Array {
  const signal = MR_SIGNAL[plan.weighting ?? 'T1'];
  const values = sampled(seed, plan, (tissue) => signal[tissue]);
  const coil = new SmoothNoise(seed ^ 0x3c6ef372);
  const gauss = gaussianTable(seed ^ Math.round((plan.slice?.positionMm ?? 0) * 100) ^ 0x51ed);
  return Uint16Array.from(values, (value, index) => {
    const x = index % plan.columns, y = Math.floor(index / plan.columns);
    const bias = 0.88 + 0.24 * coil.at(x / 130, y / 130, 1);
    // Rician noise: what is left of two noisy channels.
    return Math.min(4095, Math.hypot(value * bias * 1050 + 17 * gauss[(index * 31) & 0xffff]!, 17 * gauss[(index * 17 + 9) & 0xffff]!));
  });
}

/** Samples each pixel at four points, so that edges and thin sulci come out smooth. */
function sampled(seed: number, plan: ImagePlan, valueOf: (tissue: HeadTissue) => number): Float32Array {
  const { rows, columns, pixelSpacingMm: spacing } = plan;
  const z = plan.slice?.positionMm ?? 0;
  const head = new Head(seed);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (column - (columns - 1) / 2) * spacing, y = (row - (rows - 1) / 2) * spacing;
      if (Math.hypot(x / 100, y / 118) > 1) {
        values[row * columns + column] = valueOf('air');
        continue;
      }
      const quarter = spacing / 4;
      values[row * columns + column] = 0.25 * (
        valueOf(head.tissueAt(x - quarter, y - quarter, z)) + valueOf(head.tissueAt(x + quarter, y - quarter, z))
        + valueOf(head.tissueAt(x - quarter, y + quarter, z)) + valueOf(head.tissueAt(x + quarter, y + quarter, z)));
    }
  }
  return values;
}
