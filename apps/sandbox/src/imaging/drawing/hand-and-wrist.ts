import type { RadiographView } from '../image-plan.js';
import { Film } from './film.js';
import { CARPALS, fingers, metacarpals, RADIUS, ULNA, type DrawnBone } from './hand-skeleton.js';
import type { Point } from './silhouette.js';

export interface LimbOptions { readonly view: RadiographView; readonly side: 'L' | 'R'; readonly isFractured: boolean }

type Placement = (point: Point) => Point;

const SHAFT = { halfThickness: 7, rounding: 6.2, cortex: 1.5 };
const ULNAR_SHAFT = { halfThickness: 5.2, rounding: 4.7, cortex: 1.45 };

/** Draws a hand or, closer, a wrist on a film; the drawings are of the right side and mirrored for the left. */
export function drawHandOrWrist(film: Film, part: 'hand' | 'wrist', { view, side, isFractured }: LimbOptions): Uint16Array {
  const widthMm = film.columns * film.spacingMm;
  const offset: Point = part === 'hand' ? [widthMm / 2 - 66, 98] : [widthMm / 2 - 66, 0];
  const place: Placement = ([x, y]) => {
    const moved = x + offset[0];
    return [side === 'L' ? widthMm - moved : moved, y + offset[1]];
  };
  if (view === 'LATERAL') drawLateral(film, place, isFractured);
  else drawFrontal(film, place, view === 'OBLIQUE' ? ([x, y]) => [66 + (x - 66) * 0.8 + (110 - y) * 0.035, y] : (point) => point, isFractured);
  film.marker(side, side === 'L' ? widthMm - 22 : 14, film.rows * film.spacingMm - 34, 13);
  return film.develop(2, part === 'hand' ? 92 : 104, 1.15);
}

function drawFrontal(film: Film, place: Placement, turn: Placement, isFractured: boolean): void {
  const at = (points: readonly Point[]) => points.map((point) => place(turn(point)));
  const hand = fingers();
  film.flesh(at([[28, 300], [28, 200], [30, 160], [31, 135], [29, 112], [24, 92], [14, 68], [16, 48], [30, 44], [40, 36], [44, 14], [58, 6], [76, 6], [92, 16], [106, 32], [106, 60], [101, 90], [100, 112], [103, 135], [107, 160], [111, 200], [112, 300]]), 13, 14);
  for (const outline of hand.flesh) film.flesh(at(outline), 8, 7);
  const bones: DrawnBone[] = [
    { outline: isFractured ? brokenRadius() : RADIUS, form: SHAFT },
    { outline: isFractured ? moved(ULNA, 0, 0) : ULNA, form: ULNAR_SHAFT },
    ...CARPALS.map((bone) => (isFractured ? { ...bone, outline: moved(bone.outline, -2.2, 1.2) } : bone)),
    ...[...metacarpals(), ...hand.bones].map((bone) => (isFractured ? { ...bone, outline: moved(bone.outline, -2.2, 1.2) } : bone)),
  ];
  for (const { outline, form } of bones) film.bone(at(outline), form);
  if (isFractured) {
    const radius = at(brokenRadius());
    film.score(at(FRACTURE), 0.62, 0.3, radius);
    film.score(at(FRACTURE.map(([x, y]): Point => [x, y + 2.6])), 1.5, 1.34, radius);
    film.score(at([[57.5, 142], [58.6, 136], [58, 130], [59.4, 126]]), 0.42, 0.5, radius);
  }
}

/** Across the metaphysis, where a fall on the outstretched hand breaks it. */
const FRACTURE: readonly Point[] = [[43, 139.8], [45.6, 140.6], [47, 140.2], [50.2, 142.2], [52, 141.8], [56.8, 143.8], [58.4, 143], [60, 143.6], [64.6, 142.2], [66.4, 142.8], [70, 140.6], [74, 140.2]];

/** The far fragment has slipped towards the thumb, sunk and tilted: a step in both cortices. */
function brokenRadius(): Point[] {
  return RADIUS.flatMap(([x, y]): Point[] => {
    if (y >= 146) return [[x, y]];
    const turn = (-4 * Math.PI) / 180;
    return [[58 + (x - 58) * Math.cos(turn) - (y - 143) * Math.sin(turn) - 2.4, 143 + (x - 58) * Math.sin(turn) + (y - 143) * Math.cos(turn) + 1.4]];
  });
}

function moved(points: readonly Point[], dx: number, dy: number): Point[] {
  return points.map(([x, y]) => [x + dx, y + dy]);
}

