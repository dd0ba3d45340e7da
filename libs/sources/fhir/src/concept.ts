import type { Coding } from '@longview/clinical-model';
import { objectOf, objectsOf, textOf, type Json } from './json.js';

/** CodeableConcept or Coding with the words the source uses: its text, else the words of a coding, else a bare code. */
export function readConcept(value: unknown): Coding | undefined {
  const concept = objectOf(value);
  if (!concept) return undefined;
  const chosen = concept['coding'] === undefined && concept['code'] !== undefined ? concept : chooseCoding(objectsOf(concept['coding']));
  const code = textOf(chosen?.['code']);
  const text = textOf(concept['text']) ?? textOf(chosen?.['display']) ?? code;
  if (text === undefined) return undefined;
  const system = textOf(chosen?.['system']);
  return { text, ...(system && { system }), ...(code && { code }) };
}

/** What the user chose, else the first with words, else the first. */
function chooseCoding(codings: readonly Json[]): Json | undefined {
  let worded: Json | undefined;
  for (const coding of codings) {
    if (coding['userSelected'] === true) return coding;
    worded ??= typeof coding['display'] === 'string' ? coding : undefined;
  }
  return worded ?? codings[0];
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
  const codes: string[] = [];
  for (const concept of objectsOf(value)) {
    for (const coding of objectsOf(concept['coding'])) {
      const code = textOf(coding['code']);
      if (code) codes.push(code);
    }
    const own = textOf(concept['code']);
    if (own) codes.push(own);
  }
  return codes;
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

/** What a person, place or organization is called. */
export function nameOfResource(target: Json): string | undefined {
  if (typeof target['name'] === 'string') return textOf(target['name']);
  const [name] = objectsOf(target['name']);
  if (!name) return undefined;
  const parts = [...(Array.isArray(name['given']) ? name['given'] : []), name['family']].map(textOf).filter((part) => part !== undefined);
  return textOf(name['text']) ?? textOf(parts.join(' '));
}
