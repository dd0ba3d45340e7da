import type { Coding } from '@longview/clinical-model';
import { objectOf, objectsOf, textOf, type Json } from './json.js';

/** CodeableConcept or Coding with the words the source uses: its text, else the words of a coding, else a bare code. */
export function readConcept(value: unknown): Coding | undefined {
  const concept = objectOf(value);
  if (!concept) return undefined;
  const codings = concept['coding'] === undefined && concept['code'] !== undefined ? [concept] : objectsOf(concept['coding']);
  const chosen = codings.find((coding) => coding['userSelected'] === true) ?? codings.find((coding) => textOf(coding['display'])) ?? codings[0];
  const code = textOf(chosen?.['code']);
  const text = textOf(concept['text']) ?? textOf(chosen?.['display']) ?? code;
  if (text === undefined) return undefined;
  const system = textOf(chosen?.['system']);
  return { text, ...(system && { system }), ...(code && { code }) };
}

/** The first of several concepts that says anything. */
export function readFirstConcept(value: unknown): Coding | undefined {
  for (const concept of objectsOf(value)) {
    const coding = readConcept(concept);
    if (coding) return coding;
  }
  return undefined;
}

/** Every code of a concept, or of a list of concepts. */
export function codesOf(value: unknown): readonly string[] {
  return objectsOf(value).flatMap((concept) => [...objectsOf(concept['coding']), concept]).map(({ code }) => textOf(code)).filter((code) => code !== undefined);
}

/** The code of an element that is a code in R4 and a concept in some servers. */
export function codeOf(value: unknown): string | undefined {
  return textOf(value) ?? codesOf(value)[0];
}

/** `value unit`, with its comparator. */
export function readQuantity(value: unknown): { readonly value: string; readonly unit?: string } | undefined {
  const quantity = objectOf(value);
  const amount = quantity?.['value'];
  if (!quantity || (typeof amount !== 'number' && typeof amount !== 'string')) return undefined;
  const unit = textOf(quantity['unit']) ?? textOf(quantity['code']);
  const comparator = textOf(quantity['comparator']) ?? '';
  return { value: comparator + String(amount), ...(unit && { unit }) };
}

export function formatQuantity(value: unknown): string | undefined {
  const quantity = readQuantity(value);
  return quantity && (quantity.unit ? `${quantity.value} ${quantity.unit}` : quantity.value);
}

/** The words by which a reference names its target. */
export function displayOf(reference: unknown): string | undefined {
  return textOf(objectOf(reference)?.['display']);
}

export function firstDisplayOf(references: unknown): string | undefined {
  for (const reference of objectsOf(references)) {
    const display = displayOf(reference);
    if (display) return display;
  }
  return undefined;
}

/** The display of a reference, or the name of what it leads to. */
export function nameOf(reference: unknown, target: Json | undefined): string | undefined {
  const display = displayOf(reference);
  if (display || !target) return display;
  if (typeof target['name'] === 'string') return textOf(target['name']);
  const [name] = objectsOf(target['name']);
  if (!name) return undefined;
  const parts = [...(Array.isArray(name['given']) ? name['given'] : []), name['family']].map(textOf).filter((part) => part !== undefined);
  return textOf(name['text']) ?? textOf(parts.join(' '));
}
