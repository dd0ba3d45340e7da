import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { DicomDataset } from './dicom-dataset.js';
import { createDicomwebHandler, type DicomwebOptions } from './dicomweb-handler.js';
import { fictitiousStudy } from './fictitious-study.js';
import { ImageStore } from './image-store.js';
import type { SandboxPatient, SandboxStudy } from './sandbox-study.js';

// Drawing takes its time under a test runner, more so on a busy machine.
jest.setTimeout(60_000);

const HEALTH_NUMBER = '1234567897';
const zoe: SandboxPatient = { id: 'MRN7788', issuer: 'SITE-A', family: 'Lévêque', given: ['Zoë'], birthDate: '1961-04-09', sex: 'F', otherIds: [{ id: HEALTH_NUMBER, issuer: 'PROVINCE' }] };
const otherWithSameNumber: SandboxPatient = { ...zoe, issuer: 'SITE-B', family: 'Okafor', given: ['Ben'], birthDate: '1988-10-02', sex: 'M', otherIds: [] };
const wrist = fictitiousStudy('wrist', { patient: zoe, date: '20250214', images: [1, 2], accession: 'ACC-1' });
const ct = fictitiousStudy('ct', { patient: zoe, modality: 'CT', content: 'ct-head', date: '20240630', accession: 'ACC-2', images: [3] });
const clip = fictitiousStudy('clip', { patient: otherWithSameNumber, modality: 'US', content: 'us-abdomen', date: '20230101', accession: 'ACC-3', frames: 3 });
const images = new ImageStore();

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function siteWith(options: DicomwebOptions = {}, studies: readonly SandboxStudy[] = [wrist, ct, clip]): Promise<string> {
  server = createServer(createDicomwebHandler(studies, { images, ...options })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.root ?? '/dicom-web'}`;
}

async function rows(url: string): Promise<DicomDataset[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/dicom+json');
  return (await response.json()) as DicomDataset[];
}

const uids = (found: readonly DicomDataset[]) => found.map((row) => row['0020000D']?.Value?.[0]);
const [W, C, U] = [wrist.studyInstanceUid, ct.studyInstanceUid, clip.studyInstanceUid];

describe('QIDO-RS finds studies', () => {
  it.each([
    ['everything, newest first', '', [W, C, U]],
    ['a record number with its issuer', 'PatientID=MRN7788&IssuerOfPatientID=SITE-A', [W, C]],
    ['a record number of whatever issuer', '00100020=MRN7788', [W, C, U]],
    ['no record number that differs in case', 'PatientID=mrn7788', []],
    ['a health number inside the sequence, by tags', `00101002.00100020=${HEALTH_NUMBER}`, [W, C]],
    ['a health number inside the sequence, by keywords', `OtherPatientIDsSequence.PatientID=${HEALTH_NUMBER}`, [W, C]],
    ['a wrong health number', 'OtherPatientIDsSequence.PatientID=9999999999', []],
    ['a name with a wildcard, whatever its case', `PatientName=${encodeURIComponent('lévêque*')}`, [W, C]],
    ['a whole name', `PatientName=${encodeURIComponent('Lévêque^Zoë')}`, [W, C]],
    ['no name that merely begins so', `PatientName=${encodeURIComponent('Lévêque')}`, []],
    ['one letter by question mark', `PatientName=${encodeURIComponent('Oka?or^B*')}`, [U]],
    ['a birth date', 'PatientBirthDate=19881002', [U]],
    ['a list of UIDs', `StudyInstanceUID=${C},${U}`, [C, U]],
    ['a range of dates', 'StudyDate=20240101-20241231', [C]],
    ['an open range of dates', 'StudyDate=-20240630', [C, U]],
    ['an accession number', 'AccessionNumber=ACC-3', [U]],
    ['a modality', 'ModalitiesInStudy=US', [U]],
    ['a key without value as one that matches all', 'PatientID=', [W, C, U]],
    ['one page', 'limit=1&offset=1', [C]],
  ])('by %s', async (_, query, expected) => {
    expect(uids(await rows(`${await siteWith()}/studies?${query}`))).toEqual(expected);
  });

  it('ignores keys inside sequences without a word where the site is set so', async () => {
    const site = await siteWith({ ignoresNestedKeys: true });
    expect(uids(await rows(`${site}/studies?OtherPatientIDsSequence.PatientID=9999999999`))).toEqual([W, C, U]);
  });

  it('returns more attributes only when asked for', async () => {
    const site = await siteWith();
    const [plain] = await rows(`${site}/studies?StudyInstanceUID=${W}`);
    const [asked] = await rows(`${site}/studies?StudyInstanceUID=${W}&includefield=00101002,IssuerOfPatientID&includefield=00080051`);
    expect(plain).not.toHaveProperty('00101002');
    expect(asked).toMatchObject({
      '00100021': { vr: 'LO', Value: ['SITE-A'] },
      '00101002': { vr: 'SQ', Value: [{ '00100020': { vr: 'LO', Value: [HEALTH_NUMBER] }, '00100021': { vr: 'LO', Value: ['PROVINCE'] } }] },
      '00080051': { vr: 'SQ', Value: [{ '00400031': { vr: 'UT', Value: ['EXAMPLE-SITE'] } }] },
    });
  });

  it('counts series and instances and gives the name as a component group', async () => {
    const [row] = await rows(`${await siteWith()}/studies?StudyInstanceUID=${W}`);
    expect(row).toMatchObject({
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Lévêque^Zoë' }] }, '00201206': { vr: 'IS', Value: [2] }, '00201208': { vr: 'IS', Value: [3] },
      '00081190': { vr: 'UR', Value: [`/dicom-web/studies/${W}`] },
    });
  });

  it('answers nothing found with 200 and an empty list, or with 204', async () => {
    expect(await rows(`${await siteWith()}/studies?PatientID=nobody`)).toEqual([]);
    server?.close();
    expect((await fetch(`${await siteWith({ emptyAnswer: 204 })}/studies?PatientID=nobody`)).status).toBe(204);
  });

  it('refuses a parameter that is no attribute and a limit that is no number', async () => {
    const site = await siteWith();
    expect((await fetch(`${site}/studies?Nonsense=1`)).status).toBe(400);
    expect((await fetch(`${site}/studies?limit=-2`)).status).toBe(400);
  });

  it('warns that it does not match fuzzily', async () => {
    expect((await fetch(`${await siteWith()}/studies?fuzzymatching=true`)).headers.get('warning')).toMatch(/^299 /);
  });
});

describe('below a study', () => {
  it('lists series and instances', async () => {
    const site = await siteWith();
    expect(await rows(`${site}/studies/${W}/series`)).toMatchObject([{ '00201209': { Value: [1] } }, { '00201209': { Value: [2] } }]);
    expect(await rows(`${site}/studies/${W}/series?SeriesInstanceUID=${wrist.series[1]?.seriesInstanceUid}`)).toHaveLength(1);
    expect(await rows(`${site}/studies/${W}/instances`)).toHaveLength(3);
    expect(await rows(`${site}/studies/${W}/series/${wrist.series[1]?.seriesInstanceUid}/instances`)).toMatchObject([{ '00080018': { Value: [wrist.series[1]?.instances[0]] } }, {}]);
  });

  it('describes images of a study, a series or one alone, with an address for the pixels', async () => {
    const site = await siteWith({ origin: 'https://pacs.example' });
    const series = ct.series[0]?.seriesInstanceUid;
    expect(await rows(`${site}/studies/${C}/metadata`)).toHaveLength(3);
    expect(await rows(`${site}/studies/${C}/series/${series}/metadata`)).toHaveLength(3);
    const [image] = await rows(`${site}/studies/${C}/series/${series}/instances/${ct.series[0]?.instances[1]}/metadata`);
    expect(image?.['7FE00010']?.BulkDataURI).toBe(`https://pacs.example/dicom-web/studies/${C}/series/${series}/instances/${ct.series[0]?.instances[1]}/bulkdata/7FE00010`);
    expect(Object.keys(image ?? {})).toEqual(Object.keys(image ?? {}).sort());
    expect(Object.keys(image ?? {}).some((tag) => tag.startsWith('0002'))).toBe(false);
  });

  it('gives frames as parts, in the order asked for', async () => {
    const site = await siteWith();
    const response = await fetch(`${site}/studies/${U}/series/${clip.series[0]?.seriesInstanceUid}/instances/${clip.series[0]?.instances[0]}/frames/3,1`, {
      headers: { accept: 'multipart/related; type=application/octet-stream; transfer-syntax=*' },
    });
    const parts = await partsOf(response, 'application/octet-stream');
    const drawn = images.frames(clip, { seriesIndex: 0, instanceIndex: 0 }, [3, 1]) ?? [];
    expect(parts.map(({ header }) => header)).toEqual(Array(2).fill(expect.stringContaining('transfer-syntax=1.2.840.10008.1.2.1')));
    expect(parts.map(({ body }, index) => body.equals(drawn[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });

  it('gives bulk data as one part where that was asked for', async () => {
    const site = await siteWith();
    const response = await fetch(`${site}/studies/${W}/series/${wrist.series[0]?.seriesInstanceUid}/instances/${wrist.series[0]?.instances[0]}/bulkdata/7FE00010`, { headers: { accept: 'application/octet-stream' } });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect((await response.arrayBuffer()).byteLength).toBe(800 * 560 * 2);
  });

  it('renders an image as PNG', async () => {
    const response = await fetch(`${await siteWith()}/studies/${C}/series/${ct.series[0]?.seriesInstanceUid}/instances/${ct.series[0]?.instances[0]}/rendered`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
  });

  it('gives whole studies as DICOM files', async () => {
    const response = await fetch(`${await siteWith()}/studies/${W}`, { headers: { accept: 'multipart/related; type="application/dicom"' } });
    const parts = await partsOf(response, 'application/dicom');
    expect(parts.map(({ body }) => body.toString('latin1', 128, 132))).toEqual(['DICM', 'DICM', 'DICM']);
  });

  it('knows no other study, series, image, frame or service', async () => {
    const site = await siteWith();
    const image = `${site}/studies/${W}/series/${wrist.series[0]?.seriesInstanceUid}/instances/${wrist.series[0]?.instances[0]}`;
    for (const url of [`${site}/studies/1.2.3/metadata`, `${site}/studies/${W}/series/1.2.3/metadata`, `${image}/frames/2`, `${image}/frames/x`, `${image}/nonsense`, `${site}/patients`, `${site.replace('dicom-web', 'other')}/studies`]) {
      expect((await fetch(url)).status).toBe(404);
    }
  });

  it('changes nothing', async () => {
    expect((await fetch(`${await siteWith()}/studies`, { method: 'POST' })).status).toBe(405);
  });
});

describe('a site', () => {
  it('asks its authorization first', async () => {
    const site = await siteWith({ authorize: (request) => request.headers.authorization === 'Bearer good' });
    expect((await fetch(`${site}/studies`)).status).toBe(401);
    expect((await fetch(`${site}/studies`, { headers: { authorization: 'Bearer good' } })).status).toBe(200);
  });

  it('answers below the root it is given', async () => {
    expect(uids(await rows(`${await siteWith({ root: '/pacs/rs' })}/studies`))).toEqual([W, C, U]);
  });

  it('is not made from studies that cannot be drawn or share a UID', () => {
    expect(() => createDicomwebHandler([fictitiousStudy('odd', { modality: 'CT', content: 'hand' })])).toThrow('content its modality');
    expect(() => createDicomwebHandler([wrist, wrist])).toThrow('one StudyInstanceUID');
  });
});

/** Takes a multipart/related answer apart. */
async function partsOf(response: Response, type: string): Promise<{ header: string; body: Buffer }[]> {
  const contentType = response.headers.get('content-type') ?? '';
  expect(contentType).toContain(`multipart/related; type="${type}"`);
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1];
  const bytes = Buffer.from(await response.arrayBuffer());
  const parts: { header: string; body: Buffer }[] = [];
  let at = bytes.indexOf(`--${boundary}`);
  while (at >= 0) {
    const start = bytes.indexOf('\r\n\r\n', at), next = bytes.indexOf(`\r\n--${boundary}`, at + 1);
    if (start < 0 || next < 0) break;
    parts.push({ header: bytes.toString('latin1', at, start), body: bytes.subarray(start + 4, next) });
    at = next + 2;
  }
  return parts;
}
