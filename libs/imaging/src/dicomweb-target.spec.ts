import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDicomwebTarget } from './dicomweb-target.js';

const STUDY = '1.2.840.113619.2.30.1';
const base = `/dicom-web/studies/${STUDY}`;

describe('the path gate', () => {
  it.each([
    [base, 'pixels'], [`${base}/series`, 'search'], [`${base}/instances`, 'search'], [`${base}/metadata`, 'metadata'], [`${base}/access`, 'access'],
    [`${base}/series/1.2`, 'pixels'], [`${base}/series/1.2/metadata`, 'metadata'], [`${base}/series/1.2/instances`, 'search'], [`${base}/series/1.2/rendered`, 'pixels'],
    [`${base}/series/1.2/instances/1.3`, 'pixels'], [`${base}/series/1.2/instances/1.3/metadata`, 'metadata'], [`${base}/series/1.2/instances/1.3/frames/1`, 'pixels'],
    [`${base}/series/1.2/instances/1.3/frames/1,2,17`, 'pixels'], [`${base}/series/1.2/instances/1.3/frames/1/rendered`, 'pixels'],
    [`${base}/series/1.2/instances/1.3/bulk/54000100/1/54001010`, 'bulk'], [`${base}/series/1.2/instances/1.3/bulkdata/00420011`, 'bulk'],
  ])('lets %s through as %s', (path, content) => {
    expect(readDicomwebTarget('GET', path)).toMatchObject({ kind: 'study', studyInstanceUid: STUDY, path: path.slice('/dicom-web'.length), content });
  });

  it.each([
    '/dicom-web', '/dicom-web/', '/dicom-web/studies/', '/dicom-web/series', '/dicom-web/instances', '/dicom-web/servers', '/dicom-web//studies', '/dicom-webx/studies',
    `${base}/`, `${base}//series`, `${base}/../2.3`, `${base}/series/..`, `${base}/./series`, `${base}/series/1.2/instances/1.3/../../../../9.9`,
    `${base}%2Fseries`, `${base}%2f..%2f9.9`, `/dicom-web/studies/%2e%2e`, `/dicom-web/studies/1..2`, '/dicom-web/studies/.', '/dicom-web/studies/..', '/dicom-web/studies/.1',
    `/dicom-web/studies/${'1'.repeat(65)}`, '/dicom-web/studies/1.2a', '/dicom-web/studies/1.2;x', `${base}\\series`, `${base}/series\u0000`, `${base}#x`, `${base}/delete`,
    `${base}/series/1.2/instances/1.3/frames/0x1`, `${base}/series/1.2/instances/1.3/frames/`, `${base}/series/1.2/instances/1.3/frames/1/../2`, `${base}/access/more`,
    `${base}/series/1.2/instances/1.3/bulk/../../../x`, `http://elsewhere${base}`, ` ${base}`, `${base} `, `/DICOM-WEB/studies/${STUDY}`, `/dicom-web/studies/${STUDY}/series?${'x'.repeat(5000)}`,
  ])('refuses %s', (path) => {
    expect(readDicomwebTarget('GET', path)).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'get', ''])('refuses the method %s', (method) => {
    expect(readDicomwebTarget(method, base)).toBeUndefined();
  });

  it('lets nothing through that could leave the study it names, whatever is put together from its parts', () => {
    const part = fc.constantFrom('/dicom-web', '/studies', '/series', '/instances', '/frames', '/bulk', '/metadata', '/rendered', '/', '//', '..', '.', '/..', '/.', '%2e', '%2F', '%00', '\\', '1.2.3', '9.9.9', '?', '&', '=', '#', ';', ',', ':', '@', 'http://', 'a', '0', '\u0000', '\r\n', ' ');
    fc.assert(fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const target = readDicomwebTarget('GET', `/dicom-web/studies${parts.join('')}`);
      if (target?.kind !== 'study') return;
      const sent = new URL(target.path, 'http://archive');
      expect(sent.pathname).toBe(target.path);
      expect(sent.search + sent.hash).toBe('');
      expect(sent.pathname.startsWith(`/studies/${target.studyInstanceUid}`)).toBe(true);
      expect(sent.pathname.split('/')[2]).toBe(target.studyInstanceUid);
      expect(target.studyInstanceUid).toMatch(/^\d[\d.]{0,63}$/);
    }), { numRuns: 20_000 });
  });

  it('survives any text and lets no character through that an archive could read otherwise', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const target = readDicomwebTarget('GET', `/dicom-web/studies/1.2${text}`);
      if (target?.kind === 'study') expect(target.path).toMatch(/^[\w./,-]+$/);
    }), { numRuns: 5_000 });
  });
});

describe('query keys', () => {
  it('drops every key that is not on the list, and every value that cannot be one', () => {
    const target = readDicomwebTarget('GET', `${base}/series?limit=10&offset=x&fuzzymatching=true&includefield=00081030&includefield=SeriesDescription&0020000E=1.2&PatientName=DOE*&token=abc&SOPInstanceUID=%2e%2e`);
    expect(target?.kind === 'study' && [...target.query]).toEqual([['limit', '10'], ['includefield', '00081030,SeriesDescription'], ['SeriesInstanceUID', '1.2']]);
  });

  it('sends none at all with a retrieval', () => {
    expect(readDicomwebTarget('GET', `${base}/metadata?accept=text/html&includefield=all`)).toMatchObject({ query: new Map() });
  });

  it('reads a search for studies by UID, under both names and in lists', () => {
    expect(readDicomwebTarget('GET', '/dicom-web/studies?StudyInstanceUID=1.2,1.3&0020000D=1.4%5C1.5&limit=101')).toMatchObject({ kind: 'study-search', studyInstanceUids: ['1.2', '1.3', '1.4', '1.5'], patientId: undefined });
    expect(readDicomwebTarget('GET', '/dicom-web/studies?00100020=MRN7788&includefield=00081030%2C00080060')).toMatchObject({ studyInstanceUids: undefined, patientId: 'MRN7788', includeField: '00081030,00080060' });
  });

  it('refuses a search by a wild-card UID', () => {
    expect(readDicomwebTarget('GET', '/dicom-web/studies?StudyInstanceUID=*')).toBeUndefined();
  });
});
