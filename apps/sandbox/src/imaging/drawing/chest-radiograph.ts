import type { RadiographView } from '../image-plan.js';
import type { Film } from './film.js';
import { randomNumbers } from './noise.js';
import { smoothLine, tubeOutline, type Point } from './silhouette.js';

const MIDLINE_MM = 200;

/** Draws a chest, 400 by 440 mm: from behind (the heart to the right of the picture) or from the side (front to the left). */
export function drawChest(film: Film, view: RadiographView): Uint16Array {
  if (view === 'LATERAL') drawLateral(film);
  else drawFrontal(film);
  film.marker('L', film.columns * film.spacingMm - 40, 18, 20);
  return view === 'LATERAL' ? film.develop(70, 440, 1.1) : film.develop(58, 330, 1.05);
}

const mirrored = (points: readonly Point[]): Point[] => points.map(([x, y]) => [2 * MIDLINE_MM - x, y]);
const bothSides = (points: readonly Point[]): readonly Point[][] => [[...points], mirrored(points)];

function drawFrontal(film: Film): void {
  film.flesh([[150, -30], [152, 18], [128, 46], [78, 62], [36, 80], [6, 120], [-10, 180], [22, 210], [40, 260], [44, 330], [38, 400], [36, 470], [364, 470], [362, 400], [356, 330], [360, 260], [378, 210], [410, 180], [394, 120], [364, 80], [322, 62], [272, 46], [248, 18], [250, -30]], 104, 96);
  // Arms and shoulder girdle beside the lungs.
  for (const arm of bothSides([[30, 88], [8, 130], [-10, 220], [-30, 220], [-30, 100]])) film.body(arm, 40, 30);
  const rightLung: Point[] = [[176, 78], [164, 60], [146, 56], [124, 66], [104, 92], [86, 132], [74, 180], [66, 236], [62, 290], [60, 326], [64, 338], [78, 318], [104, 300], [134, 294], [160, 302], [177, 314], [180, 280], [178, 230], [176, 180], [182, 140], [184, 108]];
  const leftLung: Point[] = [[224, 78], [236, 60], [254, 56], [276, 66], [296, 92], [314, 132], [326, 180], [334, 236], [338, 296], [340, 340], [335, 352], [322, 334], [300, 320], [280, 316], [262, 322], [256, 306], [262, 286], [258, 262], [244, 236], [232, 208], [226, 180], [220, 140], [216, 108]];
  film.body(rightLung, -132, 58, 4);
  film.body(leftLung, -132, 58, 4);
  // Liver, spleen and stomach are thicker than the chest wall.
  film.body([[60, 340], [80, 320], [104, 302], [134, 296], [165, 304], [200, 316], [262, 324], [300, 322], [326, 342], [344, 400], [350, 480], [50, 480], [52, 400]], 74, 40, 6);
  mediastinum(film);
  vessels(film);
  for (const [index, side] of [0, 1].entries()) ribs(film, side === 0 ? (points) => [...points] : mirrored, index);
  for (const clavicle of bothSides([[186, 84], [170, 82], [148, 74], [120, 66], [92, 62], [66, 66], [44, 74]])) {
    film.bone(tubeOutline(smoothLine(clavicle), (along) => 5 + 2.2 * Math.abs(along - 0.45)), { halfThickness: 5.4, rounding: 4.6, cortex: 1.5, strength: 0.8 });
  }
  for (const scapula of bothSides([[84, 96], [96, 110], [94, 150], [88, 190], [82, 214], [72, 206], [62, 170], [52, 130], [40, 104], [52, 88], [70, 84]])) {
    film.bone(scapula, { halfThickness: 3.4, rounding: 4, cortex: 1.2, strength: 0.55 });
  }
  for (const humerus of bothSides([[46, 96], [28, 86], [12, 94], [4, 112], [-4, 150], [-16, 230], [2, 230], [16, 160], [30, 130], [46, 116]])) film.bone(humerus, { halfThickness: 11, rounding: 9, cortex: 2.2, strength: 0.7 });
  // Gas under the left dome.
  film.body([[262, 334], [284, 330], [304, 338], [306, 352], [284, 358], [264, 350]], -38, 12, 5);
}

