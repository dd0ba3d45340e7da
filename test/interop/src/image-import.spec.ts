import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { runImport, type ImportRow } from '@longview/image-exchange';
import { addExchangeOrganizations, askingForLake, EAST_PATIENTS, exchangeParts, LAKE_PATIENTS, startTestDatabase, type ExchangePlace, type TestDatabase } from '@longview/test-support';
import { drawStudies, studyUidOf, type FictitiousPerson } from './fictitious-studies.js';
import { builtSandbox, dcmtk, describeWith, dicom3tools, orthanc } from './prerequisites.js';
import { startOrthanc, startStorescp, type OrthancServer, type StorageServer } from './third-party-servers.js';

jest.setTimeout(60_000);

// A fictitious person, with a number at each of the two hospitals.
const zoe: FictitiousPerson = { id: 'Z1', issuer: 'EAST', family: 'Lévêque-Test', given: ['Zoë'], birthDate: '1961-04-09', sex: 'F', otherIds: [{ id: '9876543217', issuer: 'ON' }] };
const patient: SubjectIdentity = {
  names: [{ family: 'Lévêque-Test', given: ['Zoë'] }], birthDate: '1961-04-09', gender: 'female',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }, { system: EAST_PATIENTS, value: 'Z1', type: 'MR' }, { system: LAKE_PATIENTS, value: 'L-100', type: 'MR' }],
};
const IMAGES = 12;
const studyInstanceUid = studyUidOf({ name: 'import head' });

