import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RECORD_KINDS } from '@longview/clinical-model';
import { GatewayClient, launchBrowser, openFramed, shareSession, untilImage, type TestBrowser } from '@longview/test-support';
import { freePort } from './child-server.js';
import { archiveAt, fhirServerAt, identifierSystemOf } from './federation.js';
import { drawStudies, studyUidOf, type FictitiousPerson, type StudyRequest } from './fictitious-studies.js';
import { eventually, signInAtKeycloak, startForeignProvince, timelineOf, type ForeignProvince, type Outcome } from './foreign-province.js';
import { keycloakUser, startKeycloak, type KeycloakServer } from './keycloak-server.js';
import { builtGateway, builtSandbox, builtViewer, describeWith, hapiFhir, keycloak, orthanc, sample, samplesFolder } from './prerequisites.js';
import { startHapiFhir, startOrthanc, type FhirServer, type OrthancServer } from './third-party-servers.js';

jest.setTimeout(400_000);

// Fictitious persons who share a record number, at two hospitals that know nothing of each other.
const zoe: FictitiousPerson = { id: 'MRN7788', issuer: 'NORTH', family: 'Lévêque-Test', given: ['Zoë'], birthDate: '1961-04-09', sex: 'F', otherIds: [{ id: '9876543217', issuer: 'ON' }] };
const ben: FictitiousPerson = { id: 'MRN7788', issuer: 'SOUTH', family: 'Okafor-Test', given: ['Ben'], birthDate: '1988-10-02', sex: 'M', otherIds: [{ id: '1234567897', issuer: 'ON' }] };
const member = keycloakUser('dr-member', 'Dana', 'Member-Test'), stranger = keycloakUser('dr-stranger', 'Sam', 'Stranger-Test');

interface Candidate { readonly candidateKey: string; readonly patient: { readonly birthDate: string; readonly names: readonly { readonly family: string }[] } }
interface FoundPatients { readonly candidates: readonly Candidate[]; readonly completeness: { readonly isComplete: boolean; readonly outcomes: readonly Outcome[] } }