function mediastinum(film: Film): void {
  const spine: Point[] = [[188, -20], [187, 60], [186, 160], [185, 300], [183, 470], [217, 470], [215, 300], [214, 160], [213, 60], [212, -20]];
  film.body(spine, 34, 10, 4);
  for (let level = 0; level < 17; level++) {
    const y = 12 + level * 26;
    const half = 15 + level * 0.35;
    film.bone([[MIDLINE_MM - half, y - 9], [MIDLINE_MM, y - 8], [MIDLINE_MM + half, y - 9], [MIDLINE_MM + half - 2.4, y], [MIDLINE_MM + half, y + 10], [MIDLINE_MM, y + 9], [MIDLINE_MM - half, y + 10], [MIDLINE_MM - half + 2.4, y]], { halfThickness: 9, rounding: 6, cortex: 1.1, strength: 0.5 });
    film.bone([[MIDLINE_MM - 2.6, y - 2], [MIDLINE_MM + 2.6, y - 2], [MIDLINE_MM + 3, y + 9], [MIDLINE_MM - 3, y + 9]], { halfThickness: 7, rounding: 2.4, cortex: 1.4, strength: 0.5 });
  }
  // Great vessels, aortic knob, pulmonary trunk, heart: the left border's four bows.
  film.body([[180, 62], [176, 100], [172, 140], [170, 180], [230, 180], [228, 140], [226, 100], [222, 62]], 26, 14, 6);
  film.body([[208, 116], [224, 112], [236, 120], [238, 132], [228, 142], [210, 144]], 34, 12, 3);
  film.body([[206, 150], [230, 152], [240, 164], [242, 180], [226, 190], [206, 190]], 30, 14, 5);
  film.body([[176, 190], [170, 214], [162, 244], [162, 276], [172, 304], [196, 322], [230, 328], [262, 324], [277, 312], [278, 294], [268, 264], [252, 230], [238, 200], [222, 184], [196, 178]], 96, 42, 4);
  film.body([[180, 300], [172, 330], [230, 336], [262, 326], [230, 310]], 30, 20, 8);
  // The windpipe and its two main branches are air.
  film.body([[195, -20], [194, 60], [194, 130], [198, 150], [204, 150], [208, 130], [208, 60], [207, -20]], -26, 6, 2);
  film.body(tubeOutline(smoothLine([[201, 146], [192, 160], [178, 178]]), () => 5.4), -16, 5, 2);
  film.body(tubeOutline(smoothLine([[203, 146], [216, 160], [234, 172]]), () => 4.8), -14, 5, 2);
}

/** Each rib runs from the spine outwards and down, turns at the chest wall and comes forward lower, where it is fainter. */
function ribs(film: Film, place: (points: readonly Point[]) => Point[], side: number): void {
  for (let rib = 0; rib < 10; rib++) {
    const y = 56 + rib * 25.5;
    const wall = [128, 104, 88, 77, 69, 63, 58, 54, 51, 49][rib]!;
    const drop = 12 + rib * 3.4;
    const back: Point[] = [[184, y], [168, y - 5], [(184 + wall) / 2, y - 2 + drop * 0.22], [wall + 18, y + drop * 0.72], [wall, y + drop + 13], [wall - 3, y + drop + 24]];
    film.bone(place(tubeOutline(smoothLine(back), (along) => 4.6 - 0.9 * Math.abs(along - 0.5))), { halfThickness: 4.6, rounding: 3.5, cortex: 1.35, strength: 0.62 + 0.02 * side });
    if (rib > 6) continue;
    const front: Point[] = [[wall - 3, y + drop + 22], [wall + 3, y + drop + 36], [wall + 24, y + drop + 54], [wall + 48 + rib, y + drop + 66 + rib * 2]];
    film.bone(place(tubeOutline(smoothLine(front), () => 5)), { halfThickness: 4.2, rounding: 4, cortex: 1, strength: 0.42 });
  }
}

