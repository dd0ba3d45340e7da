import { afterEach, describe, expect, it } from '@jest/globals';
import { SourceFault } from '@longview/sources-contract';
import { askForMaple, FaultyPeer } from './describe-faults.js';
import { MAPLE, NEIGHBOUR } from './fictitious-people.js';
import { callFor, isSameNumber } from './harness.js';
import { bundle, fhir, SmallFhirSite } from './small-fhir-site.js';
import type { Question, Reply } from './small-server.js';

const KINDS = ['imaging-study', 'report', 'lab', 'medication'];

/** A site in good health but for what one resource type is answered with. */
function spoiled(type: string, spoil: (question: Question, healthy: Reply) => Reply): (question: Question) => Reply {
  const site = new SmallFhirSite({ knowsPost: true, pageSize: 50 });
  return (question) => {
    const healthy = site.answer(question);
    return question.path.startsWith(`/fhir/${type}`) ? spoil(question, healthy) : healthy;
  };
}

function withEntries(healthy: Reply, ...entries: readonly unknown[]): Reply {
  const body = JSON.parse(String(healthy.body)) as { entry: unknown[] };
  return fhir(200, { ...body, entry: [...body.entry, ...entries] });
}

const outcome = (issue: object) => ({ resourceType: 'OperationOutcome', issue: [issue] });