/** From the thumb's side: the palm to the left. */
function drawLateral(film: Film, place: Placement, isFractured: boolean): void {
  const at = (points: readonly Point[]) => points.map(place);
  // Broken, everything beyond the metaphysis tips to the back of the hand: the dinner fork.
  const tip = isFractured ? (points: readonly Point[]): Point[] => points.map((point) => tipped(point)) : (points: readonly Point[]) => [...points];
  film.flesh(at(tip([[42, 300], [42, 220], [45, 180], [47, 150], [45, 128], [38, 104], [28, 78], [22, 40], [24, 10], [40, -2], [50, -60], [88, -60], [88, 30], [86, 70], [85, 104], [84, 128], [86, 150], [90, 180], [94, 220], [95, 300]])), 19, 17);
  const radius: Point[] = [[60, 300], [60, 230], [60.5, 190], [61.5, 165], [61, 148], [58.5, 136], [56.8, 128.6], [59.5, 125.2], [65, 124], [71.5, 121.6], [76, 121.8], [77, 128], [75.6, 138], [73.4, 150], [72.4, 168], [72.4, 190], [72.6, 230], [73, 300]];
  const bentRadius = isFractured ? radius.map((point) => (point[1] < 147 ? tipped(point) : point)) : radius;
  film.bone(at(bentRadius), { ...SHAFT, halfThickness: 7.6, rounding: 5.8 });
  film.bone(at([[70, 300], [69.6, 230], [69.4, 190], [69.8, 160], [69, 142], [68.4, 132], [71, 128.6], [75.4, 129.6], [77.6, 133], [77.4, 142], [77.8, 160], [78.6, 190], [79.4, 230], [80, 300]]), { ...ULNAR_SHAFT, strength: 0.8 });
  const bones: DrawnBone[] = [
    // Lunate: a crescent, open to the fingers; capitate in its cup; scaphoid, triquetrum, trapezium over them.
    { outline: [[58.6, 121.4], [61.4, 112.4], [64, 111], [66.4, 115], [70.4, 114.8], [73.4, 110.8], [76, 113.6], [75.2, 119.4], [70, 122.6], [63.6, 123.8]], form: { halfThickness: 6, rounding: 4, cortex: 0.8 } },
    { outline: [[60.4, 92], [66.6, 89.6], [73.4, 91.8], [74.2, 100], [72.6, 108.4], [69, 113.6], [65.2, 112.4], [62, 104]], form: { halfThickness: 6.4, rounding: 4.6, cortex: 0.8 } },
    { outline: [[50.4, 106.4], [54, 102.4], [59, 104.4], [64.6, 111], [68.6, 118.4], [66, 121.8], [60, 119.4], [53, 113.4]], form: { halfThickness: 5.2, rounding: 4, cortex: 0.7, strength: 0.85 } },
    { outline: [[66, 107], [72.6, 105], [78, 109], [77.4, 115.4], [71.6, 117.6], [66.6, 113.4]], form: { halfThickness: 5, rounding: 4, cortex: 0.7, strength: 0.75 } },
    { outline: [[51, 91.4], [57, 88.8], [63, 91], [63.8, 98.6], [59, 103.6], [53, 101.6], [50.2, 96.6]], form: { halfThickness: 5.6, rounding: 4.4, cortex: 0.7, strength: 0.85 } },
    { outline: [[49.4, 108.4], [53, 106.6], [55.8, 110.2], [54, 115.8], [50, 114.6]], form: { halfThickness: 3.4, rounding: 2.8, cortex: 0.7, strength: 0.8 } },
  ];
  for (const [baseX, headX, headY, strength] of [[69, 70, 18, 1], [67, 66, 16, 0.9], [70.5, 73, 22, 0.8], [66.4, 62, 26, 0.7]] as const) {
    bones.push({ outline: [[baseX - 5.6, 89], [baseX - 3.8, 78], [(baseX + headX) / 2 - 3.6, 52], [headX - 4, 34], [headX - 6, headY + 6], [headX - 2, headY], [headX + 4, headY + 1], [headX + 5.8, headY + 8], [headX + 3.8, 36], [(baseX + headX) / 2 + 3.8, 54], [baseX + 4.2, 78], [baseX + 5.8, 89]], form: { halfThickness: 4.2, rounding: 3.8, cortex: 1.2, strength } });
  }
  for (const [x, lean] of [[69, 2], [66, 0], [71, 4]] as const) {
    bones.push({ outline: [[x - 5, 12], [x - 4 + lean / 2, -4], [x - 3.6 + lean, -40], [x + 3.6 + lean, -40], [x + 4 + lean / 2, -4], [x + 5, 12], [x, 14.4]], form: { halfThickness: 4, rounding: 3.4, cortex: 1.2, strength: 0.85 } });
  }
  bones.push({ outline: [[48.4, 90], [50, 82], [43.6, 62], [37.4, 48], [32.6, 43], [29.4, 48.4], [34, 62], [41.4, 80], [43, 90]], form: { halfThickness: 4.8, rounding: 4, cortex: 1.3 } });
  for (const { outline, form } of bones) film.bone(at(tip(outline)), form);
  if (isFractured) {
    const bone = at(bentRadius);
    film.score(at([[58, 143.6], [62, 142], [66.4, 144.4], [71, 141.8], [76, 144.6]]), 0.7, 0.35, bone);
    film.score(at([[62, 146.4], [68, 147], [76, 147]]), 1.7, 1.3, bone);
  }
}

/** Turned about the fracture by 17 degrees to the back, with a slip. */
function tipped([x, y]: Point): Point {
  if (y >= 147) return [x, y];
  const turn = (17 * Math.PI) / 180;
  const [dx, dy] = [x - 67, y - 144];
  return [67 + dx * Math.cos(turn) - dy * Math.sin(turn) + 3.6, 144 + dx * Math.sin(turn) + dy * Math.cos(turn) + 1];
}