/** Arteries and veins branch from both hila and thin out before they reach the chest wall. */
function vessels(film: Film): void {
  const next = randomNumbers(film.seed ^ 0x2f6e2b1);
  const grow = (x: number, y: number, degrees: number, half: number, length: number): void => {
    const bend = (next() - 0.5) * 26;
    const middle: Point = [x + (Math.sin((degrees * Math.PI) / 180) * length) / 2, y - (Math.cos((degrees * Math.PI) / 180) * length) / 2];
    const turned = degrees + bend;
    const end: Point = [middle[0] + (Math.sin((turned * Math.PI) / 180) * length) / 2, middle[1] - (Math.cos((turned * Math.PI) / 180) * length) / 2];
    film.body(tubeOutline(smoothLine([[x, y], middle, end], 4), (along) => half * (1 - 0.3 * along)), half * 5.2, half, half * 0.5);
    if (half < 0.75) return;
    for (const side of [-1, 1]) grow(end[0], end[1], turned + side * (16 + next() * 24), half * (0.64 + next() * 0.12), length * (0.72 + next() * 0.16));
  };
  for (const [hilumX, hilumY, away] of [[170, 192, -1], [236, 182, 1]] as const) {
    film.body(tubeOutline(smoothLine([[hilumX, hilumY - 18], [hilumX + away * 4, hilumY], [hilumX + away * 3, hilumY + 26]]), (along) => 9 - 4 * Math.abs(along - 0.4)), 34, 8, 4);
    for (const degrees of [12, 42, 75, 108, 140, 165]) grow(hilumX + away * 5, hilumY + (degrees - 90) * 0.26, away * degrees, 2.9, 36);
  }
}

function drawLateral(film: Film): void {
  film.flesh([[120, -30], [112, 20], [92, 60], [60, 100], [46, 150], [44, 210], [50, 280], [46, 340], [40, 400], [40, 470], [340, 470], [344, 380], [352, 300], [354, 220], [346, 140], [326, 80], [290, 40], [270, -30]], 150, 110);
  film.body([[168, 84], [146, 92], [110, 120], [88, 160], [80, 210], [82, 260], [90, 292], [120, 286], [160, 290], [210, 306], [250, 330], [290, 356], [306, 352], [312, 300], [312, 220], [302, 150], [280, 104], [240, 82], [204, 76]], -150, 48, 4);
  film.body([[84, 200], [96, 176], [124, 168], [160, 176], [190, 204], [202, 244], [196, 284], [170, 300], [130, 294], [96, 296], [86, 260]], 96, 40, 6);
  film.body(tubeOutline(smoothLine([[150, 176], [152, 140], [176, 120], [208, 128], [226, 160], [240, 220], [248, 300], [252, 360]]), () => 12), 26, 12, 5);
  film.body(tubeOutline(smoothLine([[196, -20], [194, 60], [196, 120], [202, 156]]), () => 7), -26, 7, 2);
  film.body([[196, 160], [214, 158], [224, 172], [216, 192], [198, 196], [188, 178]], 34, 14, 6);
  for (let level = 0; level < 15; level++) {
    const t = level / 14;
    const x = 262 + 34 * Math.sin(Math.PI * (0.15 + 0.75 * t)), y = 20 + level * 29;
    film.bone([[x - 16, y - 11], [x, y - 10], [x + 16, y - 11], [x + 14, y], [x + 16, y + 12], [x, y + 11], [x - 16, y + 12], [x - 14, y]], { halfThickness: 12, rounding: 6, cortex: 1.3, strength: 0.62 });
    film.bone(tubeOutline(smoothLine([[x + 16, y - 4], [x + 30, y + 2], [x + 46, y + 16]]), () => 4), { halfThickness: 4, rounding: 3.4, cortex: 1.2, strength: 0.5 });
  }
  for (let rib = 0; rib < 9; rib++) {
    const y = 66 + rib * 30;
    for (const shift of [0, 7]) {
      film.bone(tubeOutline(smoothLine([[286 - rib + shift, y + 6], [308 + shift * 0.4, y + 14], [290, y + 36], [240, y + 58], [180, y + 76], [120 + rib * 3, y + 84]]), (along) => 4.2 - 0.6 * along), { halfThickness: 4, rounding: 3.4, cortex: 1.2, strength: 0.36 });
    }
  }
  film.bone(tubeOutline(smoothLine([[112, 96], [88, 140], [72, 190], [68, 236]]), () => 5), { halfThickness: 9, rounding: 4.4, cortex: 1.3, strength: 0.8 });
  // Both domes of the diaphragm; gas in the stomach marks the left one.
  film.body([[90, 300], [130, 288], [180, 300], [240, 328], [292, 360], [300, 470], [60, 470]], 34, 20, 3);
  film.body([[140, 322], [170, 314], [196, 326], [196, 344], [160, 348]], -44, 14, 5);
}
