import { drawChest } from './drawing/chest-radiograph.js';
import { drawChestSlice } from './drawing/ct-chest.js';
import { Film } from './drawing/film.js';
import { drawHandOrWrist } from './drawing/hand-and-wrist.js';
import { drawHeadCtSlice, drawHeadMrSlice } from './drawing/head-slices.js';
import { drawKnee } from './drawing/knee.js';
import { drawAbdomenClip } from './drawing/ultrasound.js';
import type { ImagePlan } from './image-plan.js';
import type { SandboxStudy } from './sandbox-study.js';

/** Draws a planned image from the study's seed: its pixel data, all frames, little endian. Takes a tenth of a second or so. */
export function drawImage(study: SandboxStudy, plan: ImagePlan): Uint8Array {
  const pixels = drawnPixels(study, plan);
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

function drawnPixels({ content, seed, laterality }: SandboxStudy, plan: ImagePlan): Uint8Array | Uint16Array | Int16Array {
  const view = plan.view ?? 'PA';
  const film = () => new Film(plan.columns, plan.rows, plan.pixelSpacingMm, seed);
  switch (content) {
    case 'wrist-fracture': return drawHandOrWrist(film(), 'wrist', { view, side: laterality ?? 'L', isFractured: true });
    case 'wrist': return drawHandOrWrist(film(), 'wrist', { view, side: laterality ?? 'L', isFractured: false });
    case 'hand': return drawHandOrWrist(film(), 'hand', { view, side: laterality ?? 'L', isFractured: false });
    case 'knee': return drawKnee(film(), view, laterality ?? 'R');
    case 'chest': return drawChest(film(), view);
    case 'ct-chest': return drawChestSlice(seed, plan);
    case 'ct-head': return drawHeadCtSlice(seed, plan);
    case 'mr-brain': return drawHeadMrSlice(seed, plan);
    case 'us-abdomen': return drawAbdomenClip(seed, plan);
  }
}