describe.each([['by Patient id', 'patient-id'], ['by patient.identifier', 'chained']])('a FHIR R4 answer to a search %s', (_, patientSearch) => {
  const peer = new FaultyPeer({ endpoint: { protocol: 'fhir-r4', patientSearch }, root: '/fhir', kinds: KINDS });
  afterEach(() => peer.stop());

  it('without one kind shows the others, and names the kind that is missing', async () => {
    const { connector } = await peer.start(spoiled('Observation', () => ({ status: 500 })));
    const answer = await askForMaple(connector);
    expect(answer.records.map(({ kind }) => kind).sort()).toEqual(['imaging-study', 'imaging-study', 'imaging-study', 'medication', 'report']);
    expect(answer.failed).toEqual([{ kind: 'lab', fault: expect.objectContaining({ code: 'SOURCE_SERVER_ERROR' }) }]);
  });

  it('gives up a kind that does not come, and keeps what has come', async () => {
    const { connector } = await peer.start((question, response) => {
      if (question.path.startsWith('/fhir/Observation')) { response.on('close', () => undefined); return undefined; }
      return new SmallFhirSite({ knowsPost: true, pageSize: 50 }).answer(question);
    });
    const answer = await askForMaple(connector);
    expect(answer.failed).toEqual([{ kind: 'lab', fault: expect.objectContaining({ code: 'SOURCE_TIMEOUT' }) }]);
    expect(answer.records.length).toBe(5);
  });

  it('does without a resource type that the source does not know, as long as it knows another for the kind', async () => {
    const { connector } = await peer.start(spoiled('MedicationStatement', () => ({ status: 404 })));
    expect((await askForMaple(connector)).failed).toEqual([]);
    const neither = await peer.start(spoiled('Medication', () => ({ status: 404 })));
    expect((await askForMaple(neither.connector)).failed.map(({ kind }) => kind)).toEqual(['medication']);
  });

  it('is asked again without what the source refuses to include, and completed by reading', async () => {
    const { connector } = await peer.start(spoiled('MedicationRequest', ({ parameters }, healthy) => (parameters.has('_include') ? { status: 400 } : healthy)));
    const medication = (await askForMaple(connector)).records.find(({ kind }) => kind === 'medication');
    expect(medication).toMatchObject({ title: 'Acetaminophen' });
    expect(isSameNumber(medication!.subject, MAPLE)).toBe(true);
  });

  it('with another person’s record says whose that is', async () => {
    const foreign = { resourceType: 'DiagnosticReport', id: 'neighbour-report', subject: { reference: 'Patient/neighbour' }, code: { text: 'Not yours' } };
    const { connector } = await peer.start(spoiled('DiagnosticReport', (_question, healthy) => withEntries(healthy, { resource: foreign })));
    const record = (await askForMaple(connector)).records.find(({ title }) => title === 'Not yours');
    expect(isSameNumber(record!.subject, NEIGHBOUR)).toBe(true);
    expect(isSameNumber(record!.subject, MAPLE)).toBe(false);
  });

  it.each([
    ['a Patient that the source does not have', { subject: { reference: 'Patient/nobody' } }],
    ['the Patient of the same id at another server', { subject: { reference: 'http://elsewhere.invalid/fhir/Patient/maple' } }],
    ['nobody', {}],
    ['a group', { subject: { reference: 'Group/maple' } }],
  ])('with a record of %s fills in no person', async (_who, subject) => {
    const { connector } = await peer.start(spoiled('DiagnosticReport', (_question, healthy) => withEntries(healthy, { resource: { resourceType: 'DiagnosticReport', id: 'stray', code: { text: 'Stray' }, ...subject } })));
    const record = (await askForMaple(connector)).records.find(({ title }) => title === 'Stray');
    expect(record?.subject).toEqual({ names: [], identifiers: [] });
  });

  it.each([
    ['suppressed', { severity: 'warning', code: 'suppressed', details: { text: 'Restricted.' } }],
    ['security', { severity: 'information', code: 'security' }],
    ['words of its own', { severity: 'information', code: 'informational', diagnostics: 'Blocked by CONSENT DIRECTIVE 12.' }],
  ])('that is blocked by consent (%s) is no fault and not "nothing"', async (_how, issue) => {
    const lone = await peer.start(spoiled('', ({ method }, healthy) => (method === 'OPTIONS' ? healthy : fhir(200, outcome(issue)))), { consentNotices: ['consent directive'] });
    expect(await askForMaple(lone.connector)).toMatchObject({ isConsentBlocked: true, records: [], failed: [] });
    const entry = await peer.start(spoiled('ImagingStudy', (_question, healthy) => withEntries(healthy, { search: { mode: 'outcome' }, resource: outcome(issue) })), { consentNotices: ['consent directive'] });
    const answer = await askForMaple(entry.connector);
    expect(answer).toMatchObject({ isConsentBlocked: true, failed: [] });
    expect(answer.records.length).toBe(6);
  });

  it('with an outcome that says it is not the whole one keeps what is there and names the kind', async () => {
    const { connector } = await peer.start(spoiled('Observation', (_question, healthy) => withEntries(healthy, { search: { mode: 'outcome' }, resource: outcome({ severity: 'warning', code: 'incomplete' }) })));
    const answer = await askForMaple(connector);
    expect(answer.failed.map(({ kind }) => kind)).toEqual(['lab']);
    expect(answer.records.some(({ kind }) => kind === 'lab')).toBe(true);
  });

  it('with an outcome that says nothing was found, or merely informs, is an answer', async () => {
    const { connector } = await peer.start(spoiled('Observation', () => fhir(200, outcome({ severity: 'warning', code: 'not-found' }))));
    expect(await askForMaple(connector)).toMatchObject({ failed: [], isConsentBlocked: false });
    const informed = await peer.start(spoiled('Observation', (_question, healthy) => withEntries(healthy, { resource: outcome({ severity: 'information', code: 'informational' }) })));
    expect((await askForMaple(informed.connector)).failed).toEqual([]);
  });

  it('with garbage in it is read as far as it can be, and the rest is counted', async () => {
    const garbage = [null, 7, 'text', [], {}, { resource: null }, { resource: 'Observation' }, { resource: {} }, { resource: { resourceType: 7 } }, { resource: { resourceType: 'Observation' } }, { resource: { resourceType: 'Observation', id: 12 } }];
    const { connector } = await peer.start(spoiled('Observation', (_question, healthy) => withEntries(healthy, ...garbage)));
    const answer = await askForMaple(connector);
    expect(answer.unreadableCount).toBe(garbage.length);
    expect(answer.records.filter(({ kind }) => kind === 'lab').length).toBe(1);
  });

  it('with a link to another host keeps its page and goes no further', async () => {
    const elsewhere = await peer.listen(() => fhir(200, bundle([])));
    const { connector } = await peer.start(spoiled('Observation', (_question, healthy) => {
      const body = JSON.parse(String(healthy.body)) as { entry: { resource: { resourceType: string; id: string } }[] };
      return fhir(200, bundle(body.entry.map(({ resource }) => resource), `${elsewhere.origin}/fhir/Observation?page=2`));
    }));
    const answer = await askForMaple(connector);
    expect(answer.failed).toEqual([{ kind: 'lab', fault: expect.objectContaining({ code: 'SOURCE_FOREIGN_LINK' }) }]);
    expect(answer.records.some(({ kind }) => kind === 'lab')).toBe(true);
    expect(elsewhere.questions).toEqual([]);
  });

  it('with pages that lead in a circle is left at the second round', async () => {
    const { connector, server } = await peer.start(spoiled('Observation', (_question, healthy) => {
      const body = JSON.parse(String(healthy.body)) as { entry?: { resource: { resourceType: string; id: string } }[] };
      return fhir(200, bundle((body.entry ?? []).map(({ resource }) => resource), '/fhir/Observation?patient=maple&round=1'));
    }));
    const answer = await askForMaple(connector);
    expect(answer.failed).toEqual([{ kind: 'lab', fault: expect.objectContaining({ code: 'SOURCE_PAGE_LOOP' }) }]);
    expect(answer.records.filter(({ kind }) => kind === 'lab').length).toBe(1);
    expect(server.questions.filter(({ path }) => path.startsWith('/fhir/Observation')).length).toBe(2);
  });

  it('behind a proxy that shows another path and scheme is still followed', async () => {
    const site = new SmallFhirSite({ knowsPost: true, pageSize: 50 });
    const { connector, server } = await peer.start((question) => {
      if (question.path === '/inner/next') return fhir(200, bundle([{ resourceType: 'Observation', id: 'later', subject: { reference: 'Patient/maple' }, code: { text: 'Later' } }]));
      const healthy = site.answer(question);
      if (!question.path.startsWith('/fhir/Observation')) return healthy;
      return fhir(200, { ...(JSON.parse(String(healthy.body)) as object), link: [{ relation: 'next', url: `https://${question.headers.host}/inner/next` }] });
    });
    expect((await askForMaple(connector)).records.map(({ title }) => title)).toContain('Later');
    expect(server.questions.some(({ path }) => path === '/inner/next')).toBe(true);
  });

  it('is asked for without a number or a name in any address', async () => {
    const site = new SmallFhirSite();
    const { connector, server } = await peer.start((question) => site.answer(question));
    await askForMaple(connector);
    await connector.findPatients({ by: 'demographics', family: 'Érable-Test', birthDate: '1970-05-06' }, callFor());
    expect(server.questions.length).toBeGreaterThan(4);
    expect(server.questions.map(({ url }) => decodeURIComponent(url)).join(' ')).not.toMatch(/9876543217|SH-1001|Érable|1970/);
    expect(server.questions.filter(({ method }) => method !== 'OPTIONS').every(({ headers }) => headers['prefer'] === 'handling=strict' && headers['x-request-id'] === 'conformance')).toBe(true);
  });

  it('from a source that ignores whom we ask for is not the whole one', async () => {
    const { connector } = await peer.start(spoiled('Patient', () => fhir(200, bundle([{ resourceType: 'Patient', id: 'neighbour', identifier: [{ system: 'urn:example:small-hospital:patients', value: 'SH-2002' }] }]))));
    if (patientSearch === 'chained') return;
    expect(await askForMaple(connector)).toMatchObject({ records: [], isTruncated: true });
  });

  it('reads no record that is held back, and no record of another type', async () => {
    const { connector } = await peer.start(({ path }) => fhir(200, path.endsWith('/held') ? outcome({ severity: 'warning', code: 'suppressed' }) : { resourceType: 'Patient', id: 'wrong' }));
    await expect(connector.readRecord('report', 'DiagnosticReport/held', callFor())).resolves.toBeUndefined();
    await expect(connector.readRecord('report', 'DiagnosticReport/wrong', callFor())).rejects.toBeInstanceOf(SourceFault);
  });
});
