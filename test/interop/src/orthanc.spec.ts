import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { createImageConnector } from '@longview/sources-dicomweb';
import { archiveAt, connect, connectorDeps, identifierSystemOf, searchAll, studyUidsOf } from './federation.js';
import { drawStudies, studyUidOf, type FictitiousPerson, type StudyRequest } from './fictitious-studies.js';
import { builtSandbox, describeWith, orthanc, sample, samplesFolder } from './prerequisites.js';
import { startOrthanc, type OrthancServer } from './third-party-servers.js';

jest.setTimeout(120_000);

// Fictitious persons. Zoë and Ben carry one record number, issued by different hospitals.
const HEALTH_NUMBERS = { zoe: '9876543217', ben: '1234567897' };
const zoeAt = (issuer: string, id = 'MRN7788'): FictitiousPerson => ({ id, issuer, family: 'Lévêque-Test', given: ['Zoë'], birthDate: '1961-04-09', sex: 'F', otherIds: [{ id: HEALTH_NUMBERS.zoe, issuer: 'ON' }] });
const benAt = (issuer: string, id = 'MRN7788'): FictitiousPerson => ({ id, issuer, family: 'Okafor-Test', given: ['Ben'], birthDate: '1988-10-02', sex: 'M', otherIds: [{ id: HEALTH_NUMBERS.ben, issuer: 'ON' }] });

const identityOf = ({ family, given, birthDate }: FictitiousPerson, identifiers: SubjectIdentity['identifiers']): SubjectIdentity => ({ names: [{ family, given: [...given] }], birthDate, identifiers });
const recordNumber = (archiveId: string, value = 'MRN7788') => ({ system: identifierSystemOf(archiveId), value, type: 'MR' }) as const;
const healthNumber = (value: string) => ({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value, type: 'JHN' }) as const;

async function loaded(name: string, studies: readonly StudyRequest[]): Promise<OrthancServer> {
  const server = await startOrthanc(name);
  await server.store(await drawStudies(studies));
  return server;
}

