import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ImageStore } from './image-store.js';
import { assertDrawable } from './image-plan.js';
import type { SandboxStudy } from './sandbox-study.js';
import { positionsOf } from './study-archive.js';

// Writes studies as DICOM files, to load an archive that is not ours: write-files.js <folder> < studies.json
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: write-files.js <folder>, with a JSON list of studies on standard input');
  process.exit(2);
}
const studies = JSON.parse(await text(process.stdin)) as SandboxStudy[];
const images = new ImageStore();
await mkdir(folder, { recursive: true });
for (const [number, study] of studies.entries()) {
  assertDrawable(study);
  for (const [image, position] of positionsOf(study).entries()) {
    await writeFile(join(folder, `${number}-${image}.dcm`), images.part10File(study, position));
  }
}
