import { describe, expect, it, jest } from '@jest/globals';
import { fictitiousStudy } from './fictitious-study.js';
import { ImageStore } from './image-store.js';

// Drawing takes its time under a test runner, more so on a busy machine.
jest.setTimeout(60_000);

const FIRST = { seriesIndex: 0, instanceIndex: 0 };
const knee = fictitiousStudy('knee', { content: 'knee' });

function contrastOf(pixels: Uint8Array): number {
  const values = new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.byteLength / 2);
  return values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((least, value) => Math.min(least, value), 65_535);
}

describe('the image store', () => {
  it('draws the same pixels from the same seed, and others from another', () => {
    const drawn = new ImageStore().pixelData(knee, FIRST);
    expect(Buffer.compare(drawn, new ImageStore().pixelData({ ...knee }, FIRST))).toBe(0);
    expect(Buffer.compare(drawn, new ImageStore().pixelData({ ...knee, seed: knee.seed + 1 }, FIRST))).not.toBe(0);
  });

  it('draws a picture with contrast', () => {
    expect(contrastOf(new ImageStore().pixelData(knee, FIRST))).toBeGreaterThan(2000);
  });

  it('draws a broken wrist otherwise than a whole one', () => {
    const images = new ImageStore();
    const broken = images.pixelData(fictitiousStudy('a'), FIRST), whole = images.pixelData(fictitiousStudy('a', { content: 'wrist' }), FIRST);
    expect(Buffer.compare(broken, whole)).not.toBe(0);
  });

  it('draws slices that differ along the body, as many as the series names', () => {
    const images = new ImageStore();
    const study = fictitiousStudy('head', { content: 'ct-head', modality: 'CT', images: [4] });
    const slices = [0, 1, 2, 3].map((instanceIndex) => Buffer.from(images.pixelData(study, { seriesIndex: 0, instanceIndex })).toString('base64'));
    expect(new Set(slices).size).toBe(4);
  });

  it('moves from frame to frame in a clip', () => {
    const clip = fictitiousStudy('clip', { content: 'us-abdomen', modality: 'US', frames: 4 });
    const [first, second] = new ImageStore().frames(clip, FIRST, [1, 2]) ?? [];
    expect(first?.byteLength).toBe(480 * 640);
    expect(Buffer.compare(first ?? Buffer.alloc(0), second ?? Buffer.alloc(0))).not.toBe(0);
  });

  it('knows no frame beyond the last', () => {
    expect(new ImageStore().frames(knee, FIRST, [2])).toBeUndefined();
    expect(new ImageStore().frames(knee, FIRST, [0])).toBeUndefined();
    expect(new ImageStore().frames(knee, FIRST, [Number.NaN])).toBeUndefined();
  });

  it('holds no more than its bound and forgets the longest unused first', () => {
    const images = new ImageStore(3 * 800 * 560 * 2);
    const study = fictitiousStudy('many', { images: [5] });
    const latest = [0, 1, 2, 3, 4].map((instanceIndex) => images.pixelData(study, { seriesIndex: 0, instanceIndex }))[4];
    expect(images.heldBytes).toBe(3 * 800 * 560 * 2);
    expect(images.pixelData(study, { seriesIndex: 0, instanceIndex: 4 })).toBe(latest);
  });
});
