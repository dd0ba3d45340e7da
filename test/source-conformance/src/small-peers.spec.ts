import { MAPLE, MAPLE_STUDIES, STRANGER } from './fictitious-people.js';
import { describeConnector } from './describe-connector.js';
import { sourceAt, type ConformancePeer } from './harness.js';
import { ISSUER, SmallArchive } from './small-archive.js';
import { SmallFhirSite } from './small-fhir-site.js';
import { startSmallServer, type Question, type Reply } from './small-server.js';

const EVERYTHING = { 'imaging-study': 3, report: 1, document: 1, visit: 1, lab: 1, medication: 1, allergy: 1, condition: 1 };

async function peerOf(site: { answer(question: Question): Reply }, records: Readonly<Record<string, unknown>>, holds: ConformancePeer['holds']): Promise<ConformancePeer> {
  const server = await startSmallServer((question) => site.answer(question));
  return {
    definition: sourceAt({ kinds: Object.keys(holds), identifierSystem: 'urn:example:small-hospital:patients', records: { ...records, baseUrl: server.origin + (records['protocol'] === 'fhir-r4' ? '/fhir' : '/dicom-web') } }),
    person: MAPLE, stranger: STRANGER, holds, studyInstanceUids: records['protocol'] === 'dicomweb' ? MAPLE_STUDIES : [],
    stop: () => server.stop(),
  };
}

describeConnector('a FHIR R4 server asked by Patient id', { start: () => peerOf(new SmallFhirSite(), { protocol: 'fhir-r4' }, EVERYTHING) });
describeConnector('a FHIR R4 server asked by patient.identifier', { start: () => peerOf(new SmallFhirSite(), { protocol: 'fhir-r4', patientSearch: 'chained' }, EVERYTHING) });
describeConnector('a FHIR R4 server that knows no search by POST', { start: () => peerOf(new SmallFhirSite({ knowsPost: false, pageSize: 50 }), { protocol: 'fhir-r4' }, EVERYTHING) });
describeConnector('an archive asked by record number and issuer', { start: () => peerOf(new SmallArchive(), { protocol: 'dicomweb', issuerOfPatientId: ISSUER }, { 'imaging-study': 3 }) });
describeConnector('an archive that answers 204 for nothing', { start: () => peerOf(new SmallArchive({ emptyAnswer: 204, ignoresNestedKeys: false }), { protocol: 'dicomweb', issuerOfPatientId: ISSUER, patientSearch: ['nested-health-number', 'demographics'] }, { 'imaging-study': 3 }) });
describeConnector('an archive that ignores nested keys', { start: () => peerOf(new SmallArchive({ emptyAnswer: 200, ignoresNestedKeys: true }), { protocol: 'dicomweb', issuerOfPatientId: ISSUER, patientSearch: ['nested-health-number', 'demographics'] }, { 'imaging-study': 3 }) });
describeConnector('an archive whose lists tell no health number', { start: () => peerOf(new SmallArchive({ hidesOtherIds: true, ignoresNestedKeys: true }), { protocol: 'dicomweb', issuerOfPatientId: ISSUER, patientSearch: ['nested-health-number', 'demographics'] }, { 'imaging-study': 3 }) });
