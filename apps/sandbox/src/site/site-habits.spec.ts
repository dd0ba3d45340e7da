import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get as httpsGet } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentReference, ImagingStudy, OperationOutcome, Patient } from 'fhir/r4.js';
import { requestToken, SandboxUnderTest, signedAssertion } from '../testing/site-client.js';
import type { Credentials } from './site-access.js';

let under: SandboxUnderTest;
beforeAll(async () => {
  under = await SandboxUnderTest.open();
  await under.setFault('superior-north', { fault: 'none' });
  await under.setFault('lake-of-the-woods', { fault: 'none' });
});
afterAll(() => under.close());

const smart = (siteId: string) => under.site(siteId).credentials as Credentials & { method: 'smart-backend' };

describe('the FHIR server of a site', () => {
  it('finds a patient by health number and by family name with birth date', async () => {
    const byNumber = await under.search('st-brigid', `Patient?identifier=https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn|${under.healthNumber('broken-arm')}`);
    const byName = await under.search('st-brigid', 'Patient?family=Tremblay-Kowalski&birthdate=1987-04-12');
    expect((byNumber.entry![0]!.resource as Patient).name![0]).toEqual({ use: 'official', family: 'Tremblay-Kowalski', given: ['Amélie', 'Rose'] });
    expect(byName.entry!.map(({ resource }) => resource!.id)).toEqual(byNumber.entry!.map(({ resource }) => resource!.id));
  });

  it('takes no notice of accents and capitals in a name', async () => {
    for (const family of ['belanger', 'BÉLANGER', 'Bélanger-Iyer']) {
      const found = await under.search('st-brigid', `Patient?family=${family}&birthdate=1979-12-24`);
      expect(found.entry!.map(({ resource }) => (resource as Patient).name![0]!.family)).toEqual(['Bélanger-Iyer']);
    }
    expect((await under.search('st-brigid', 'Patient?family=elanger&birthdate=1979-12-24')).total).toBe(0);
  });

  it('gives pages with links until there are no more, without a record missing or twice', async () => {
    const patient = await under.patientId('grand-river-falls', 'three-thousand-items');
    const { matches, pages } = await under.searchAll('grand-river-falls', `Observation?patient=${patient}&_count=200`);
    expect(pages).toBe(Math.ceil(matches.length / 25));
    expect(matches.length).toBe(180);
    expect(new Set(matches.map(({ id }) => id)).size).toBe(matches.length);
  });

  it('goes on under a token after a search by POST, so that no identifier stands in an address', async () => {
    const answer = await under.get('nickel-basin', 'Observation/_search', { method: 'POST', body: new URLSearchParams({ 'patient.identifier': `urn:oid:2.16.840.1.113883.4.59|${under.healthNumber('french-record')}`, _count: '1' }) });
    expect(answer.status).toBe(200);
    const paged = await under.get('nickel-basin', 'ImagingStudy/_search', { method: 'POST', body: new URLSearchParams({ 'patient.identifier': `urn:oid:2.16.840.1.113883.4.59|${under.healthNumber('french-record')}`, _count: '1' }) });
    const { link } = JSON.parse(paged.text) as { link: { relation: string; url: string }[] };
    const next = link.find(({ relation }) => relation === 'next')!.url;
    expect(paged.text).not.toMatch(new RegExp(`"url":"[^"]*${under.healthNumber('french-record')}`));
    expect((await under.search('nickel-basin', next)).entry).toHaveLength(1);
  });

  it('includes the patient and the endpoint when asked to', async () => {
    const patient = await under.patientId('st-brigid', 'broken-arm');
    const bundle = await under.search('st-brigid', `ImagingStudy?patient=${patient}&_include=ImagingStudy:patient&_include=ImagingStudy:endpoint`);
    const modes = bundle.entry!.map(({ resource, search }) => `${search!.mode} ${resource!.resourceType}`);
    expect([...new Set(modes)].sort()).toEqual(['include Endpoint', 'include Patient', 'match ImagingStudy']);
  });

  it('requires patient.identifier where the site follows the provincial repository’s rules', async () => {
    const refused = await under.get('nickel-basin', 'ImagingStudy?patient=p1');
    expect(refused.status).toBe(400);
    expect((JSON.parse(refused.text) as OperationOutcome).issue[0]!.code).toBe('required');
    const { matches } = await under.searchAll('di-common-service', `ImagingStudy?patient.identifier=https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn|${under.healthNumber('broken-arm')}`);
    expect(matches).toHaveLength(3);
  });

  it('writes references with its own address where it does so everywhere, and relative ones elsewhere', async () => {
    const study = async (siteId: string) => (await under.searchAll(siteId, `ImagingStudy?patient=${await under.patientId(siteId, 'broken-arm')}`)).matches[0] as ImagingStudy;
    expect((await study('thames-valley')).subject.reference).toBe(`${under.site('thames-valley').fhirUrl}/Patient/${await under.patientId('thames-valley', 'broken-arm')}`);
    expect((await study('st-brigid')).subject.reference).toMatch(/^Patient\/p\d+$/);
  });

  it('takes a patient given by its own absolute address', async () => {
    const patient = await under.patientId('thames-valley', 'broken-arm');
    expect((await under.search('thames-valley', `ImagingStudy?patient=${under.site('thames-valley').fhirUrl}/Patient/${patient}`)).total).toBe(1);
  });

  it('reads one record, and a letter as the PDF that it is', async () => {
    const { matches } = await under.searchAll('nickel-basin', `DocumentReference?patient.identifier=urn:oid:2.16.840.1.113883.4.59|${under.healthNumber('french-record')}`);
    const letter = matches[0] as DocumentReference;
    expect(JSON.parse((await under.get('nickel-basin', `DocumentReference/${letter.id}`)).text)).toMatchObject({ resourceType: 'DocumentReference', id: letter.id });
    const pdf = await under.get('nickel-basin', letter.content[0]!.attachment.url!, { headers: { accept: 'application/pdf' } });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.text).toMatch(/^%PDF-1\.4[^]+%%EOF\n$/);
    expect(pdf.text).toHaveLength(letter.content[0]!.attachment.size!);
  });

  it('says what it can do, refuses to be written to, and does not know what does not exist', async () => {
    expect(JSON.parse((await under.get('quinte-shore', 'metadata')).text)).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    expect((await under.get('st-brigid', 'Patient', { method: 'POST', body: '{}' })).status).toBe(405);
    expect((await under.get('quinte-shore', 'Nonsense?x=1')).status).toBe(404);
    expect((await under.get('quinte-shore', 'Patient/nobody')).status).toBe(404);
    expect((await under.get('quinte-shore', 'ImagingStudy/p1-s999')).status).toBe(404);
  });

  it('adds an entry about itself where that is its habit, and says so when there is nothing', async () => {
    const { notes } = await under.searchAll('quinte-shore', `Encounter?patient=${await under.patientId('quinte-shore', 'not-entitled-source')}`);
    expect(notes.map(({ issue }) => issue[0]!.code)).toEqual(['informational']);
    const nothing = await under.searchAll('di-common-service', `ImagingStudy?patient.identifier=https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn|${under.healthNumber('nothing-anywhere')}`);
    expect(nothing).toMatchObject({ matches: [], notes: [{ issue: [{ severity: 'information' }] }] });
  });

  it('answers a consent directive with 200 and an OperationOutcome, whole or beside what may be shown', async () => {
    const blocked = await under.get('di-common-service', `DiagnosticReport?patient.identifier=https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn|${under.healthNumber('consent-blocked')}`);
    expect(blocked.status).toBe(200);
    expect(JSON.parse(blocked.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'suppressed' }] });
    const { matches, notes } = await under.searchAll('thames-valley', `DiagnosticReport?patient=${await under.patientId('thames-valley', 'consent-blocked')}`);
    expect([matches.length, notes[0]!.issue[0]!.code]).toEqual([1, 'suppressed']);
  });

  it('answers all of it to who says that the directive is overridden, at the repository and nowhere else', async () => {
    const category = 'http://terminology.hl7.org/CodeSystem/v3-ActReason#BTG; scheme="http://hl7.org/fhir/tag/security"';
    const opened = await under.get('di-common-service', `DiagnosticReport?patient.identifier=https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn|${under.healthNumber('consent-blocked')}`, { headers: { category } });
    expect(JSON.parse(opened.text)).toMatchObject({ resourceType: 'Bundle' });
    const stillClosed = await under.get('thames-valley', `DiagnosticReport?patient=${await under.patientId('thames-valley', 'consent-blocked')}`, { headers: { category } });
    expect(stillClosed.text).toContain('suppressed');
  });

  it('points from the older registration of a person to the newer one', async () => {
    const { matches } = await under.searchAll('st-brigid', `Patient?identifier=${under.healthNumber('registered-twice')}`);
    const [current, older] = matches as Patient[];
    expect(older).toMatchObject({ active: false, link: [{ type: 'replaced-by', other: { reference: `Patient/${current!.id}` } }] });
  });

  it('answers the same bytes after every start', async () => {
    const again = await SandboxUnderTest.open();
    const query = `DiagnosticReport?patient=${await under.patientId('st-brigid', 'broken-arm')}`;
    const [one, other] = await Promise.all([under, again].map(async (each) => (await each.get('st-brigid', query)).text.replaceAll(each.site('st-brigid').origin, '')));
    await again.close();
    expect(one).toBe(other);
  });
});

