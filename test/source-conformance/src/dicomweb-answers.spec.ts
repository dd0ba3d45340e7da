import { afterEach, describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { askForMaple, FaultyPeer } from './describe-faults.js';
import { MAPLE, MAPLE_STUDIES, NEIGHBOUR, NEIGHBOUR_STUDY } from './fictitious-people.js';
import { callFor, isSameNumber } from './harness.js';
import { dicom, ISSUER, SmallArchive, studyRow } from './small-archive.js';

const healthy = new SmallArchive();

describe('a DICOMweb answer', () => {
  const peer = new FaultyPeer({ endpoint: { protocol: 'dicomweb', issuerOfPatientId: ISSUER }, root: '/dicom-web', kinds: ['imaging-study'] });
  afterEach(() => peer.stop());

  it('carries whose study each says it is, by record number and by health number', async () => {
    const { connector } = await peer.start((question) => healthy.answer(question));
    const { records } = await askForMaple(connector);
    expect(records.map((record) => record.kind === 'imaging-study' && record.studyInstanceUid)).toEqual([...MAPLE_STUDIES]);
    expect(records[0]).toMatchObject({
      subject: { names: [{ family: 'Érable-Test', given: ['Maple'] }], birthDate: '1970-05-06', gender: 'female', identifiers: [{ value: 'SH-1001' }, { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }] },
      modalities: ['CR'], numberOfSeries: 1, numberOfInstances: 2, hasImages: true, time: { local: '2026-03-04T10:00:00', offset: '-05:00' },
    });
  });

  it('is asked in the configured order, and no further than needed', async () => {
    const { connector, server } = await peer.start((question) => healthy.answer(question));
    await askForMaple(connector);
    expect(server.questions.map(({ parameters }) => [...parameters.keys()][0])).toEqual(['00100020']);
    expect(server.questions[0]?.parameters.get('includefield')?.split(',')).toEqual(expect.arrayContaining(['00101002', '00100021', '00080051', '00081030', '00201206', '00201208', '00080061', '00100030', '00100040', '00080201']));
  });

  it('that finds nothing one way is asked for another way, and the ways are united', async () => {
    const other: SubjectIdentity = { ...MAPLE, identifiers: [MAPLE.identifiers[0]!, { ...MAPLE.identifiers[1]!, value: 'SH-0000' }] };
    const { connector, server } = await peer.start((question) => healthy.answer(question));
    const answer = await connector.findRecords({ patient: other, kinds: ['imaging-study'] }, callFor());
    expect('records' in answer && answer.records.length).toBe(3);
    expect(server.questions.map(({ parameters }) => [...parameters.keys()][0])).toEqual(['00100020', '00101002.00100020']);
  });

  it('to a key that the archive does not know is passed over for one that it knows', async () => {
    const { connector } = await peer.start((question) => (question.parameters.has('00100021') ? { status: 400 } : healthy.answer(question)));
    expect((await askForMaple(connector)).records.length).toBe(3);
  });

  it('from an archive that ignores the key is everybody’s studies, each with its own person', async () => {
    const { connector, server } = await peer.start((question) => new SmallArchive({ emptyAnswer: 200, ignoresNestedKeys: true }).answer(question), { patientSearch: ['nested-health-number', 'demographics'] });
    const answer = await askForMaple(connector);
    expect(answer.records.length).toBe(4);
    const foreign = answer.records.find((record) => record.kind === 'imaging-study' && record.studyInstanceUid === NEIGHBOUR_STUDY);
    expect(isSameNumber(foreign!.subject, MAPLE)).toBe(false);
    expect(isSameNumber(foreign!.subject, NEIGHBOUR)).toBe(true);
    expect(answer.isTruncated).toBe(false);
    expect(server.questions.length).toBe(1);
  });

  it('does not take a record number without an issuer for the archive’s own, unless it is configured to have but one', async () => {
    const anonymous = [{ ...studyRow('2.25.1001', MAPLE), '00100021': { vr: 'LO' }, '00101002': { vr: 'SQ' } }];
    const strict = await peer.start(() => dicom(200, anonymous));
    expect((await askForMaple(strict.connector)).records.map(({ subject }) => subject.identifiers)).toEqual([[]]);
    const single = await peer.start(() => dicom(200, anonymous), { patientSearch: ['id'] });
    expect((await askForMaple(single.connector)).records.map(({ subject }) => subject.identifiers)).toEqual([[expect.objectContaining({ value: 'SH-1001' })]]);
  });

  it('keeps a record number of another issuer apart from its own', async () => {
    const { connector } = await peer.start(() => dicom(200, [{ ...studyRow('2.25.1001', NEIGHBOUR), '00100020': { vr: 'LO', Value: ['SH-1001'] }, '00100021': { vr: 'LO', Value: ['ELSEWHERE'] } }]));
    const { records } = await askForMaple(connector);
    expect(records[0]!.subject.identifiers[0]).toEqual({ system: 'ELSEWHERE', value: 'SH-1001' });
    expect(isSameNumber(records[0]!.subject, MAPLE)).toBe(false);
  });

  it('never asks with wildcards that somebody put into a number', async () => {
    const { connector, server } = await peer.start((question) => healthy.answer(question));
    const greedy: SubjectIdentity = { names: [], identifiers: [{ ...MAPLE.identifiers[1]!, value: '*' }] };
    expect(await connector.findRecords({ patient: greedy, kinds: ['imaging-study'] }, callFor())).toEqual({ notIdentifiable: true });
    expect(server.questions).toEqual([]);
  });

  it('reads on past a server that returns fewer than asked for and says so', async () => {
    const all = Array.from({ length: 7 }, (_, i) => studyRow(`2.25.30${i}`, MAPLE));
    const { connector } = await peer.start(({ parameters }) => {
      const from = Number(parameters.get('offset'));
      const page = dicom(200, all.slice(from, from + 3));
      return from + 3 < all.length ? { ...page, headers: { ...page.headers, warning: '299 small: There are 4 additional results that can be requested' } } : page;
    });
    const answer = await askForMaple(connector);
    expect({ isTruncated: answer.isTruncated, count: answer.records.length }).toEqual({ isTruncated: false, count: 7 });
  });

  it('from a server that ignores the offset is said not to be the whole one', async () => {
    const { connector } = await peer.start(() => dicom(200, Array.from({ length: 200 }, (_, i) => studyRow(`2.25.4.${i + 1}`, MAPLE))));
    const answer = await askForMaple(connector);
    expect({ isTruncated: answer.isTruncated, count: answer.records.length }).toEqual({ isTruncated: true, count: 200 });
  });

  it('keeps the pages before one that fails, and says what is missing', async () => {
    const { connector } = await peer.start(({ parameters }) => (parameters.get('offset') === '0' ? dicom(200, Array.from({ length: 200 }, (_, i) => studyRow(`2.25.4.${i + 1}`, MAPLE))) : { status: 500 }));
    const answer = await askForMaple(connector);
    expect(answer.failed).toEqual([{ kind: 'imaging-study', fault: expect.objectContaining({ code: 'SOURCE_SERVER_ERROR' }) }]);
    expect(answer.records.length).toBe(200);
  });

  it('with garbage in it is read as far as it can be, and the rest is counted', async () => {
    const garbage = [null, 7, 'text', [], {}, { '0020000D': null }, { '0020000D': { vr: 'UI', Value: ['not a uid'] } }, { '0020000D': { vr: 'UI', Value: [['1.2']] } }];
    const wild = { '0020000D': { vr: 'UI', Value: ['2.25.5'] }, '00100010': { vr: 'PN', Value: [7] }, '00100030': { vr: 'DA', Value: ['19990231x'] }, '00101002': { vr: 'SQ', Value: ['x', null, {}] }, '00080061': 'CR', '00201208': { vr: 'IS', Value: [-1] } };
    const { connector } = await peer.start(() => dicom(200, [...garbage, studyRow('2.25.1001', MAPLE), wild]));
    const answer = await askForMaple(connector);
    expect(answer.unreadableCount).toBe(garbage.length);
    expect(answer.records.map(({ provenance }) => provenance.sourceRecordId)).toEqual(['2.25.1001', '2.25.5']);
    expect(answer.records[1]).toMatchObject({ subject: { names: [], identifiers: [] }, modalities: [], title: '' });
  });
});
