import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { createFederatedSearch } from '@longview/federated-search';
import { systemClock } from '@longview/platform';
import { createImageConnector } from '@longview/sources-dicomweb';
import { archiveAt, connect, connectorDeps, identifierSystemOf, searchAll, studyUidsOf } from './federation.js';
import { drawStudies, studyUidOf, type FictitiousPerson, type StudyRequest } from './fictitious-studies.js';
import { builtSandbox, describeWith, orthanc } from './prerequisites.js';
import { startOrthanc, type OrthancServer } from './third-party-servers.js';

jest.setTimeout(120_000);

// Fictitious persons. Zoé and Zoë share family name and birth date; the archive issued a number to each.
const person = (id: string, family: string, given: string, birthDate: string, healthNumber: string, sex: 'F' | 'M' = 'F'): FictitiousPerson =>
  ({ id, issuer: 'LONE', family, given: [given], birthDate, sex, otherIds: [{ id: healthNumber, issuer: 'ON' }] });
const zoe = person('Z1', 'Lévêque-Test', 'Zoë', '1961-04-09', '9876543217');
const namesake = person('Z2', 'Lévêque-Test', 'Zoé', '1961-04-09', '1234567897');
const ben = person('B1', 'Okafor-Test', 'Ben', '1988-10-02', '5555555556', 'M');
const STUDIES: readonly StudyRequest[] = [
  { name: 'lone zoe wrist', person: zoe, of: 'wrist', images: 2 }, { name: 'lone zoe head', person: zoe, of: 'head', images: 3, date: '20240105' },
  { name: 'lone namesake', person: namesake, of: 'chest' }, { name: 'lone ben', person: ben, of: 'chest' },
];

const healthNumber = (value: string) => ({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value, type: 'JHN' }) as const;
const knownByHealthNumber = ({ family, given, birthDate, otherIds: [other] }: FictitiousPerson): SubjectIdentity => ({ names: [{ family, given: [...given] }], birthDate, identifiers: [healthNumber(other!.id)] });
const studiesOf = (whose: FictitiousPerson) => STUDIES.filter((study) => study.person === whose).map(studyUidOf).sort();
const call = () => ({ signal: new AbortController().signal, requestId: 'interop' });

// Orthanc neither matches nor returns Other Patient IDs in QIDO-RS: only its images tell a health number.
describeWith([orthanc, builtSandbox], 'a lone Orthanc, and a health number that only its images tell', () => {
  let server: OrthancServer;
  beforeAll(async () => {
    server = await startOrthanc('Lone');
    await server.store(await drawStudies(STUDIES));
  });
  afterAll(() => server?.stop());

  it.each([['nested-health-number'], ['demographics']])('shows a person’s studies when asked by %s, and nobody else’s', async (strategy) => {
    for (const whose of [zoe, namesake, ben]) {
      const { outcomes, records } = await searchAll([archiveAt('lone', server, { patientSearch: [strategy] })], knownByHealthNumber(whose), ['imaging-study']);
      expect(studyUidsOf(records)).toEqual(studiesOf(whose));
      expect(outcomes.get('lone')).toMatchObject({ state: 'answered', recordCount: studiesOf(whose).length, withheldCount: 0 });
    }
  });

  it('finds the person by health number alone, with their record number', async () => {
    const search = createFederatedSearch([connect(archiveAt('lone', server))], { monotonicMs: () => systemClock.monotonicMs(), nowMs: () => systemClock.nowMs() });
    const scope = { permittedSourceIds: new Set(['lone']), ...call() };
    const found = await search.findPatients({ by: 'identifier', identifier: healthNumber(zoe.otherIds[0]!.id) }, scope);
    const nobody = await search.findPatients({ by: 'identifier', identifier: healthNumber('1000000008') }, scope);
    const elsewhere = await search.findPatients({ by: 'identifier', identifier: { system: 'urn:example:elsewhere', value: 'Z1' } }, scope);
    await search.close();
    expect(found.candidates).toMatchObject([{ members: [{ names: [{ family: 'Lévêque-Test', given: ['Zoë'] }] }] }]);
    expect(found.candidates[0]!.members[0]!.identifiers).toEqual(expect.arrayContaining([expect.objectContaining({ system: identifierSystemOf('lone'), value: 'Z1' })]));
    expect(found.outcomes).toMatchObject([{ state: 'answered' }]);
    expect(nobody).toMatchObject({ candidates: [], outcomes: [{ state: 'answered' }] });
    expect(elsewhere).toMatchObject({ candidates: [], outcomes: [{ state: 'not-identifiable' }] });
  });

  it('keeps namesakes apart who are found by name and birth date', async () => {
    const connector = connect(archiveAt('lone', server));
    const answer = await connector.findPatients({ by: 'demographics', family: 'Lévêque-Test', birthDate: '1961-04-09' }, call());
    await connector.close();
    const numbers = 'records' in answer ? answer.records.map(({ identifiers }) => identifiers.find(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM)?.value) : [];
    expect(numbers.sort()).toEqual(['1234567897', '9876543217']);
  });

  it('says whose a study is when its pixels are wanted', async () => {
    const images = createImageConnector(archiveAt('lone', server), connectorDeps);
    const study = await images.findStudy(studiesOf(zoe)[0]!, call());
    await images.close();
    expect(study?.subject.identifiers).toEqual(expect.arrayContaining([expect.objectContaining({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' })]));
  });

  it('shows nothing for a health number that nobody has, and holds nothing back', async () => {
    const nobody: SubjectIdentity = { names: [{ family: 'Nemo-Test', given: ['Nia'] }], birthDate: '1999-09-09', identifiers: [healthNumber('1000000008')] };
    const { outcomes, records } = await searchAll([archiveAt('lone', server)], nobody, ['imaging-study']);
    expect(records).toEqual([]);
    expect(outcomes.get('lone')).toMatchObject({ state: 'answered', recordCount: 0, withheldCount: 0 });
  });
});

describeWith([orthanc, builtSandbox], 'an Orthanc with more people than are looked at for one question', () => {
  let server: OrthancServer;
  const crowd = Array.from({ length: 52 }, (_, i) => person(`C${i}`, `Foule${i}-Test`, 'Nulle', `19${30 + i}-05-06`, i === 51 ? '9876543217' : '1000000008'));
  beforeAll(async () => {
    server = await startOrthanc('Crowd');
    await server.store(await drawStudies(crowd.map((one, i) => ({ name: `crowd ${i}`, person: one, of: 'wrist' }))));
  });
  afterAll(() => server?.stop());

  it('says that its answer to a health number is not the whole one', async () => {
    const connector = connect(archiveAt('crowd', server, { issuerOfPatientId: 'LONE' }));
    const startedMs = performance.now();
    const answer = await connector.findPatients({ by: 'identifier', identifier: healthNumber('9876543217') }, call());
    await connector.close();
    expect('records' in answer && answer.isTruncated).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('has the person found all the same where the birth date is known', async () => {
    const { outcomes, records } = await searchAll([archiveAt('crowd', server, { issuerOfPatientId: 'LONE' })], knownByHealthNumber(crowd[51]!), ['imaging-study']);
    expect(studyUidsOf(records)).toEqual([studyUidOf({ name: 'crowd 51' })]);
    expect(outcomes.get('crowd')).toMatchObject({ state: 'answered', recordCount: 1 });
  });
});