/** What another program says of a file: its elements, tag by tag, at the top. */
function dump(file: Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-dump-'));
  try {
    writeFileSync(path.join(folder, 'file.dcm'), file);
    return execFileSync('dcmdump', ['+L', '+U8', path.join(folder, 'file.dcm')], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const topLevel = (dumped: string, tag: string): string | undefined => new RegExp(`^\\(${tag}\\) .. (?:\\[(.*?)\\]|=?(\\S+))`, 'm').exec(dumped)?.slice(1).find(Boolean);
const pixelsOf = (file: Buffer): Buffer => file.subarray(file.lastIndexOf(Buffer.from('e07f1000', 'hex')));

/** What a third program finds wrong with a file, by the standard's own definition of such an image. */
function errorsIn(file: Buffer): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-check-'));
  try {
    writeFileSync(path.join(folder, 'file.dcm'), file);
    const { stdout, stderr } = spawnSync('dciodvfy', [path.join(folder, 'file.dcm')], { encoding: 'utf8' });
    return `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error')).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same image, its pixels encapsulated by another program. */
function asRunLengths(file: Buffer): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-rle-'));
  try {
    writeFileSync(path.join(folder, 'in.dcm'), file);
    execFileSync('dcmcrle', ['+un', path.join(folder, 'in.dcm'), path.join(folder, 'out.dcm')]);
    return readFileSync(path.join(folder, 'out.dcm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeWith([orthanc, dcmtk, dicom3tools, builtSandbox], 'a study that is brought from one archive into another', () => {
  let source: OrthancServer;
  let database: TestDatabase;
  let owner: pg.Client;
  let originals: readonly Buffer[];

  beforeAll(async () => {
    const drawn = await drawStudies([{ name: 'import head', person: zoe, of: 'head', images: IMAGES }]);
    originals = drawn.map((file, index) => (index % 3 === 0 ? asRunLengths(file) : file));
    [source, database] = await Promise.all([startOrthanc('East'), startTestDatabase()]);
    await source.store(originals);
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await source?.stop();
    await owner?.end();
    await database?.stop();
  });
  beforeEach(async () => void await owner.query('truncate organization, query_group cascade'));

  const bring = async (archive: ExchangePlace['archive'], times = 1): Promise<ImportRow> => {
    const { deps, imports, close } = await exchangeParts({ runtimeUrl: database.runtimeUrl, source, archive });
    try {
      await addExchangeOrganizations(deps);
      let row: ImportRow | undefined;
      for (let time = 0; time < times; time++) {
        const asked = await imports.request(askingForLake(), { patient, studyInstanceUid, sourceId: 'east' });
        if (asked.kind !== 'import') throw new Error(`It is ${JSON.stringify(asked)}.`);
        expect(asked.row).toMatchObject({ state: 'waiting', match: 'certain' });
        await runImport(deps, asked.row.id, new AbortController().signal);
        const listed = await imports.list(askingForLake(), undefined, { offset: 0, limit: 10 });
        row = 'rows' in listed ? listed.rows.find(({ id }) => id === asked.row.id) : undefined;
      }
      return row!;
    } finally {
      await close();
    }
  };
  const attempts = async (): Promise<number> => (await owner.query<{ sum: number }>('select sum(attempts)::int as sum from image_import_instance')).rows[0]!.sum;
  const isOurs = (file: Buffer): void => {
    const said = dump(file);
    expect([topLevel(said, '0010,0020'), topLevel(said, '0010,0021'), topLevel(said, '0010,0010')]).toEqual(['L-100', 'LAKE', 'Lévêque-Test^Zoë']);
    expect(topLevel(said, '0008,0050')).toMatch(/^LV[0-9A-F]{14}$/);
    const original = /^\(0400,0561\)[\s\S]*?^\(fffe,e0dd\)/m.exec(said)?.[0] ?? '';
    expect(original).toMatch(/\(0010,0020\) LO \[Z1\]/);
    expect(original).toMatch(/\(0400,0564\) LO \[East General\]/);
    expect(original).toMatch(/\(0400,0565\) CS \[COERCE\]/);
    expect(said).toContain('Foreign study imported from East General');
  };
  const hasEveryImage = (files: readonly Buffer[]): void => {
    const uidOf = (file: Buffer): string => topLevel(dump(file), '0008,0018')!;
    const before = new Map(originals.map((file) => [uidOf(file), file]));
    expect(files.map(uidOf).sort()).toEqual([...before.keys()].sort());
    for (const file of files) {
      isOurs(file);
      expect(pixelsOf(file).equals(pixelsOf(before.get(uidOf(file))!))).toBe(true);
    }
    const [first] = files;
    expect(errorsIn(first!)).toEqual(errorsIn(before.get(uidOf(first!))!));
  };

  it('arrives at an Orthanc by STOW-RS, every image once, localized, with its pixels untouched; a second time nothing is sent', async () => {
    const target = await startOrthanc('Lake');
    try {
      const row = await bring({ by: 'stow', baseUrl: target.baseUrl, username: target.username, password: target.password }, 2);
      expect(row).toMatchObject({ state: 'imported', instanceCount: IMAGES, arrivedCount: IMAGES });
      expect(await attempts()).toBe(IMAGES);
      hasEveryImage(await storedAt(target));
    } finally {
      await target.stop();
    }
  });

  it('arrives at DCMTK’s storescp by C-STORE, each image once and byte for byte but for its header', async () => {
    const target: StorageServer = await startStorescp();
    try {
      const row = await bring({ by: 'dimse', port: target.port, aeTitle: target.aeTitle, canFind: false });
      expect(row).toMatchObject({ state: 'imported', instanceCount: IMAGES, arrivedCount: IMAGES });
      hasEveryImage(await target.files());
    } finally {
      await target.stop();
    }
  });

  it('arrives at an Orthanc by C-STORE, which is asked by C-FIND what it holds', async () => {
    const target = await startOrthanc('Lake', { speaksDimse: true });
    try {
      await target.store(originals.slice(0, 1).map(asLocal));
      const row = await bring({ by: 'dimse', port: target.dicomPort, aeTitle: 'ORTHANC', canFind: true });
      expect(row).toMatchObject({ state: 'imported', instanceCount: IMAGES, arrivedCount: IMAGES });
      expect(await attempts()).toBe(IMAGES - 1);
    } finally {
      await target.stop();
    }
  });

  it('stops before anything is sent when the archive files it under another patient', async () => {
    const target = await startOrthanc('Lake');
    try {
      await target.store(originals.slice(0, 1));
      expect(await bring({ by: 'stow', baseUrl: target.baseUrl, username: target.username, password: target.password })).toMatchObject({ state: 'stopped', stopReason: 'filed-under-another-patient', arrivedCount: 0 });
    } finally {
      await target.stop();
    }
  });
});

/** An image that the archive has under the local number already, by DCMTK's own editor. */
function asLocal(file: Buffer): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-edit-'));
  try {
    writeFileSync(path.join(folder, 'file.dcm'), file);
    execFileSync('dcmodify', ['-nb', '-m', 'PatientID=L-100', path.join(folder, 'file.dcm')]);
    return readFileSync(path.join(folder, 'file.dcm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every file of an Orthanc, by its own interface. */
async function storedAt({ baseUrl, username, password }: OrthancServer): Promise<readonly Buffer[]> {
  const origin = new URL(baseUrl).origin;
  const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  const ids = (await (await fetch(`${origin}/instances`, { headers })).json()) as readonly string[];
  return Promise.all(ids.map(async (id) => Buffer.from(await (await fetch(`${origin}/instances/${id}/file`, { headers })).arrayBuffer())));
}
