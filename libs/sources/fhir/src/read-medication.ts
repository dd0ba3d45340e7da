import type { Coding, MedicationRecord, RecordStatus } from '@longview/clinical-model';
import { formatQuantity, readConcept } from './concept.js';
import { lookUp, objectOf, objectsOf, textOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';

const STATES: Readonly<Record<string, MedicationRecord['state']>> = {
  active: 'active', intended: 'active', completed: 'completed', stopped: 'stopped', 'not-taken': 'stopped', cancelled: 'stopped', 'on-hold': 'on-hold',
};
const STATUSES: Readonly<Record<string, RecordStatus>> = {
  active: 'final', intended: 'final', completed: 'final', stopped: 'final', 'not-taken': 'final', 'on-hold': 'final', draft: 'preliminary', cancelled: 'cancelled', 'entered-in-error': 'entered-in-error',
};

/** R4 MedicationRequest or MedicationStatement. */
export function readMedication(resource: Json, context: ReadContext): MedicationRecord {
  const medication = medicationOf(resource, context);
  const dosages = objectsOf(resource['dosageInstruction'] ?? resource['dosage']);
  const dosage = dosages.map(describeDosage).filter((text) => text !== undefined).join('; ');
  const prescriber = context.name(resource['requester'], resource) ?? context.name(resource['informationSource'], resource);
  const { status } = resource;
  return {
    kind: 'medication',
    ...readBase(resource, context, {
      status: lookUp(STATUSES, status) ?? 'unknown', title: medication.text || undefined,
      time: readTime(resource, context, 'authoredOn', 'effectiveDateTime', 'effectivePeriod', 'dateAsserted'), issued: readTime(resource, context, 'authoredOn', 'dateAsserted'),
    }),
    medication,
    state: lookUp(STATES, status) ?? 'other',
    ...(dosage && { dosage }),
    ...(prescriber && { prescriber }),
  };
}

function medicationOf(resource: Json, context: ReadContext): Coding {
  const concept = readConcept(resource['medicationCodeableConcept']);
  if (concept) return concept;
  const reference = objectOf(resource['medicationReference']);
  const target = context.target(reference, resource);
  return (target && readConcept(target['code'])) ?? { text: textOf(reference?.['display']) ?? '' };
}

function describeDosage(dosage: Json): string | undefined {
  const text = textOf(dosage['text']) ?? textOf(dosage['patientInstruction']);
  if (text) return text;
  const dose = objectsOf(dosage['doseAndRate'])[0];
  const timing = objectOf(dosage['timing']);
  return textOf([formatQuantity(dose?.['doseQuantity']), readConcept(dosage['route'])?.text, readConcept(timing?.['code'])?.text ?? describeRepeat(objectOf(timing?.['repeat']))].filter(Boolean).join(' '));
}

/** `2 / 1 d`: twice a day, in signs that need no language. */
function describeRepeat(repeat: Json | undefined): string | undefined {
  const { frequency, period, periodUnit } = repeat ?? {};
  return typeof frequency === 'number' && typeof period === 'number' && typeof periodUnit === 'string' ? `${frequency} / ${period} ${periodUnit}` : undefined;
}
