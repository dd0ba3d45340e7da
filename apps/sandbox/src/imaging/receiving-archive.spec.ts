import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fictitiousStudy } from './fictitious-study.js';
import { instanceHeader } from './instance-header.js';
import { textsOf } from './dicom-dataset.js';
import { writePart10File } from './part-10-file.js';
import { startReceivingArchive, type ReceivingArchive } from './receiving-archive.js';

const headers = { authorization: `Basic ${Buffer.from('longview:password').toString('base64')}`, accept: 'application/dicom+json' };

describe('a hospital’s own archive', () => {
  let archive: ReceivingArchive;
  beforeAll(async () => { archive = await startReceivingArchive('password'); });
  afterAll(() => archive.stop());

  const study = fictitiousStudy('received');
  const header = instanceHeader(study, { seriesIndex: 0, instanceIndex: 0 });
  const post = (hospitalId: string, file: Uint8Array, by: Record<string, string> = headers) => fetch(`${archive.dicomwebUrl(hospitalId)}/studies/${study.studyInstanceUid}`, {
    method: 'POST', headers: { ...by, 'content-type': 'multipart/related; type="application/dicom"; boundary=part' },
    body: Buffer.concat([Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'), file, Buffer.from('\r\n--part--\r\n')]),
  });
  const ask = async (hospitalId: string, path: string): Promise<readonly Record<string, { Value?: readonly unknown[] }>[]> => (await fetch(`${archive.dicomwebUrl(hospitalId)}${path}`, { headers })).json() as Promise<readonly Record<string, { Value?: readonly unknown[] }>[]>;

  it('keeps what it is sent, once, and says so at every level', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = (await (await post('st-brigid', writePart10File(header, new Uint8Array(64)))).json()) as Record<string, { Value: readonly Record<string, { Value: readonly unknown[] }>[] }>;
      expect(answer['00081199']!.Value[0]!['00081155']!.Value).toEqual(textsOf(header, '00080018'));
    }
    expect(archive.headers('st-brigid')).toHaveLength(1);
    expect((await ask('st-brigid', `/studies?0020000D=${study.studyInstanceUid}&limit=10&offset=0`)).map((row) => row['00100020']!.Value)).toEqual([[study.patient.id]]);
    expect(await ask('st-brigid', `/studies/${study.studyInstanceUid}/series`)).toHaveLength(1);
    const [series] = textsOf(header, '0020000E');
    expect((await ask('st-brigid', `/studies/${study.studyInstanceUid}/series/${series}/instances`)).map((row) => row['00080018']!.Value)).toEqual([textsOf(header, '00080018')]);
    expect(await ask('thames-valley', '/studies')).toEqual([]);
  });

  it('lets nobody in without the password, and names what it cannot read', async () => {
    expect((await post('st-brigid', new Uint8Array(8), {})).status).toBe(401);
    expect(Object.keys((await (await post('st-brigid', new Uint8Array(200))).json()) as object)).toEqual(['00081198']);
  });
});
