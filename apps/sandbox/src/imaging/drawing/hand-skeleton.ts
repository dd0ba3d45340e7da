import type { BoneForm } from './film.js';
import { smoothLine, tubeOutline, type Point } from './silhouette.js';

/** A bone of a projection: its outline in millimetres and how it absorbs. */
export interface DrawnBone { readonly outline: readonly Point[]; readonly form: BoneForm }

/*
 * A right hand from behind, thumb to the left, fingers up. The wrist joint lies near (62, 124); the heads of the
 * metacarpals at y 20 to 40; the forearm leaves downwards.
 */

export const RADIUS: readonly Point[] = [
  [51.5, 300], [51.5, 230], [51.5, 185], [51, 168], [48.6, 152], [45.4, 140], [43.2, 130], [42.6, 122.5], [44.8, 118.8], [48.5, 120.2],
  [53, 123.2], [59, 126.4], [65.5, 128.6], [71.5, 128], [74.4, 130.6], [73.8, 136], [71, 146], [68, 158], [66.2, 172], [65.6, 190], [65.6, 230], [65.6, 300],
];

export const ULNA: readonly Point[] = [
  [78.5, 300], [78.5, 230], [78.3, 180], [78.2, 160], [77.6, 147], [76.6, 138], [77.4, 133], [81.4, 131], [86, 131.6], [88.4, 129.4], [89, 125.4],
  [91, 124.8], [91.8, 129.4], [91.2, 137], [88.9, 147], [88, 160], [88.2, 180], [88.6, 230], [88.6, 300],
];

const CARPAL_BONES: readonly DrawnBone[] = [
  { outline: [[44.8, 105], [48.6, 102.4], [53, 104.6], [57, 110], [60.8, 115.8], [60.4, 121], [55.2, 121.6], [50, 118.4], [46, 112.6]], form: carpal(6.2) },
  { outline: [[62, 115], [65.8, 111.6], [70.4, 111.2], [75.2, 113.8], [76, 119.4], [73.4, 123.6], [68, 125], [63, 122.6]], form: carpal(6.6) },
  { outline: [[76.6, 110.4], [81.6, 107.2], [87.4, 109], [89.2, 114.4], [84.8, 118.8], [79.2, 118]], form: carpal(6) },
  { outline: [[80.6, 114], [84, 110.6], [88.4, 111.6], [89.6, 116], [86.6, 119.6], [82, 118.6]], form: carpal(4.4) },
  { outline: [[39.6, 93], [44.6, 89.6], [50.4, 91.2], [52.4, 96.6], [50.2, 102.2], [44, 102.6], [39.8, 99]], form: carpal(6.4) },
  { outline: [[52.2, 91.8], [56.8, 89.4], [60.2, 92], [60.2, 98], [57, 102.4], [53.4, 100.2]], form: carpal(6) },
  { outline: [[60.8, 91], [66, 88.6], [71.6, 90.6], [73, 97], [73, 105], [70, 110.6], [65.4, 111], [62.4, 106.6], [61.4, 99]], form: carpal(7) },
  { outline: [[73.4, 91.4], [78.6, 88.8], [85, 91], [87.4, 97], [85.2, 103.2], [80.2, 106.8], [75.6, 110], [73.8, 104]], form: carpal(6.4) },
  { outline: [[77.6, 95], [80.6, 93.6], [82.8, 96.4], [81.4, 100.2], [78.2, 99.6]], form: { ...carpal(2.6), cortex: 1.1 } },
];

/** The bones of the wrist, grown about their middles until the joint spaces are as narrow as cartilage is. */
export const CARPALS: readonly DrawnBone[] = CARPAL_BONES.map(({ outline, form }) => {
  const middle = [0, 1].map((axis) => outline.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / outline.length);
  return { form, outline: outline.map(([x, y]): Point => [middle[0]! + (x - middle[0]!) * 1.12, middle[1]! + (y - middle[1]!) * 1.12]) };
});

function carpal(halfThickness: number): BoneForm {
  return { halfThickness, rounding: 4.4, cortex: 0.75, grainDegrees: 20 };
}

