import { describe, expect, it } from '@jest/globals';
import { HTTP_FAULT_CODES, HttpFault } from '@longview/platform';
import { SOURCE_FAULT_CODES, toSourceFault } from '@longview/sources-contract';
import { describeFaults, type FaultHarness } from './describe-faults.js';
import { NEIGHBOUR } from './fictitious-people.js';
import { dicom, ISSUER, SmallArchive, studyRow } from './small-archive.js';
import { bundle, fhir, SmallFhirSite } from './small-fhir-site.js';

const FHIR: Omit<FaultHarness, 'endpoint'> = {
  root: '/fhir', contentType: 'application/fhir+json', kinds: ['imaging-study', 'report', 'lab'],
  createSite: () => new SmallFhirSite(),
  endlessPage: ({ path }, page) => (path.includes('/Patient')
    ? new SmallFhirSite().answer({ method: 'POST', path: '/fhir/Patient/_search', parameters: new URLSearchParams({ identifier: 'urn:example:small-hospital:patients|SH-1001' }), url: '', headers: {} })
    : fhir(200, bundle([{ resourceType: 'Observation', id: `endless-${page}`, subject: { reference: 'Patient/maple' } }], `/fhir/Observation?page=${page}`))),
};
describeFaults('FHIR R4 asked by Patient id', { ...FHIR, endpoint: { protocol: 'fhir-r4' } });
describeFaults('FHIR R4 asked by patient.identifier', { ...FHIR, endpoint: { protocol: 'fhir-r4', patientSearch: 'chained' } });
describeFaults('DICOMweb', {
  endpoint: { protocol: 'dicomweb', issuerOfPatientId: ISSUER }, root: '/dicom-web', contentType: 'application/dicom+json', kinds: ['imaging-study'],
  createSite: () => new SmallArchive(),
  endlessPage: (_, page) => dicom(200, Array.from({ length: 200 }, (_unused, i) => studyRow(`2.25.${page + 1}.${i + 1}`, NEIGHBOUR))),
});

describe('the transport’s codes', () => {
  it('each stand for a fault of a source', () => {
    for (const code of HTTP_FAULT_CODES) {
      const fault = toSourceFault(new HttpFault(code));
      expect(SOURCE_FAULT_CODES).toContain(fault.code);
      expect(fault.details).toMatchObject({ transport: code });
    }
  });
});
