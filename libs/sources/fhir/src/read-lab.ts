import type { LabRecord, RecordStatus } from '@longview/clinical-model';
import { codesOf, formatQuantity, readConcept, readFirstConcept, readQuantity } from './concept.js';
import { isObject, lookUp, objectOf, objectsOf, textOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';

const STATUSES: Readonly<Record<string, RecordStatus>> = {
  registered: 'registered', preliminary: 'preliminary', final: 'final', amended: 'amended', corrected: 'amended', cancelled: 'cancelled', 'entered-in-error': 'entered-in-error',
};
const LABORATORY: ReadonlySet<string> = new Set(['laboratory', 'LAB']);

/**
 * R4 Observation of the laboratory.
 * @returns `undefined` for an observation that says it is none: the source did not apply the category asked for.
 */
export function readLab(observation: Json, context: ReadContext): LabRecord | undefined {
  const categories = codesOf(observation['category']);
  if (categories.length > 0 && !categories.some((category) => LABORATORY.has(category))) return undefined;
  const code = readConcept(observation['code']) ?? { text: '' };
  const result = readValue(observation) ?? readAbsence(observation);
  const referenceRange = objectsOf(observation['referenceRange']).map(formatRange).find((range) => range !== undefined);
  const interpretation = readFirstConcept(observation['interpretation']);
  return {
    kind: 'lab',
    ...readBase(observation, context, {
      status: lookUp(STATUSES, observation['status']) ?? 'unknown', title: code.text || undefined,
      time: readTime(observation, context, 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant'), issued: readTime(observation, context, 'issued'),
    }),
    code,
    ...(result && { value: result.value }),
    ...(result?.unit && { unit: result.unit }),
    ...(referenceRange && { referenceRange }),
    ...(interpretation && { interpretation: interpretation.code ?? interpretation.text }),
  };
}

/** `name: value unit (range) flag`, for a report that has no text but its results. */
export function describeResult(observation: Json): string | undefined {
  const name = readConcept(observation['code'])?.text;
  const result = readValue(observation);
  if (!name || !result) return undefined;
  const range = objectsOf(observation['referenceRange']).map(formatRange).find((text) => text !== undefined);
  const flag = readFirstConcept(observation['interpretation']);
  return [`${name}: ${result.value}`, result.unit, range && `(${range})`, flag?.code ?? flag?.text].filter(Boolean).join(' ');
}

/** Whichever value[x] is there; a panel's components where there is none. */
function readValue(element: Json): { readonly value: string; readonly unit?: string } | undefined {
  const quantity = readQuantity(element['valueQuantity']);
  if (quantity) return quantity;
  const text = textOf(element['valueString']) ?? readConcept(element['valueCodeableConcept'])?.text ?? textOf(element['valueDateTime']) ?? textOf(element['valueTime']);
  if (text) return { value: text };
  for (const plain of [element['valueInteger'], element['valueBoolean']]) if (typeof plain === 'number' || typeof plain === 'boolean') return { value: String(plain) };
  const ratio = objectOf(element['valueRatio']);
  if (ratio) {
    const sides = [formatQuantity(ratio['numerator']), formatQuantity(ratio['denominator'])];
    if (sides[0] && sides[1]) return { value: sides.join(' : ') };
  }
  const range = isObject(element['valueRange']) ? formatRange(element['valueRange']) : undefined;
  if (range) return { value: range };
  const components = objectsOf(element['component']).map(describeResult).filter((line) => line !== undefined);
  return components.length > 0 ? { value: components.join('; ') } : undefined;
}

/** Why there is no value, in the source's words: "not done" is a result worth seeing. */
function readAbsence(observation: Json): { readonly value: string; readonly unit?: string } | undefined {
  const reason = readConcept(observation['dataAbsentReason']);
  return reason && { value: reason.text };
}

function formatRange(range: Json): string | undefined {
  const text = textOf(range['text']);
  if (text) return text;
  const low = readQuantity(range['low']);
  const high = readQuantity(range['high']);
  const unit = high?.unit ?? low?.unit;
  const bounds = low && high ? `${low.value}–${high.value}` : low ? `≥ ${low.value}` : high ? `≤ ${high.value}` : undefined;
  return bounds && (unit ? `${bounds} ${unit}` : bounds);
}