interface LongBone { readonly base: Point; readonly head: Point; readonly half: number }

/** Thumb first. */
const METACARPALS: readonly LongBone[] = [
  { base: [42.4, 88.4], head: [25, 52.5], half: 5.2 },
  { base: [55.2, 87.6], head: [47, 24], half: 4.6 },
  { base: [66.2, 87.2], head: [66, 20.5], half: 4.6 },
  { base: [76.6, 87.6], head: [83.4, 27], half: 4.1 },
  { base: [84.6, 89.4], head: [97.6, 37.4], half: 4.1 },
];

/** Lengths of the phalanges from the palm outwards, and the direction of each finger in degrees from straight up. */
const FINGERS: readonly { readonly phalanges: readonly number[]; readonly degrees: number }[] = [
  { phalanges: [30, 22], degrees: -20 },
  { phalanges: [41, 24, 17], degrees: -8 },
  { phalanges: [45, 28.5, 18], degrees: 1.5 },
  { phalanges: [42, 26.5, 18], degrees: 9 },
  { phalanges: [33, 19, 16], degrees: 19 },
];

export function metacarpals(): DrawnBone[] {
  return METACARPALS.map(({ base, head, half }) => tubularBone(base, head, half, [1.62, 1, 1.5]));
}

/** The bones of the fingers, and their soft outlines from the knuckle to beyond the tip. */
export function fingers(): { readonly bones: DrawnBone[]; readonly flesh: Point[][] } {
  const bones: DrawnBone[] = [];
  const flesh: Point[][] = [];
  FINGERS.forEach(({ phalanges, degrees }, digit) => {
    const { base, head, half } = METACARPALS[digit]!;
    const turn = (degrees * Math.PI) / 180;
    const gapMm = half * 0.25 + 1.2;
    let [x, y] = [head[0] + Math.sin(turn) * gapMm, head[1] - Math.cos(turn) * gapMm];
    const line: Point[] = [[base[0] * 0.4 + head[0] * 0.6, base[1] * 0.4 + head[1] * 0.6], [x, y]];
    phalanges.forEach((length, index) => {
      const tip: Point = [x + Math.sin(turn) * length, y - Math.cos(turn) * length];
      const isLast = index === phalanges.length - 1;
      const width = half * (0.9 - index * 0.13);
      bones.push(tubularBone([x, y], tip, width, isLast ? [1.42, 0.72, 1.05] : [1.5, 0.92, 1.24]));
      const gap = isLast ? 4.5 : 1.5;
      [x, y] = [tip[0] + Math.sin(turn) * gap, tip[1] - Math.cos(turn) * gap];
      line.push([x, y]);
    });
    flesh.push(tubeOutline(smoothLine(line, 6), (along) => half * (2.35 - 0.62 * along) * Math.min(1, Math.sqrt(Math.max(0, 1 - ((along - 0.82) / 0.19) ** 2 * (along > 0.82 ? 1 : 0))) + 0.05)));
  });
  return { bones, flesh };
}

/** A tubular bone: flared base, waist and head relative to its half-width, thickest cortex at the waist. */
function tubularBone(base: Point, head: Point, half: number, [atBase, atWaist, atHead]: readonly [number, number, number]): DrawnBone {
  const line = Array.from({ length: 15 }, (_, step): Point => [base[0] + ((head[0] - base[0]) * step) / 14, base[1] + ((head[1] - base[1]) * step) / 14]);
  const outline = tubeOutline(line, (along) => {
    const end = along < 0.5 ? atBase : atHead;
    const flare = Math.abs(along - 0.52) / 0.5;
    const cap = Math.sqrt(Math.max(0, 1 - Math.max(0, (Math.abs(along - 0.5) - 0.425) / 0.075) ** 2.4));
    return half * (atWaist + (end - atWaist) * flare ** 2.6) * Math.max(cap, 0.35);
  });
  const degrees = (Math.atan2(head[0] - base[0], base[1] - head[1]) * 180) / Math.PI;
  return { outline, form: { halfThickness: half * 1.05, rounding: half * 0.92, cortex: half * 0.3, grainDegrees: degrees } };
}