describeWith([orthanc, builtSandbox], 'an Orthanc with studies of two people', () => {
  let server: OrthancServer;
  const zoe = zoeAt('EAST', 'Z1'), ben = benAt('EAST', 'B1');
  const studies: StudyRequest[] = [
    { name: 'zoe wrist', person: zoe, of: 'wrist', images: 2 }, { name: 'zoe head', person: zoe, of: 'head', images: 3, date: '20240105' },
    { name: 'ben chest', person: ben, of: 'chest' }, { name: 'ben abdomen', person: ben, of: 'abdomen', frames: 4 },
  ];
  const zoesStudies = ['zoe wrist', 'zoe head'].map((name) => studyUidOf({ name })).sort();
  beforeAll(async () => { server = await loaded('East', studies); });
  afterAll(() => server?.stop());

  it.each([
    ['record number with issuer', ['issuer-and-id'], [recordNumber('east', 'Z1')]],
    ['record number alone', ['id'], [recordNumber('east', 'Z1')]],
    ['name and birth date, when the record number is known as well', ['demographics'], [recordNumber('east', 'Z1'), healthNumber(HEALTH_NUMBERS.zoe)]],
    ['health number inside the sequence, when the record number is known as well', ['nested-health-number'], [recordNumber('east', 'Z1'), healthNumber(HEALTH_NUMBERS.zoe)]],
  ] as const)('is searched by %s and shows nobody else', async (_, patientSearch, identifiers) => {
    const { outcomes, records } = await searchAll([archiveAt('east', server, { patientSearch })], identityOf(zoe, [...identifiers]), ['imaging-study']);
    expect(studyUidsOf(records)).toEqual(zoesStudies);
    expect(outcomes.get('east')).toMatchObject({ state: 'answered', recordCount: 2, withheldCount: 0 });
  });

  it('returns everybody for a health number that nobody has, of whom nobody is shown', async () => {
    const nobody: SubjectIdentity = { names: [{ family: 'Nemo-Test', given: ['Nia'] }], birthDate: '1999-09-09', identifiers: [healthNumber('5555555556')] };
    const definition = archiveAt('east', server, { patientSearch: ['nested-health-number'] });
    const connector = connect(definition);
    const raw = await connector.findRecords({ patient: nobody, kinds: ['imaging-study'] }, { signal: new AbortController().signal, requestId: 'interop' });
    await connector.close();
    // The server's own behaviour, which is why identity is checked here and not there.
    expect('records' in raw && raw.records.length).toBe(4);
    const { outcomes, records } = await searchAll([definition], nobody, ['imaging-study']);
    expect(records).toEqual([]);
    expect(outcomes.get('east')).toMatchObject({ state: 'answered', recordCount: 0 });
  });

  it('keeps accents, counts and what the archive says about a study', async () => {
    const { records } = await searchAll([archiveAt('east', server)], identityOf(zoe, [recordNumber('east', 'Z1')]), ['imaging-study']);
    expect(records.find((record) => record.kind === 'imaging-study' && record.studyInstanceUid === studyUidOf({ name: 'zoe wrist' }))).toMatchObject({
      title: 'Étude fictive: wrist', modalities: ['CR'], numberOfSeries: 1, numberOfInstances: 2, hasImages: true,
      subject: { names: [{ family: 'Lévêque-Test', given: ['Zoë'] }], birthDate: '1961-04-09', gender: 'female' },
    });
  });

  it('says "not identifiable" where it can only be asked by a number that nobody told', async () => {
    const { outcomes, records } = await searchAll([archiveAt('east', server, { patientSearch: ['issuer-and-id'] })], identityOf(zoe, [healthNumber(HEALTH_NUMBERS.zoe)]), ['imaging-study']);
    expect(records).toEqual([]);
    expect(outcomes.get('east')?.state).toBe('not-identifiable');
  });

  it('refuses us with a wrong password, and that is not "nothing found"', async () => {
    const { outcomes } = await searchAll([archiveAt('wrong-password', { ...server, password: 'wrong' }, { issuerOfPatientId: 'EAST' })], identityOf(zoe, [recordNumber('wrong-password', 'Z1')]), ['imaging-study']);
    expect(outcomes.get('wrong-password')).toMatchObject({ state: 'refused', faultCode: 'SOURCE_UNAUTHORIZED' });
  });

  it('finds people by name and birth date', async () => {
    const connector = connect(archiveAt('east', server));
    const answer = await connector.findPatients({ by: 'demographics', family: 'Okafor-Test', birthDate: '1988-10-02' }, { signal: new AbortController().signal, requestId: 'interop' });
    await connector.close();
    expect('records' in answer && answer.records.map(({ names }) => names[0]?.family)).toEqual(['Okafor-Test']);
  });

  it('streams the frames of a clip', async () => {
    const images = createImageConnector(archiveAt('east', server), connectorDeps);
    const call = { signal: new AbortController().signal, requestId: 'interop' };
    const uid = studyUidOf({ name: 'ben abdomen' });
    expect(await images.findStudy(uid, call)).toMatchObject({ studyInstanceUid: uid, modalities: ['US'] });
    const metadata = await images.retrieve({ path: `/studies/${uid}/metadata`, accept: 'application/dicom+json' }, call);
    const [image] = JSON.parse(await new Response(metadata.body).text()) as Record<string, { Value?: unknown[] }>[];
    const frame = await images.retrieve({ path: `/studies/${uid}/series/${String(image?.['0020000E']?.Value?.[0])}/instances/${String(image?.['00080018']?.Value?.[0])}/frames/4`, accept: 'multipart/related; type=application/octet-stream; transfer-syntax=*' }, call);
    expect(frame.status).toBe(200);
    expect(frame.headers['content-type']).toMatch(/^multipart\/related/);
    expect((await new Response(frame.body).arrayBuffer()).byteLength).toBeGreaterThan(480 * 640);
    await images.close();
  });
});

