import type { StudyContent, StudyModality } from '../imaging/sandbox-study.js';
import type { LocalTime } from './local-time.js';
import type { Person } from './person.js';
import type { SiteDefinition } from './site-definition.js';

/** A person as one site has written them down: it may be mistaken. */
export interface Registration {
  readonly person: Person;
  readonly site: SiteDefinition;
  /** Id of the FHIR Patient at the site. */
  readonly patientId: string;
  readonly recordNumber: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly maidenName?: string;
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly healthNumber?: string;
  readonly versionCode?: string;
  readonly deceasedDate?: string;
  /** Another registration of the same person at this site that took over from this one. */
  readonly replacedBy?: string;
}

export interface Visit {
  readonly id: string;
  readonly visitClass: 'AMB' | 'EMER' | 'IMP' | 'VR';
  readonly start: LocalTime;
  /** Absent while the patient is still in. */
  readonly end?: LocalTime;
  readonly reason: string;
  readonly location: string;
  readonly practitioner: string;
}

export interface LabResult {
  readonly id: string;
  /** Key of LAB_TESTS. */
  readonly test: string;
  readonly time: LocalTime;
  readonly value: number;
}

export interface Prescription {
  readonly id: string;
  /** Key of DRUGS. */
  readonly drug: string;
  readonly date: string;
  readonly state: 'active' | 'completed' | 'stopped';
  readonly prescriber: string;
}

export interface Problem {
  readonly id: string;
  /** Key of CONDITIONS. */
  readonly condition: string;
  readonly onset: string;
  readonly state: 'active' | 'resolved';
}

export interface Allergy {
  readonly id: string;
  /** Key of ALLERGENS; `none-known` is the recorded statement that there is no known allergy. */
  readonly allergen: string;
  readonly recorded: string;
  readonly state: 'active' | 'resolved';
}

export interface ClinicalDocument {
  readonly id: string;
  readonly kind: 'discharge-summary' | 'consultation';
  readonly time: LocalTime;
  readonly author: string;
  readonly title: string;
  readonly text: string;
  /** Text stands in the answer itself; a PDF has to be fetched. */
  readonly form: 'text' | 'pdf';
}

export interface StudySeries {
  readonly uid: string;
  readonly description: string;
  readonly instances: readonly string[];
  readonly frames?: number;
}

export interface Study {
  readonly id: string;
  readonly uid: string;
  readonly accession: string;
  /** Where it was made; a repository holds other sites' studies. */
  readonly performedAt: SiteDefinition;
  /** Key of EXAMS. */
  readonly exam: string;
  readonly content: StudyContent;
  readonly modality: StudyModality;
  readonly laterality?: 'L' | 'R';
  readonly started: LocalTime;
  readonly description: string;
  readonly series: readonly StudySeries[];
  readonly referrer: string;
  readonly status: 'available' | 'cancelled' | 'entered-in-error';
  readonly seed: number;
}

export type SectionRole = 'indication' | 'comparison' | 'technique' | 'findings' | 'impression' | 'addendum';

export interface Report {
  readonly id: string;
  /** The site's own report number, the same wherever the report is passed on to. */
  readonly number: string;
  readonly performedAt: SiteDefinition;
  readonly exam: string;
  readonly studyUid?: string;
  readonly accession: string;
  readonly status: 'preliminary' | 'final' | 'amended' | 'entered-in-error';
  readonly effective: LocalTime;
  readonly issued: LocalTime;
  readonly title: string;
  readonly language: 'en' | 'fr';
  readonly radiologist: string;
  readonly sections: readonly { readonly role: SectionRole; readonly text: string }[];
  /** id of the report in the same chart that this one adds to. */
  readonly addendumOf?: string;
}

/** What one site holds about one person. */
export interface Chart {
  readonly registration: Registration;
  /** Record numbers elsewhere, which only the client registry knows. */
  readonly alsoKnownAs: readonly Registration[];
  readonly visits: readonly Visit[];
  readonly labs: readonly LabResult[];
  readonly prescriptions: readonly Prescription[];
  readonly problems: readonly Problem[];
  readonly allergies: readonly Allergy[];
  readonly documents: readonly ClinicalDocument[];
  readonly studies: readonly Study[];
  readonly reports: readonly Report[];
  /** A consent directive keeps something back: from this site everything, or a part while it says so. */
  readonly consent?: 'blocks-everything' | 'blocks-some';
}

/** A chart while it is being written. */
export type ChartDraft = { -readonly [K in keyof Chart]: Chart[K] extends readonly (infer T)[] ? T[] : Chart[K] };

export function emptyChart(registration: Registration): ChartDraft {
  return { registration, alsoKnownAs: [], visits: [], labs: [], prescriptions: [], problems: [], allergies: [], documents: [], studies: [], reports: [] };
}
