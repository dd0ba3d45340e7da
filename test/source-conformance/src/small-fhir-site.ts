import type { SubjectIdentity } from '@longview/clinical-model';
import { MAPLE, MAPLE_STUDIES, NEIGHBOUR, NEIGHBOUR_STUDY } from './fictitious-people.js';
import type { Question, Reply } from './small-server.js';

type Resource = { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>;

/** A spelling of the health number's domain that is not the one this product uses. */
const SPELLING = 'http://ehealthontario.ca/fhir/NamingSystem/ca-on-patient-hcn';

function patient(id: string, { names, birthDate, gender, identifiers }: SubjectIdentity): Resource {
  return {
    resourceType: 'Patient', id, birthDate, gender, name: names.map(({ family, given }) => ({ family, given })),
    identifier: identifiers.map(({ system, value, type }) => ({ system: type === 'JHN' ? SPELLING : system, value, type: { coding: [{ code: type }] } })),
  };
}

function recordsOf(patientId: string, studyUids: readonly string[]): Resource[] {
  const subject = { reference: `Patient/${patientId}` };
  const when = '2026-03-04T10:00:00-05:00';
  return [
    ...studyUids.map((uid, i): Resource => ({ resourceType: 'ImagingStudy', id: `${patientId}-study-${i}`, status: 'available', subject, started: when, description: 'XR wrist', modality: [{ code: 'CR' }], identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }] })),
    { resourceType: 'DiagnosticReport', id: `${patientId}-report`, status: 'final', subject, effectiveDateTime: when, code: { text: 'XR wrist' }, category: [{ coding: [{ code: 'RAD' }] }], imagingStudy: [{ reference: `ImagingStudy/${patientId}-study-0` }], conclusion: 'No fracture.' },
    { resourceType: 'DocumentReference', id: `${patientId}-letter`, status: 'current', subject, date: when, description: 'Letter', content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Dear colleague').toString('base64') } }] },
    { resourceType: 'Encounter', id: `${patientId}-visit`, status: 'finished', subject, class: { code: 'EMER' }, period: { start: when } },
    { resourceType: 'Observation', id: `${patientId}-lab`, status: 'final', subject, effectiveDateTime: when, category: [{ coding: [{ code: 'laboratory' }] }], code: { text: 'Sodium' }, valueQuantity: { value: 140, unit: 'mmol/L' } },
    { resourceType: 'MedicationRequest', id: `${patientId}-medication`, status: 'active', subject, authoredOn: '2026-03-04', medicationReference: { reference: 'Medication/acetaminophen' } },
    { resourceType: 'AllergyIntolerance', id: `${patientId}-allergy`, patient: subject, code: { text: 'Penicillin' } },
    { resourceType: 'Condition', id: `${patientId}-condition`, subject, code: { text: 'Asthma' } },
  ];
}

/** A hospital with two patients, and a page size of two. */
export class SmallFhirSite {
  readonly resources: readonly Resource[] = [
    patient('maple', MAPLE), patient('neighbour', NEIGHBOUR), ...recordsOf('maple', MAPLE_STUDIES), ...recordsOf('neighbour', [NEIGHBOUR_STUDY]),
    { resourceType: 'Medication', id: 'acetaminophen', code: { text: 'Acetaminophen' } },
  ];
  /** Searches that were started by POST go on by number: no identifier stands in an address. */
  private readonly searches: (readonly Resource[])[] = [];

  constructor(private readonly habits: { readonly knowsPost: boolean; readonly pageSize: number } = { knowsPost: true, pageSize: 2 }) {}

  answer({ method, path, parameters }: Question): Reply {
    const [, root, type = '', id] = path.split('/');
    if (root !== 'fhir') return fhir(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] });
    if (method === 'OPTIONS') return { status: 200 };
    if (type === 'metadata') return fhir(200, { resourceType: 'CapabilityStatement', status: 'active' });
    if (type === 'pages') return this.page(Number(id), Number(parameters.get('from')));
    if (method === 'POST' && (!this.habits.knowsPost || id !== '_search')) return fhir(405, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] });
    if (id && id !== '_search') {
      const found = this.resources.find((resource) => resource.resourceType === type && resource.id === id);
      return found ? fhir(200, found) : fhir(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] });
    }
    return this.page(this.searches.push(this.search(type, parameters)) - 1, 0);
  }

  private search(type: string, parameters: URLSearchParams): readonly Resource[] {
    const patients = this.resources.filter(({ resourceType }) => resourceType === 'Patient');
    const byToken = (tokens: string | null): readonly string[] => patients.filter(({ identifier }) => (identifier as { system: string; value: string }[]).some(({ system, value }) => tokens?.split(',').includes(`${system}|${value}`))).map(({ id }) => id);
    const ids = parameters.get('_id')?.split(',');
    if (ids) return this.resources.filter((resource) => resource.resourceType === type && ids.includes(resource.id));
    if (type === 'Patient') {
      const family = parameters.get('family');
      const matching = family === null ? byToken(parameters.get('identifier'))
        : patients.filter((one) => (one['name'] as { family: string }[]).some((name) => name.family === family) && one['birthDate'] === parameters.get('birthdate')).map(({ id }) => id);
      return patients.filter(({ id }) => matching.includes(id));
    }
    const owners = parameters.has('patient.identifier') ? byToken(parameters.get('patient.identifier')) : (parameters.get('patient') ?? '').split(',');
    const found = this.resources.filter((resource) => resource.resourceType === type && owners.includes(ownerOf(resource)));
    const includesPatient = parameters.getAll('_include').includes(`${type}:patient`) && found.length > 0;
    return includesPatient ? [...found, ...patients.filter(({ id }) => owners.includes(id))] : found;
  }

  private page(search: number, from: number): Reply {
    const all = this.searches[search] ?? [];
    const next = from + this.habits.pageSize;
    return fhir(200, bundle(all.slice(from, next), next < all.length ? `/fhir/pages/${search}?from=${next}` : undefined));
  }
}

function ownerOf(resource: Resource): string {
  const subject = (resource['subject'] ?? resource['patient']) as { reference: string } | undefined;
  return subject?.reference.slice('Patient/'.length) ?? '';
}

export function bundle(resources: readonly Resource[], next?: string): object {
  return { resourceType: 'Bundle', type: 'searchset', link: next ? [{ relation: 'next', url: next }] : [], entry: resources.map((resource) => ({ resource })) };
}

export function fhir(status: number, body: object): Reply {
  return { status, headers: { 'content-type': 'application/fhir+json; charset=utf-8' }, body: JSON.stringify(body) };
}
