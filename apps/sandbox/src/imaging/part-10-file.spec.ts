import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { DicomMessage } from './dcmjs-repaired.js';
import { fictitiousStudy } from './fictitious-study.js';
import { ImageStore } from './image-store.js';
import { positionsOf } from './study-archive.js';
import type { SandboxStudy } from './sandbox-study.js';

// Drawing takes its time under a test runner, more so on a busy machine.
jest.setTimeout(60_000);

const images = new ImageStore();

const STUDIES: readonly SandboxStudy[] = [
  fictitiousStudy('fracture', { images: [1, 1, 1] }),
  fictitiousStudy('wrist', { content: 'wrist', modality: 'CR', images: [3] }),
  fictitiousStudy('hand', { content: 'hand', bodyPart: 'HAND', images: [2] }),
  fictitiousStudy('knee', { content: 'knee', bodyPart: 'KNEE', images: [2] }),
  fictitiousStudy('chest', { content: 'chest', bodyPart: 'CHEST', laterality: undefined, images: [2] }),
  fictitiousStudy('ct chest', { content: 'ct-chest', modality: 'CT', bodyPart: 'CHEST', laterality: undefined, images: [2] }),
  fictitiousStudy('ct head', { content: 'ct-head', modality: 'CT', bodyPart: 'HEAD', laterality: undefined, images: [2] }),
  fictitiousStudy('mr brain', { content: 'mr-brain', modality: 'MR', bodyPart: 'BRAIN', laterality: undefined, images: [1, 1] }),
  fictitiousStudy('us clip', { content: 'us-abdomen', modality: 'US', bodyPart: 'ABDOMEN', laterality: undefined, frames: 3 }),
  fictitiousStudy('us still', { content: 'us-abdomen', modality: 'US', bodyPart: 'ABDOMEN', laterality: undefined, referrer: undefined, timezoneOffset: undefined, issuerOfAccession: '' }),
];

function read(file: Buffer) {
  const bytes = new ArrayBuffer(file.byteLength);
  new Uint8Array(bytes).set(file);
  return DicomMessage.readFile(bytes).dict;
}

describe('a DICOM file of the sandbox', () => {
  it('keeps accented names, in the data set and inside sequences', () => {
    const study = fictitiousStudy('names', {
      patient: { id: 'EX1', issuer: 'SITE', family: 'Lévêque-Ñandú', given: ['Noël'], birthDate: '1950-12-31', sex: 'M', otherIds: [{ id: 'ÉTÉ-1', issuer: 'Montréal' }] },
    });
    const dataset = read(images.part10File(study, { seriesIndex: 0, instanceIndex: 0 }));
    expect(dataset['00100010']?.Value).toMatchObject([{ Alphabetic: 'Lévêque-Ñandú^Noël' }]);
    expect(dataset['00101002']?.Value).toMatchObject([{ '00100020': { Value: ['ÉTÉ-1'] }, '00100021': { Value: ['Montréal'] } }]);
  });

  it('says that it is synthetic', () => {
    const dataset = read(images.part10File(fictitiousStudy('plain'), { seriesIndex: 0, instanceIndex: 0 }));
    expect(dataset['00204000']?.Value?.[0]).toMatch(/^SYNTHETIC/);
  });

  it('leaves out the issuers that the archive does not know', () => {
    const dataset = read(images.part10File(fictitiousStudy('bare', { issuerOfAccession: '', patient: { id: 'EX1', issuer: '', family: 'Exemple', given: [], birthDate: '', sex: '', otherIds: [] } }), { seriesIndex: 0, instanceIndex: 0 }));
    expect(dataset).not.toHaveProperty('00100021');
    expect(dataset).not.toHaveProperty('00080051');
    expect(dataset['00100030']?.Value?.filter(Boolean)).toEqual([]);
  });
});

const hasValidator = !spawnSync('dciodvfy', ['-version']).error;

(hasValidator ? describe : describe.skip)(`dciodvfy ${hasValidator ? '' : '(skipped: dicom3tools is not installed) '}finds no error`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-dicom-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(STUDIES.map((study) => [`${study.modality} ${study.content} with ${study.series[0]?.frames ?? 1} frame(s)`, study] as const))('in a %s', (_, study) => {
    for (const [index, position] of positionsOf(study).entries()) {
      const path = join(folder, `${index}.dcm`);
      writeFileSync(path, images.part10File(study, position));
      const { stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    }
  });
});
