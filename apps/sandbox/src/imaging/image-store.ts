import { drawImage } from './draw-image.js';
import { planImage, pixelBytes } from './image-plan.js';
import { instanceHeader, type InstancePosition } from './instance-header.js';
import { writePart10File } from './part-10-file.js';
import { greyscalePng, windowed } from './rendered-png.js';
import type { SandboxStudy } from './sandbox-study.js';

/** Draws the images of studies when they are asked for and remembers the latest, up to a bound in bytes. */
export class ImageStore {
  /** Insertion order is order of use: the first key is the one longest unused. */
  readonly #drawn = new Map<string, Uint8Array>();
  #heldBytes = 0;

  constructor(readonly maxHeldBytes = 96 * 1024 * 1024) {}

  get heldBytes(): number { return this.#heldBytes; }

  /** The pixel data of one image, all frames, little endian. The same study gives the same bytes on every machine. */
  pixelData(study: SandboxStudy, position: InstancePosition): Uint8Array {
    const key = [study.studyInstanceUid, study.content, study.seed, position.seriesIndex, position.instanceIndex].join('/');
    const held = this.#drawn.get(key);
    if (held) {
      this.#drawn.delete(key);
      this.#drawn.set(key, held);
      return held;
    }
    const pixels = drawImage(study, planImage(study, position.seriesIndex, position.instanceIndex));
    this.#drawn.set(key, pixels);
    this.#heldBytes += pixels.byteLength;
    for (const [oldest, { byteLength }] of this.#drawn) {
      if (this.#heldBytes <= this.maxHeldBytes || oldest === key) break;
      this.#drawn.delete(oldest);
      this.#heldBytes -= byteLength;
    }
    return pixels;
  }

  /** The frames of one image, by numbers that count from 1; `undefined` when one of them does not exist. */
  frames(study: SandboxStudy, position: InstancePosition, numbers: readonly number[]): Uint8Array[] | undefined {
    const plan = planImage(study, position.seriesIndex, position.instanceIndex);
    if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > plan.frames)) return undefined;
    const frameBytes = pixelBytes(plan) / plan.frames;
    const pixels = this.pixelData(study, position);
    return numbers.map((number) => pixels.subarray((number - 1) * frameBytes, number * frameBytes));
  }

  /** The first frame of one image as PNG, through its first window. */
  rendered(study: SandboxStudy, position: InstancePosition): Buffer {
    const { rows, columns, pixels, windows } = planImage(study, position.seriesIndex, position.instanceIndex);
    const { buffer, byteOffset } = this.pixelData(study, position);
    const Pixels = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array }[pixels];
    return greyscalePng(windowed(new Pixels(buffer as ArrayBuffer, byteOffset, rows * columns), windows[0] ?? { center: 128, width: 256 }), columns, rows);
  }

  /** One image as a DICOM file. */
  part10File(study: SandboxStudy, position: InstancePosition): Buffer {
    return writePart10File(instanceHeader(study, position), this.pixelData(study, position));
  }
}
