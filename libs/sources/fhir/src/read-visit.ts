import type { RecordStatus, VisitRecord } from '@longview/clinical-model';
import { codesOf, displayOf, readConcept, readFirstConcept } from './concept.js';
import { lookUp, objectOf, objectsOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';

const STATUSES: Readonly<Record<string, RecordStatus>> = {
  planned: 'registered', arrived: 'preliminary', triaged: 'preliminary', 'in-progress': 'preliminary', onleave: 'preliminary', finished: 'final', cancelled: 'cancelled', 'entered-in-error': 'entered-in-error',
};
/** HL7 v3 ActCode. */
const CLASSES: Readonly<Record<string, VisitRecord['visitClass']>> = {
  IMP: 'inpatient', ACUTE: 'inpatient', NONAC: 'inpatient', OBSENC: 'inpatient', inpatient: 'inpatient',
  EMER: 'emergency', emergency: 'emergency',
  AMB: 'ambulatory', SS: 'ambulatory', PRENC: 'ambulatory', outpatient: 'ambulatory', ambulatory: 'ambulatory',
  VR: 'virtual', virtual: 'virtual',
};

/** R4 Encounter. */
export function readVisit(encounter: Json, context: ReadContext): VisitRecord {
  const visitClass = codesOf(encounter['class']).map((code) => lookUp(CLASSES, code)).find((known) => known !== undefined) ?? 'other';
  const type = readFirstConcept(encounter['type']) ?? readConcept(encounter['serviceType']);
  const reason = readFirstConcept(encounter['reasonCode']);
  const end = context.time(objectOf(encounter['period'])?.['end']);
  const location = objectsOf(encounter['location']).map(({ location: place }) => context.name(place, encounter)).find((name) => name !== undefined);
  const practitioner = objectsOf(encounter['participant']).map(({ individual }) => context.name(individual, encounter)).find((name) => name !== undefined);
  return {
    kind: 'visit',
    ...readBase(encounter, context, {
      status: lookUp(STATUSES, encounter['status']) ?? 'unknown', title: type?.text ?? reason?.text ?? readFirstConcept(encounter['class'])?.text,
      time: readTime(encounter, context, 'period'), siteName: displayOf(encounter['serviceProvider']),
    }),
    visitClass,
    ...(end && { end }),
    ...(reason && { reason }),
    ...(location && { location }),
    ...(practitioner && { practitioner }),
  };
}
