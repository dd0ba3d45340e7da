import { afterEach, describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { RecordConnector } from '@longview/sources-contract';
import { DEADLINE_MS, FaultyPeer } from './describe-faults.js';
import { MAPLE, MAPLE_STUDIES, NEIGHBOUR, NEIGHBOUR_STUDY } from './fictitious-people.js';
import { callFor, isSameNumber, openImages, sourceAt } from './harness.js';
import { dicom, ISSUER, SmallArchive, studyRow } from './small-archive.js';
import type { Question } from './small-server.js';

/** Maple, of whom nothing is known that the lists of the archive tell. */
const BY_HEALTH_NUMBER: SubjectIdentity = { ...MAPLE, identifiers: [MAPLE.identifiers[0]!] };
const SILENT = { ignoresNestedKeys: true, hidesOtherIds: true } as const;
const silent = new SmallArchive(SILENT);
const isList = ({ path }: Question) => path === '/dicom-web/studies';
const isImage = ({ path }: Question) => path.endsWith('/metadata');

/** Fictitious registrations, all of one birth date and none of them Maple's. */
const crowd = (count: number) => Array.from({ length: count }, (_, i) => studyRow(`2.25.7.${i + 1}`, {
  names: [{ family: `Foule${i}-Test`, given: ['Nulle'] }], birthDate: MAPLE.birthDate!, identifiers: [{ system: 'urn:example:small-hospital:patients', value: `F-${i}`, type: 'MR' }, { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1000000008', type: 'JHN' }],
}));

async function ask(connector: RecordConnector, patient = BY_HEALTH_NUMBER) {
  const answer = await connector.findRecords({ patient, kinds: ['imaging-study'] }, callFor());
  if ('notIdentifiable' in answer) throw new Error('The source could not be asked.');
  return { ...answer, own: answer.records.filter(({ subject }) => isSameNumber(subject, BY_HEALTH_NUMBER)).map(({ provenance }) => provenance.sourceRecordId) };
}

describe('an archive whose lists tell no health number', () => {
  const peer = new FaultyPeer({ endpoint: { protocol: 'dicomweb', issuerOfPatientId: ISSUER }, root: '/dicom-web', kinds: ['imaging-study'] });
  afterEach(() => peer.stop());
  const byNestedNumber = { patientSearch: ['nested-health-number'] };

  it.each([['nested-health-number'], ['demographics']])('is asked by %s, and one image of the registration says whose its studies are', async (strategy) => {
    const { connector, server } = await peer.start((question) => silent.answer(question), { patientSearch: [strategy] });
    const answer = await ask(connector);
    expect(answer.own).toEqual([...MAPLE_STUDIES]);
    expect(answer).toMatchObject({ failed: [], isTruncated: false, unreadableCount: 0 });
    expect(server.questions.filter(isImage).length).toBe(1);
  });

  it('is not looked into for people of another birth date', async () => {
    const { connector, server } = await peer.start((question) => silent.answer(question), byNestedNumber);
    expect((await ask(connector)).records.length).toBe(4);
    expect(server.questions.some(({ path }) => path.includes(NEIGHBOUR_STUDY))).toBe(false);
  });

  it('is not looked into where the list itself decides', async () => {
    const { connector, server } = await peer.start((question) => silent.answer(question), { patientSearch: ['demographics'] });
    await ask(connector, MAPLE);
    expect(server.questions.every(isList)).toBe(true);
  });

  it('is asked by birth date as well, once it was seen to ignore the number', async () => {
    const { connector, server } = await peer.start((question) => silent.answer(question), byNestedNumber);
    // Of somebody else's number, the image lists another.
    await ask(connector, { ...MAPLE, identifiers: [{ ...MAPLE.identifiers[0]!, value: '1000000008' }] });
    expect((await ask(connector)).own).toEqual([...MAPLE_STUDIES]);
    expect(server.questions.filter(isList).map(({ parameters }) => parameters.get('00100030'))).toEqual([null, '19700506']);
  });

  it('knows a person by their health number, and nobody by a number that it does not hold', async () => {
    const { connector } = await peer.start((question) => silent.answer(question), byNestedNumber);
    const find = async (value: string) => {
      const answer = await connector.findPatients({ by: 'identifier', identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value } }, callFor());
      if ('notIdentifiable' in answer) throw new Error('The source could not be asked.');
      return { isTruncated: answer.isTruncated, names: answer.records.filter(({ identifiers }) => identifiers.some((one) => one.value === value)).map(({ names }) => names[0]?.given) };
    };
    expect(await find('9876543217')).toEqual({ isTruncated: false, names: [['Maple']] });
    expect(await find('1234567897')).toEqual({ isTruncated: false, names: [['Maurice']] });
    expect(await find('1000000008')).toEqual({ isTruncated: false, names: [] });
  });

  it('tells a person’s health number when they are found by name', async () => {
    const { connector } = await peer.start((question) => silent.answer(question));
    const answer = await connector.findPatients({ by: 'demographics', family: 'Érable-Test', birthDate: MAPLE.birthDate! }, callFor());
    expect('records' in answer && answer.records.map((record) => isSameNumber(record, BY_HEALTH_NUMBER))).toEqual([true]);
  });

  it('says the same of a study that is read again, and of one whose pixels are wanted', async () => {
    const { connector, server } = await peer.start((question) => silent.answer(question), byNestedNumber);
    const again = await connector.readRecord('imaging-study', MAPLE_STUDIES[1], callFor());
    expect(isSameNumber(again!.subject, BY_HEALTH_NUMBER)).toBe(true);
    const images = openImages(sourceAt({ kinds: ['imaging-study'], records: { protocol: 'dicomweb', baseUrl: `${server.origin}/dicom-web` } }));
    const study = await images.findStudy(MAPLE_STUDIES[1], callFor());
    await images.close();
    expect(isSameNumber(study!.subject, BY_HEALTH_NUMBER)).toBe(true);
  });

  it('is looked into for so many people and no more, and the answer says that it is not the whole one', async () => {
    const archive = new SmallArchive(SILENT, crowd(70));
    const { connector, server } = await peer.start((question) => archive.answer(question), byNestedNumber);
    const answer = await ask(connector);
    expect(answer).toMatchObject({ isTruncated: true, failed: [] });
    expect(answer.records.length).toBe(70);
    expect(server.questions.filter(isImage).length).toBe(50);
  });

  it.each([
    ['another number', { '00100020': { vr: 'LO', Value: ['SH-2002'] } }],
    ['another issuer', { '00100021': { vr: 'LO', Value: ['ELSEWHERE'] } }],
    ['another birth date', { '00100030': { vr: 'DA', Value: ['19680102'] } }],
    ['another name', { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Érable-Test^Maurice' }] } }],
    ['another study', { '0020000D': { vr: 'UI', Value: [NEIGHBOUR_STUDY] } }],
  ])('is not believed when the image speaks of %s', async (_, otherwise) => {
    const { connector } = await peer.start((question) => {
      const reply = silent.answer(question);
      return isImage(question) ? dicom(200, [{ ...(JSON.parse(String(reply.body)) as object[])[0], ...otherwise }]) : reply;
    }, byNestedNumber);
    const answer = await ask(connector);
    expect(answer.records.length).toBe(4);
    expect(answer).toMatchObject({ own: [], isTruncated: true });
  });

  it('without record numbers is looked into study by study: one name and birth date are not one person', async () => {
    const nameless = (uid: string, person: SubjectIdentity) => ({ ...studyRow(uid, person), '00100020': { vr: 'LO' }, '00100021': { vr: 'LO' } });
    const twin: SubjectIdentity = { ...MAPLE, identifiers: NEIGHBOUR.identifiers };
    const archive = new SmallArchive(SILENT, [nameless('2.25.8.1', MAPLE), nameless('2.25.8.2', twin)]);
    const { connector } = await peer.start((question) => archive.answer(question), byNestedNumber);
    expect(await ask(connector)).toMatchObject({ own: ['2.25.8.1'], isTruncated: false });
  });

  it('keeps what it listed when its images cannot be asked, and says that something failed', async () => {
    const { connector } = await peer.start((question) => (isList(question) ? silent.answer(question) : { status: 500 }), byNestedNumber);
    const answer = await ask(connector);
    expect(answer.records.length).toBe(4);
    expect(answer).toMatchObject({ own: [], failed: [{ kind: 'imaging-study', fault: { code: 'SOURCE_SERVER_ERROR' } }] });
  });

  it('keeps what it listed when its images do not come in time', async () => {
    const { connector } = await peer.start((question) => (isList(question) ? silent.answer(question) : undefined), byNestedNumber);
    const startedMs = performance.now();
    const answer = await ask(connector);
    expect(performance.now() - startedMs).toBeLessThan(DEADLINE_MS * 2);
    expect(answer.records.length).toBe(4);
    expect(answer).toMatchObject({ failed: [{ fault: { code: 'SOURCE_TIMEOUT' } }] });
  });

  it('stops looking when the asker leaves', async () => {
    const leave = new AbortController();
    const { connector } = await peer.start((question) => {
      if (isList(question)) return silent.answer(question);
      leave.abort();
      return undefined;
    }, byNestedNumber);
    await expect(connector.findRecords({ patient: BY_HEALTH_NUMBER, kinds: ['imaging-study'] }, { signal: leave.signal, requestId: 'conformance' })).rejects.toMatchObject({ code: 'SOURCE_CANCELLED' });
  });
});

describe('an archive asked who a person is', () => {
  const peer = new FaultyPeer({ endpoint: { protocol: 'dicomweb', issuerOfPatientId: ISSUER }, root: '/dicom-web', kinds: ['imaging-study'] });
  afterEach(() => peer.stop());

  it.each([
    ['a number of a domain that it does not know', [], { by: 'identifier', identifier: { system: 'urn:example:elsewhere', value: 'E-1' } }],
    ['a health number, where it is asked by record numbers alone', ['issuer-and-id'], { by: 'identifier', identifier: MAPLE.identifiers[0]! }],
    ['name and birth date, where it is not asked by them', ['issuer-and-id'], { by: 'demographics', family: 'Érable-Test', birthDate: '1970-05-06' }],
  ] as const)('by %s cannot say, and is not called', async (_, patientSearch, query) => {
    const { connector, server } = await peer.start((question) => silent.answer(question), patientSearch.length > 0 ? { patientSearch } : {});
    expect(await connector.findPatients(query, callFor())).toEqual({ notIdentifiable: true });
    expect(server.questions).toEqual([]);
  });
});
