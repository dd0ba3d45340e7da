import { ONTARIO_HEALTH_NUMBER_SYSTEM, type ClinicalRecord, type ClinicalTime, type Provenance, type SubjectIdentity } from '@longview/clinical-model';

/** The last of the sources is a repository that passes on what the others hold. */
const SOURCES = 256;
const FIRST_MS = Date.UTC(2016, 0, 4, 13, 0, 0);
const STUDIES = ['Chest X-ray', 'CT abdomen and pelvis', 'MR brain', 'Ultrasound abdomen', 'XR wrist', 'CT chest', 'Mammogram', 'XR knee'];
const ANALYTES = Array.from({ length: 40 }, (_, index) => ({ text: `Analyte ${index}`, system: 'http://loinc.org', code: `${1000 + index}-${index % 10}` }));
const DRUGS = ['Metformin 500 mg', 'Ramipril 5 mg', 'Atorvastatin 20 mg', 'Amoxicillin 250 mg'];
const SENTENCES = ['The lungs are clear.', 'The heart is of normal size.', 'No fracture is seen.', 'There is no free fluid.', 'Mild degenerative change of the lower spine is noted.', 'The bowel is unremarkable.', 'Follow-up is suggested if symptoms persist.', 'Comparison is made with the previous examination.'];

/** Fictitious records of one patient: studies with reports, results, visits and medications; a third is held twice. */
export function makeRecords(count: number): ClinicalRecord[] {
  const records: ClinicalRecord[] = [];
  let state = 20261122;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const subject: SubjectIdentity = { names: [{ family: 'Example', given: ['Fictitious'] }], birthDate: '1950-01-02', identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }] };
  for (let event = 0; records.length < count; event++) {
    const site = roll(SOURCES - 1);
    const instantMs = FIRST_MS + event * 3_600_000 + roll(3_600) * 1000;
    const time: ClinicalTime = { local: new Date(instantMs).toISOString().slice(0, 19), instantMs };
    const isHeldTwice = roll(3) === 0;
    const tell = (part: string, record: (provenance: Provenance) => ClinicalRecord): void => {
      const custodianId = `hospital-${site}`;
      records.push(record({ sourceId: `source-${site}`, custodianId, sourceRecordId: `${part}-${event}`, receivedAtMs: 0 }));
      if (isHeldTwice) records.push(record({ sourceId: 'di-common-service', custodianId, sourceRecordId: `${part}-${event}-${site}`, receivedAtMs: 0, siteName: custodianId }));
    };
    const base = { subject, status: 'final' as const, time, issued: time };
    const accession = { system: `urn:example:${site}:accession`, value: `A${event}`, type: 'ACSN' as const };
    const kind = roll(10);
    if (kind < 3) {
      const studyInstanceUid = `1.2.840.99999.${site}.${event}`;
      const title = STUDIES[roll(STUDIES.length)]!;
      tell('study', (provenance) => ({ ...base, kind: 'imaging-study', provenance, title, identifiers: [accession], studyInstanceUid, modalities: ['CT'], hasImages: true, numberOfInstances: 40 }));
      const text = Array.from({ length: 12 }, () => SENTENCES[roll(SENTENCES.length)]).join(' ');
      tell('report', (provenance) => ({
        ...base, kind: 'report', provenance, title, identifiers: [accession, { system: `urn:example:${site}:report`, value: `R${event}` }], category: 'imaging',
        studyInstanceUids: [studyInstanceUid], performer: `Dr. ${site}`, sections: [{ role: 'findings', heading: 'Findings', text }],
      }));
    } else if (kind < 8) {
      const code = ANALYTES[roll(ANALYTES.length)]!;
      const value = String(roll(200));
      tell('lab', (provenance) => ({ ...base, kind: 'lab', provenance, title: code.text, identifiers: [], code, value, unit: 'mmol/L' }));
    } else if (kind === 8) {
      tell('visit', (provenance) => ({ ...base, kind: 'visit', provenance, title: 'Emergency visit', identifiers: [], visitClass: 'emergency', location: `Emergency ${site}` }));
    } else {
      const medication = { text: DRUGS[roll(DRUGS.length)]! };
      tell('medication', (provenance) => ({ ...base, kind: 'medication', provenance, title: medication.text, identifiers: [], medication, dosage: 'twice a day', state: 'active' }));
    }
  }
  return records.slice(0, count);
}
