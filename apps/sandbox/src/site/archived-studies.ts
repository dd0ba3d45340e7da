import type { Chart, Registration, Study } from '../generator/chart.js';
import { examOf } from '../generator/exams.js';
import { writtenName } from '../fhir/writing-style.js';
import type { SandboxStudy } from '../imaging/sandbox-study.js';
import type { SiteDefinition } from '../generator/site-definition.js';

/** Health numbers in DICOM are told apart by the OID of their issuer. */
const HEALTH_NUMBER_ISSUER = '2.16.840.1.113883.4.59';

/** The studies of a site as its image archive holds them: a cancelled exam has no pictures. */
export function archivedStudies(site: SiteDefinition, charts: readonly Chart[]): SandboxStudy[] {
  return charts.flatMap((chart) => chart.studies.filter(({ status }) => status !== 'cancelled').map((study) => archived(site, chart, study)));
}

function archived(site: SiteDefinition, { registration, alsoKnownAs }: Chart, study: Study): SandboxStudy {
  // A repository keeps images as they were sent: under the record number of the hospital that made them.
  const sender = alsoKnownAs.find((other) => other.site.id === study.performedAt.id) ?? registration;
  return {
    studyInstanceUid: study.uid, accession: study.accession, issuerOfAccession: study.performedAt.code,
    patient: {
      id: sender.recordNumber, issuer: sender.site.code, family: writtenName(registration.family, site), given: registration.given.map((name) => writtenName(name, site)),
      birthDate: registration.birthDate, sex: registration.sex === 'female' ? 'F' : 'M', otherIds: otherIds(registration, sender),
    },
    modality: study.modality, content: study.content,
    date: study.started.local.slice(0, 10).replaceAll('-', ''), time: study.started.local.slice(11).replaceAll(':', ''), timezoneOffset: study.started.offset.replace(':', ''),
    description: study.description, bodyPart: examOf(study.exam).bodyPart, ...(study.laterality ? { laterality: study.laterality } : {}),
    institution: study.performedAt.name[study.performedAt.language], referrer: referrer(study.referrer), seed: study.seed,
    series: study.series.map(({ uid, description, instances, frames }) => ({ seriesInstanceUid: uid, description, instances, ...(frames ? { frames } : {}) })),
  };
}

function otherIds(registration: Registration, sender: Registration) {
  return [
    ...(registration.healthNumber ? [{ id: registration.healthNumber, issuer: HEALTH_NUMBER_ISSUER }] : []),
    ...(sender === registration ? [] : [{ id: registration.recordNumber, issuer: registration.site.code }]),
  ];
}

function referrer(name: string): { family: string; given: readonly string[] } {
  const [initial = '', ...family] = name.split(' ');
  return { family: family.join(' '), given: [initial] };
}