describe('the way in', () => {
  it('is refused without credentials wherever there are any, at both doors', async () => {
    for (const { site, fhirUrl, dicomwebUrl } of under.sandbox.sites.filter(({ credentials }) => !['none', 'mtls'].includes(credentials.method))) {
      const statuses = await Promise.all([fhirUrl && `${fhirUrl}/Patient`, `${dicomwebUrl}/studies`].filter(Boolean).map(async (url) => (await fetch(url as string)).status));
      expect([site.id, ...new Set(statuses)]).toEqual([site.id, 401]);
    }
  });

  it('is closed to clients without a certificate where the site asks for one', async () => {
    await expect(fetch(`${under.site('quinte-shore').fhirUrl}/metadata`)).rejects.toThrow('fetch failed');
    const authority = await readFile((under.site('quinte-shore').credentials as Credentials & { method: 'mtls' }).certificateAuthority.file);
    const anonymous = httpsGet(`${under.site('quinte-shore').fhirUrl}/metadata`, { ca: authority });
    await expect(once(anonymous, 'response')).rejects.toThrow();
  });

  it('opens with the credentials that the province file names', async () => {
    for (const { site, fhirUrl } of under.sandbox.sites) expect([site.id, (await under.get(site.id, fhirUrl ? 'Patient?_count=1' : '/dicom-web/studies?limit=1')).status]).toEqual([site.id, 200]);
  });

  it('takes a signed assertion once', async () => {
    for (const siteId of ['thames-valley', 'di-common-service']) {
      const assertion = await signedAssertion(smart(siteId));
      expect((await requestToken(smart(siteId), assertion)).status).toBe(200);
      expect((await requestToken(smart(siteId), assertion)).status).toBe(401);
    }
  });

  it('issues tokens that last five minutes and open no other site', async () => {
    const response = await requestToken(smart('thames-valley'), await signedAssertion(smart('thames-valley')));
    const { access_token: token, expires_in: lifetime } = (await response.json()) as { access_token: string; expires_in: number };
    expect(lifetime).toBe(300);
    expect((await fetch(`${under.site('di-common-service').fhirUrl}/Patient`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  });

  it('tells SMART clients where to ask', async () => {
    const found = await fetch(`${under.site('thames-valley').fhirUrl}/.well-known/smart-configuration`);
    expect(await found.json()).toMatchObject({ token_endpoint: smart('thames-valley').tokenUrl, token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'] });
  });
});

describe('the image archive of a site', () => {
  it('holds the very series and instances that the FHIR server lists', async () => {
    const [study] = (await under.searchAll('thames-valley', `ImagingStudy?patient=${await under.patientId('thames-valley', 'broken-arm')}`)).matches as ImagingStudy[];
    const uid = study!.identifier![0]!.value!.replace('urn:oid:', '');
    const instances = JSON.parse((await under.get('thames-valley', `/dicom-web/studies/${uid}/instances`, { headers: { accept: 'application/dicom+json' } })).text) as Record<string, { Value: string[] }>[];
    const held = instances.map((one) => [one['0020000E']!.Value[0], one['00080018']!.Value[0], `urn:oid:${one['00080016']!.Value[0]}`]).sort();
    expect(held).toEqual(study!.series!.flatMap((series) => series.instance!.map((instance) => [series.uid, instance.uid, instance.sopClass.code])).sort());
  });

  it('keeps a study at the repository under the sender’s record number, with the health number beside it', async () => {
    const uid = under.sandbox.province.stories.find(({ id }) => id === 'same-record-number-london')!.facts['studyUid'];
    const [row] = JSON.parse((await under.get('di-common-service', `/dicom-web/studies?StudyInstanceUID=${uid}&includefield=all`, { headers: { accept: 'application/dicom+json' } })).text) as Record<string, { Value: unknown[] }>[];
    expect([row!['00100020']!.Value[0], row!['00100021']!.Value[0]]).toEqual(['MRN7788', 'THAMES']);
    expect(JSON.stringify(row!['00101002'])).toContain(under.healthNumber('same-record-number-london'));
  });
});
