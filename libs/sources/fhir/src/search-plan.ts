import type { ClinicalRecord, RecordKind } from '@longview/clinical-model';
import type { Json } from './json.js';
import { readAllergy } from './read-allergy.js';
import { readCondition } from './read-condition.js';
import type { ReadContext } from './read-context.js';
import { readDocument } from './read-document.js';
import { readImagingStudy } from './read-imaging-study.js';
import { readLab } from './read-lab.js';
import { readMedication } from './read-medication.js';
import { readReport } from './read-report.js';
import { readVisit } from './read-visit.js';
import { queryText, type SearchParameters } from './search-parameters.js';

/** How one resource type is searched and read. */
export interface SearchPlan {
  readonly kind: RecordKind;
  readonly resourceType: string;
  /**
   * Parameters that make the answer better and that a source may refuse: the search is repeated without them, and
   * reading does not depend on them.
   */
  readonly refinements: SearchParameters;
  /** The same, with the Patients whose resources are found. */
  readonly refinementsWithPatient: SearchParameters;
  /** `undefined`: the resource is none of this kind. */
  read(resource: Json, context: ReadContext): ClinicalRecord | undefined;
}

const PLANS: readonly Omit<SearchPlan, 'refinementsWithPatient'>[] = [
  { kind: 'imaging-study', resourceType: 'ImagingStudy', refinements: [['_include', queryText('ImagingStudy:endpoint')]], read: readImagingStudy },
  { kind: 'report', resourceType: 'DiagnosticReport', refinements: [], read: readReport },
  { kind: 'document', resourceType: 'DocumentReference', refinements: [], read: readDocument },
  { kind: 'visit', resourceType: 'Encounter', refinements: [], read: readVisit },
  { kind: 'lab', resourceType: 'Observation', refinements: [['category', queryText('laboratory')]], read: readLab },
  { kind: 'medication', resourceType: 'MedicationRequest', refinements: [['_include', queryText('MedicationRequest:medication')]], read: readMedication },
  { kind: 'medication', resourceType: 'MedicationStatement', refinements: [['_include', queryText('MedicationStatement:medication')]], read: readMedication },
  { kind: 'allergy', resourceType: 'AllergyIntolerance', refinements: [], read: readAllergy },
  { kind: 'condition', resourceType: 'Condition', refinements: [], read: readCondition },
];

/** Every resource type that holds a kind of record, one or more a kind. */
export const SEARCH_PLANS = PLANS.map((plan): SearchPlan => ({ ...plan, refinementsWithPatient: [...plan.refinements, ['_include', queryText(`${plan.resourceType}:patient`)]] }));
