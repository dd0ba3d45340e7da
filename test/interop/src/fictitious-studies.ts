import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { studyWriter } from './prerequisites.js';

/** A fictitious person as an archive knows them. */
export interface FictitiousPerson {
  readonly id: string;
  /** IssuerOfPatientID; empty leaves it out. */
  readonly issuer: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly sex: 'F' | 'M' | 'O';
  readonly otherIds: readonly { readonly id: string; readonly issuer: string }[];
}

/** What a study is of: content, modality and body part that belong together. */
const CONTENTS = {
  wrist: { content: 'wrist-fracture', modality: 'CR', bodyPart: 'WRIST', laterality: 'L' },
  chest: { content: 'chest', modality: 'DX', bodyPart: 'CHEST' },
  head: { content: 'ct-head', modality: 'CT', bodyPart: 'HEAD' },
  abdomen: { content: 'us-abdomen', modality: 'US', bodyPart: 'ABDOMEN' },
} as const;

export interface StudyRequest {
  /** Decides every UID. */
  readonly name: string;
  readonly person: FictitiousPerson;
  readonly of: keyof typeof CONTENTS;
  readonly images?: number;
  readonly frames?: number;
  readonly date?: string;
  readonly accession?: string;
}

const uidOf = (name: string) => `2.25.${BigInt(`0x${createHash('sha256').update(`interop ${name}`).digest('hex').slice(0, 30)}`)}`;

export function studyUidOf({ name }: Pick<StudyRequest, 'name'>): string {
  return uidOf(`study ${name}`);
}

/** Draws these studies and returns them as DICOM files. */
export async function drawStudies(requests: readonly StudyRequest[]): Promise<Buffer[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longview-studies-'));
  try {
    const writer = spawn(process.execPath, [studyWriter, folder], { stdio: ['pipe', 'inherit', 'inherit'], env: {} });
    writer.stdin.end(JSON.stringify(requests.map(asStudy)));
    const [exitCode] = (await once(writer, 'exit')) as [number | null];
    if (exitCode !== 0) throw new Error(`The studies could not be drawn (exit ${exitCode}).`);
    return await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function asStudy({ name, person, of, images = 1, frames, date = '20250310', accession = `A-${name}` }: StudyRequest, index: number) {
  return {
    studyInstanceUid: studyUidOf({ name }), accession: accession.slice(0, 16), issuerOfAccession: person.issuer, patient: person, ...CONTENTS[of],
    date, time: '091500', timezoneOffset: '-0400', description: `Étude fictive: ${of}`, institution: 'Hôpital fictif (SYNTHETIC)', seed: 7 + index,
    series: [{ seriesInstanceUid: uidOf(`series ${name}`), description: 'Series 1', instances: Array.from({ length: images }, (_, image) => uidOf(`image ${name} ${image}`)), ...(frames && { frames }) }],
  };
}