describeWith([orthanc, sample('dicom')], 'an Orthanc with files of many makers', () => {
  let server: OrthancServer;
  const files = samplesFiles();
  beforeAll(async () => {
    server = await startOrthanc('Samples');
    await server.store(files);
  });
  afterAll(() => server?.stop());

  it('has every study read that it lists, each with its own person', async () => {
    const listed = (await (await fetch(`${server.baseUrl}/studies`, { headers: { authorization: `Basic ${Buffer.from(`${server.username}:${server.password}`).toString('base64')}` } })).json()) as Record<string, { Value?: string[] }>[];
    const uids = listed.flatMap((row) => row['0020000D']?.Value ?? []);
    expect(uids.length).toBeGreaterThan(5);
    const connector = connect(archiveAt('samples', server));
    const answer = await connector.findRecords({ patient: { names: [], identifiers: [] }, kinds: ['imaging-study'], studyInstanceUids: uids }, { signal: new AbortController().signal, requestId: 'interop' });
    await connector.close();
    expect('records' in answer && studyUidsOf(answer.records)).toEqual([...uids].sort());
    expect('records' in answer && answer.unreadableCount).toBe(0);
  });
});

/** Everything that has the UIDs an archive needs. */
function samplesFiles(): Buffer[] {
  if (sample('dicom')() !== undefined) return [];
  const folder = path.join(samplesFolder, 'dicom');
  return (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.dcm')).map((file) => readFileSync(path.join(folder, file)))
    .filter((bytes) => bytes.toString('latin1', 128, 132) === 'DICM');
}

describeWith([orthanc, builtSandbox], 'two hospitals that issued one record number to two people, and a third that is down', () => {
  let north: OrthancServer, south: OrthancServer, west: OrthancServer;
  const zoe = zoeAt('NORTH'), ben = benAt('SOUTH');
  beforeAll(async () => {
    north = await loaded('North', [{ name: 'north zoe', person: zoe, of: 'wrist' }]);
    south = await loaded('South', [{ name: 'south ben', person: ben, of: 'chest' }]);
    west = await startOrthanc('West');
    await west.stop();
  });
  afterAll(() => Promise.all([north?.stop(), south?.stop()]));
  const sources = (endpoint = {}) => [archiveAt('north', north, endpoint), archiveAt('south', south, endpoint), archiveAt('west', west, endpoint)];

  describe.each([
    ['by number and issuer', { patientSearch: ['issuer-and-id'] }],
    ['by number alone', { patientSearch: ['id'] }],
    ['in every way there is', { patientSearch: ['id', 'nested-health-number', 'demographics'] }],
  ])('searched %s', (_, endpoint) => {
    it.each([
      ['the one', zoe, [recordNumber('north'), healthNumber(HEALTH_NUMBERS.zoe)], 'north zoe'],
      ['the other', ben, [recordNumber('south'), healthNumber(HEALTH_NUMBERS.ben)], 'south ben'],
      // Worst case: somebody's registry claims that both numbers are this person's.
      ['the one, even when both numbers are said to be theirs', zoe, [recordNumber('north'), recordNumber('south'), healthNumber(HEALTH_NUMBERS.zoe)], 'north zoe'],
    ] as const)('show %s their own study only, and name the source that did not answer', async (_who, person, identifiers, study) => {
      const { outcomes, records } = await searchAll(sources(endpoint), identityOf(person, [...identifiers]), ['imaging-study']);
      expect(studyUidsOf(records)).toEqual([studyUidOf({ name: study })]);
      expect(['down', 'not-identifiable']).toContain(outcomes.get('west')?.state);
      expect(outcomes.get('west')).toMatchObject({ recordCount: 0, failedKinds: ['imaging-study'] });
    });
  });

  it('calls the stopped source down when it could have been asked', async () => {
    const { outcomes } = await searchAll(sources(), identityOf(zoe, [recordNumber('north'), recordNumber('west')]), ['imaging-study']);
    expect(outcomes.get('west')).toMatchObject({ state: 'down', faultCode: 'SOURCE_UNREACHABLE' });
  });

  it('does not hold a record number without its issuer for anybody’s', async () => {
    const anonymous: SubjectIdentity = { names: [], identifiers: [{ system: 'urn:example:elsewhere', value: 'MRN7788', type: 'MR' }] };
    const { records } = await searchAll(sources(), anonymous, ['imaging-study']);
    expect(records).toEqual([]);
  });
});
