import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { RECORD_KINDS, type PatientRecord } from '@longview/clinical-model';
import { connect, fhirServerAt, searchAll } from './federation.js';
import { describeWith, hapiFhir, sample, samplesFolder } from './prerequisites.js';
import { startHapiFhir, type FhirServer } from './third-party-servers.js';

jest.setTimeout(300_000);

interface Resource { readonly resourceType: string; readonly [name: string]: unknown }
interface Bundle { readonly entry: readonly { readonly resource: Resource }[] }

const folder = path.join(samplesFolder, 'fhir/synthea-r4');
/** The smaller half of the sample people: a transaction of a thousand resources takes this server ten seconds. */
const people = sample('fhir/synthea-r4')() === undefined
  ? readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => readFileSync(path.join(folder, file), 'utf8')).sort((a, b) => a.length - b.length).slice(0, 3)
  : [];
const bundles = people.map((text) => JSON.parse(text) as Bundle);

function resourcesOf(bundle: Bundle, type: string): readonly Resource[] {
  return bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

function personOf(bundle: Bundle): { family: string; birthDate: string } {
  const [patient] = resourcesOf(bundle, 'Patient') as unknown as { birthDate: string; name: { family: string }[] }[];
  return { family: patient?.name[0]?.family ?? '', birthDate: patient?.birthDate ?? '' };
}

const isLab = (observation: Resource) => JSON.stringify(observation['category'] ?? []).includes('"laboratory"');
const call = () => ({ signal: new AbortController().signal, requestId: 'interop' });

describeWith([hapiFhir, sample('fhir/synthea-r4')], 'a HAPI FHIR server with people of Synthea', () => {
  let server: FhirServer;
  beforeAll(async () => {
    server = await startHapiFhir();
    for (const bundle of people) await server.load(bundle);
  });
  afterAll(() => server?.stop());
  // The domain in which Synthea numbers its people.
  const source = (endpoint = {}) => fhirServerAt('hapi', server.baseUrl, RECORD_KINDS, endpoint, 'https://github.com/synthetichealth/synthea');

  async function registrationOf(bundle: Bundle): Promise<PatientRecord | undefined> {
    const connector = connect(source());
    const answer = await connector.findPatients({ by: 'demographics', ...personOf(bundle) }, call());
    await connector.close();
    if ('notIdentifiable' in answer) throw new Error('The server could not be asked.');
    expect(answer.isTruncated).toBe(false);
    expect(answer.records).toHaveLength(1);
    return answer.records[0];
  }

  it.each(bundles.map((bundle, index) => [index + 1, bundle] as const))('finds person %i by family name and birth date, as the server registers them', async (_, bundle) => {
    expect(await registrationOf(bundle)).toMatchObject({ birthDate: personOf(bundle).birthDate, names: expect.arrayContaining([expect.objectContaining({ family: personOf(bundle).family })]) });
  });

  const everybodyInBothWays = bundles.flatMap((bundle, index) => (['patient-id', 'chained'] as const).map((patientSearch) => [index + 1, patientSearch, bundle] as const));
  it.each(everybodyInBothWays)('reads everything that it holds of person %i by %s, and of nobody else', async (_, patientSearch, bundle) => {
    const patient = await registrationOf(bundle);
    const kinds = ['imaging-study', 'report', 'lab', 'visit', 'condition'] as const;
    const { outcomes, records } = await searchAll([source({ patientSearch })], patient ?? { names: [], identifiers: [] }, kinds);
    expect(outcomes.get('hapi')).toMatchObject({ state: 'answered', withheldCount: 0, failedKinds: [] });
    const count = (kind: string) => records.filter((record) => record.kind === kind).length;
    expect({ studies: count('imaging-study'), reports: count('report'), labs: count('lab'), visits: count('visit'), conditions: count('condition') }).toEqual({
      studies: resourcesOf(bundle, 'ImagingStudy').length,
      reports: resourcesOf(bundle, 'DiagnosticReport').length,
      labs: resourcesOf(bundle, 'Observation').filter(isLab).length,
      visits: resourcesOf(bundle, 'Encounter').length,
      conditions: resourcesOf(bundle, 'Condition').length,
    });
    expect(new Set(records.map(({ subject }) => subject.birthDate))).toEqual(new Set([personOf(bundle).birthDate]));
  });

  it('reads one study again by the id that the server gave it', async () => {
    const withStudies = bundles.find((bundle) => resourcesOf(bundle, 'ImagingStudy').length > 0);
    expect(withStudies).toBeDefined();
    const patient = withStudies && (await registrationOf(withStudies));
    const { records } = await searchAll([source()], patient ?? { names: [], identifiers: [] }, ['imaging-study']);
    const [study] = records;
    const connector = connect(source());
    const again = await connector.readRecord('imaging-study', study?.provenance.sourceRecordId ?? '', call());
    const missing = await connector.readRecord('imaging-study', 'ImagingStudy/does-not-exist', call());
    await connector.close();
    expect(again).toMatchObject({ kind: 'imaging-study', identifiers: study?.identifiers, time: study?.time });
    expect(missing).toBeUndefined();
  });

  it('finds nobody of a name that nobody has', async () => {
    const connector = connect(source());
    expect(await connector.findPatients({ by: 'demographics', family: 'Nemo-Test', birthDate: '1901-01-01' }, call())).toMatchObject({ records: [] });
    await connector.close();
  });

  it('is healthy, and then is not', async () => {
    const connector = connect(source());
    await connector.checkHealth(call());
    await server.stop();
    await expect(connector.checkHealth(call())).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    await connector.close();
  });
});
