// A process of its own: many FHIR sources on many ports, each answering a chained DiagnosticReport search with its share of
// one patient's items after a delay that the parent sets. Fictitious person.
import { createServer } from 'node:http';

const [sourceCount, itemCount] = process.argv.slice(2).map(Number) as [number, number];
let delayMs: (source: number) => number = () => 0;
const faults = new Map<number, 'hang' | 'fail' | 'flood'>();

/** Lognormal with median 150 ms and p99 2 s, the same sequence in every run. */
function lognormal(seed: number): () => number {
  let state = seed;
  const uniform = (): number => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) + 1) / 4_294_967_297;
  const sigma = Math.log(2_000 / 150) / 2.326;
  return () => 150 * Math.exp(sigma * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

const patient = (source: number) => ({
  resourceType: 'Patient', id: `p${source}`, birthDate: '1956-03-09', gender: 'male', name: [{ family: 'Testpatient', given: ['Zebulon'] }],
  identifier: [{ system: 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn', value: '9876543217' }, { system: `urn:bench:${source}`, value: `MRN${source}` }],
});
const report = (source: number, item: number) => ({
  resourceType: 'DiagnosticReport', id: `r${source}-${item}`, status: 'final', subject: { reference: `Patient/p${source}` },
  identifier: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ACSN' }] }, system: `urn:bench:acc:${source}`, value: `A${source}-${item}` }],
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }],
  code: { text: `Chest PA and lateral ${item}`, coding: [{ system: 'http://loinc.org', code: '18748-4' }] },
  effectiveDateTime: new Date(Date.UTC(2026, 0, 1) - (source * 97 + item * 13) * 36_000_00).toISOString(), issued: '2026-01-02T10:00:00Z',
  performer: [{ display: 'Dr. Demo', reference: `Practitioner/d${item % 7}` }], resultsInterpreter: [{ display: 'Dr. Example', reference: `Practitioner/e${item % 5}` }],
  encounter: { reference: `Encounter/e${source}-${item}` }, imagingStudy: [{ reference: `ImagingStudy/i${source}-${item}` }], conclusion: 'No acute abnormality.',
  meta: { versionId: '3', lastUpdated: '2026-01-02T10:00:00.000Z', profile: ['http://ontariohealth.ca/fhir/ehr/StructureDefinition/profile-diagnosticReport-imaging'] },
  // About the size of a real report's text.
  presentedForm: [{ contentType: 'text/plain', language: 'en-CA', data: Buffer.from(`INDICATION: Cough.\nFINDINGS: ${'The lungs are clear. The heart is not enlarged. '.repeat(16)}\nIMPRESSION: No acute abnormality.`).toString('base64') }],
});

const ports: number[] = [];
for (let source = 0; source < sourceCount; source++) {
  const share = Math.floor(itemCount / sourceCount) + (source < itemCount % sourceCount ? 1 : 0);
  const body = Buffer.from(JSON.stringify({
    resourceType: 'Bundle', type: 'searchset', total: share,
    entry: [...Array.from({ length: share }, (_, item) => ({ fullUrl: `urn:bench:r${source}-${item}`, resource: report(source, item), search: { mode: 'match' } })), { resource: patient(source), search: { mode: 'include' } }],
  }));
  const server = createServer((request, response) => {
    request.resume();
    const fault = faults.get(source);
    if (fault === 'hang') return;
    if (fault === 'fail') return void response.writeHead(503).end();
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': fault === 'flood' ? 2 ** 31 : body.length });
      if (fault !== 'flood') return void response.end(body);
      const chunk = Buffer.alloc(1 << 16, 0x20);
      const pour = (): void => { while (!response.destroyed && response.write(chunk)); };
      response.on('drain', pour);
      pour();
    }, delayMs(source));
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push((server.address() as { port: number }).port);
}

process.on('message', (message: { delays?: 'none' | 'lognormal'; seed?: number; fault?: [number, 'hang' | 'fail' | 'flood' | 'none'] }) => {
  if (message.delays === 'none') delayMs = () => 0;
  if (message.delays === 'lognormal') { const next = lognormal(message.seed ?? 1); delayMs = () => next(); }
  const [source, fault] = message.fault ?? [0, undefined];
  if (fault === 'none') faults.delete(source);
  else if (fault) faults.set(source, fault);
  process.send!({ done: true });
});
process.on('disconnect', () => process.exit(0));
process.send!({ ports });