describeWith([keycloak, orthanc, builtSandbox, builtGateway], 'a gateway among programs of others', () => {
  const archives: OrthancServer[] = [];
  let identityProvider: KeycloakServer, province: ForeignProvince, fhir: FhirServer | undefined, client: GatewayClient;

  async function loaded(name: string, studies: readonly StudyRequest[]): Promise<OrthancServer> {
    const server = await startOrthanc(name);
    archives.push(server);
    await server.store(await drawStudies(studies));
    return server;
  }

  beforeAll(async () => {
    const baseUrl = `http://localhost:${await freePort()}`;
    identityProvider = await startKeycloak(baseUrl, [member, stranger]);
    const north = await loaded('North', [{ name: 'north zoe', person: zoe, of: 'wrist', images: 2 }, { name: 'north zoe head', person: zoe, of: 'head', images: 8 }]);
    const south = await loaded('South', [{ name: 'south ben', person: ben, of: 'abdomen', frames: 4 }]);
    const west = await startOrthanc('West');
    await west.stop();
    const sources = [archiveAt('north', north), archiveAt('south', south), archiveAt('west', west)];
    if (person) {
      fhir = await startHapiFhir();
      await fhir.load(person.text);
      sources.push(fhirServerAt('hapi', fhir.baseUrl, RECORD_KINDS, {}, 'https://github.com/synthetichealth/synthea'));
    }
    province = await startForeignProvince({ baseUrl, keycloak: identityProvider, members: [member], sources });
    client = new GatewayClient(baseUrl);
    expect((await signInAtKeycloak(client, member)).href).toBe(`${baseUrl}/find`);
  });
  afterAll(async () => {
    await province?.stop();
    await Promise.all([identityProvider?.stop(), fhir?.stop(), ...archives.map((server) => server.stop())]);
  });

  const find = async (input: object): Promise<FoundPatients> => (await client.run<{ findPatients: FoundPatients }>('FindPatients', { input })).findPatients;
  const open = async ({ candidates }: FoundPatients): Promise<string> => {
    expect(candidates).toHaveLength(1);
    return client.openPatient(candidates[0]!.candidateKey);
  };
  const uidsOf = (names: readonly string[]) => names.map((name) => studyUidOf({ name })).sort();
  const launch = async (patientKey: string, archiveId: string, study: string): Promise<string> => {
    const { launchStudy } = await client.run<{ launchStudy: { viewerUrl?: string } }>('LaunchStudy', { patientKey, studyInstanceUid: studyUidOf({ name: study }), sourceIds: [archiveId] });
    expect(launchStudy.viewerUrl).toMatch(/^\/viewer\//);
    return launchStudy.viewerUrl ?? '';
  };
  const byNumberAt = (archiveId: string) => find({ localIdentifier: 'MRN7788', identifierSystem: identifierSystemOf(archiveId) });

  describe('with one record number issued to two people, and a source that is down', () => {
    it.each([['north', zoe, ['north zoe', 'north zoe head'], 'south'], ['south', ben, ['south ben'], 'north']] as const)('finds by the number of %s one person, their studies, and nothing of the other', async (archiveId, person, studies, otherArchiveId) => {
      const found = await byNumberAt(archiveId);
      expect(found.candidates.map(({ patient }) => [patient.names[0]?.family, patient.birthDate])).toEqual([[person.family, person.birthDate]]);
      expect(found.completeness.isComplete).toBe(false);
      const timeline = await timelineOf(client, await open(found));
      expect(timeline.studyUids).toEqual(uidsOf(studies));
      expect(timeline.outcomes.get(archiveId)).toMatchObject({ state: 'ANSWERED', recordCount: studies.length });
      expect(timeline.outcomes.get(otherArchiveId)).toMatchObject({ recordCount: 0 });
      expect(timeline.outcomes.get('west')).toMatchObject({ state: 'DOWN', recordCount: 0 });
      expect(timeline.isComplete).toBe(false);
    });

    it('names the stopped source as one that did not answer when its own number is searched, and finds nobody', async () => {
      const { candidates, completeness } = await byNumberAt('west');
      expect(candidates).toEqual([]);
      expect(completeness.outcomes.find(({ sourceId }) => sourceId === 'west')).toMatchObject({ state: 'DOWN', faultCode: 'SOURCE_UNREACHABLE' });
      expect(completeness.isComplete).toBe(false);
    });

    it('finds a person by name and birth date, accents and all, and shows their studies', async () => {
      const found = await find({ family: zoe.family, birthDate: zoe.birthDate });
      expect((await timelineOf(client, await open(found))).studyUids).toEqual(uidsOf(['north zoe', 'north zoe head']));
    });

    it('opens the pixels of the study that was launched, and of no other', async () => {
      const patientKey = await open(await byNumberAt('north'));
      await timelineOf(client, patientKey);
      const uid = studyUidOf({ name: 'north zoe' });
      await launch(patientKey, 'north', 'north zoe');
      const metadata = await client.fetch(`${province.baseUrl}/dicom-web/studies/${uid}/metadata`);
      expect(metadata.status).toBe(200);
      const [image] = (await metadata.json()) as Record<string, { Value?: unknown[] }>[];
      const frame = await client.fetch(`${province.baseUrl}/dicom-web/studies/${uid}/series/${String(image?.['0020000E']?.Value?.[0])}/instances/${String(image?.['00080018']?.Value?.[0])}/frames/1`, { headers: { accept: 'multipart/related; type=application/octet-stream; transfer-syntax=*' } });
      expect(frame.status).toBe(200);
      expect((await frame.arrayBuffer()).byteLength).toBeGreaterThan(560 * 800 * 2);
      expect((await client.fetch(`${province.baseUrl}/dicom-web/studies/${studyUidOf({ name: 'south ben' })}/metadata`)).status).toBe(404);
    });

    it('writes neither name nor number into its log', () => {
      for (const secret of ['MRN7788', 'Lévêque', 'L%C3%A9', 'Okafor', '9876543217', '1234567897']) expect(province.log()).not.toContain(secret);
    });
  });

  describeWith([hapiFhir, sample('fhir/synthea-r4')], 'with a HAPI FHIR server as one of its sources', () => {
    it('finds a person by name and birth date and shows their visits, conditions and results', async () => {
      const found = await find({ family: person?.family, birthDate: person?.birthDate });
      const timeline = await timelineOf(client, await open(found));
      expect(timeline.outcomes.get('hapi')).toMatchObject({ state: 'ANSWERED', withheldCount: 0 });
      expect(timeline.outcomes.get('hapi')?.recordCount).toBeGreaterThan(10);
      expect(timeline.kinds).toEqual(expect.arrayContaining(['VISIT', 'REPORT', 'CONDITION']));
    });
  });

  describeWith([builtViewer], 'in a browser', () => {
    let browser: TestBrowser;
    beforeAll(async () => {
      browser = await launchBrowser();
      await shareSession(browser.context, client);
    });
    afterAll(() => browser?.close());

    async function seen(archiveId: string, { family, given, birthDate, id }: FictitiousPerson, study: string) {
      const patientKey = await open(await byNumberAt(archiveId));
      await timelineOf(client, patientKey);
      const viewer = await openFramed(browser.context, province.baseUrl, await launch(patientKey, archiveId, study), { names: [{ family, given }], birthDate, identifiers: [id] });
      return { ...viewer, first: await untilImage(viewer.frame) };
    }

    it('shows a computed radiograph and agrees whose it is', async () => {
      const { page, frame, messages } = await seen('north', zoe, 'north zoe');
      expect(await frame.innerText('.longview-strip')).toContain(zoe.birthDate);
      expect(await messages()).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'longview.viewer.identity', verdict: 'same' })]));
      await page.close();
    });

    it.each([['a CT, slice by slice', 'north', zoe, 'north zoe head'], ['an ultrasound clip, frame by frame', 'south', ben, 'south ben']] as const)('shows %s', async (_, archiveId, person, study) => {
      const { page, frame, first } = await seen(archiveId, person, study);
      await frame.hover('canvas.cornerstone-canvas');
      for (let i = 0; i < 3; i++) await page.mouse.wheel(0, 120);
      expect(await untilImage(frame, first)).not.toEqual(first);
      await page.close();
    });

    it('asks no other host for anything', () => expect(browser.foreignRequests).toEqual([]));
  });

  describe('with Keycloak as its identity provider', () => {
    it('knows who signed in', async () => {
      expect((await client.run<{ me: { userId: string } }>('Me')).me).toMatchObject({ userId: member.username, displayName: 'Dr. Dana Member-Test' });
    });

    it('leaves a wrong password to Keycloak', async () => {
      const other = new GatewayClient(province.baseUrl);
      expect((await signInAtKeycloak(other, { username: member.username, password: 'wrong' })).origin).toBe(new URL(identityProvider.issuer).origin);
    });

    it('refuses somebody whom Keycloak knows and the province does not', async () => {
      const other = new GatewayClient(province.baseUrl);
      const end = await signInAtKeycloak(other, stranger);
      expect(`${end.pathname}${end.search}`).toBe('/sign-in?problem=unknown-user');
      expect((await other.run<{ me: unknown }>('Me')).me).toBeNull();
    });

    it('ends its session with the sign-out, and Keycloak’s with it', async () => {
      const other = new GatewayClient(province.baseUrl);
      await signInAtKeycloak(other, member);
      const redirect = await other.signOut();
      expect(redirect).toMatch(new RegExp(`^${identityProvider.issuer}/`));
      expect((await other.run<{ me: unknown }>('Me')).me).toBeNull();
      const end = await other.follow(redirect);
      expect(end.url.origin).toBe(new URL(province.baseUrl).origin);
      // Keycloak asks for the password again: its own session is over as well.
      expect((await (await other.follow(`${province.baseUrl}/auth/login?idp=keycloak`)).response.text())).toContain('kc-form-login');
    });

    it('ends its session when Keycloak’s administrator ends theirs', async () => {
      const other = new GatewayClient(province.baseUrl);
      await signInAtKeycloak(other, member);
      expect((await other.run<{ me: unknown }>('Me')).me).not.toBeNull();
      await identityProvider.endSessionsOf(member);
      expect(await eventually(async () => (await other.run<{ me: unknown }>('Me')).me === null)).toBe(true);
    });

    it('leaves no session of somebody whom Keycloak’s administrator logs out everywhere', async () => {
      const both = [new GatewayClient(province.baseUrl), new GatewayClient(province.baseUrl)];
      for (const one of both) await signInAtKeycloak(one, member);
      await identityProvider.logOutEverywhere(member);
      for (const one of both) expect(await eventually(async () => (await one.run<{ me: unknown }>('Me')).me === null)).toBe(true);
    });
  });
});

/** The smallest of the sample people. */
const person = (() => {
  if (hapiFhir() !== undefined || sample('fhir/synthea-r4')() !== undefined) return undefined;
  const folder = path.join(samplesFolder, 'fhir/synthea-r4');
  const [text] = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => readFileSync(path.join(folder, file), 'utf8')).sort((a, b) => a.length - b.length);
  if (text === undefined) return undefined;
  const { entry } = JSON.parse(text) as { entry: { resource: { resourceType: string; birthDate?: string; name?: { family: string }[] } }[] };
  const patient = entry.find(({ resource }) => resource.resourceType === 'Patient')?.resource;
  return { text, family: patient?.name?.[0]?.family, birthDate: patient?.birthDate };
})();
