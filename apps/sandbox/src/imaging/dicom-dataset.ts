import { dicomDictionary } from './dcmjs-repaired.js';

/** One element in the DICOM JSON model (PS3.18 F.2). */
export interface DicomElement {
  readonly vr: string;
  readonly Value?: readonly DicomValue[];
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
}
export type DicomValue = string | number | null | { readonly Alphabetic: string } | DicomDataset;
/** A data set in the DICOM JSON model: eight upper-case hexadecimal digits to element, in ascending order. */
export interface DicomDataset { readonly [tag: string]: DicomElement }

/** What a caller may write for one attribute: a value, several, or `undefined` to leave it out. An empty list leaves it empty. */
export type AttributeValue = string | number | undefined | readonly (string | number | DicomDataset)[];

/** The tag of a keyword or of eight hexadecimal digits; `undefined` when the dictionary does not know it. */
export function tagOf(keyword: string): string | undefined {
  if (/^[0-9A-Fa-f]{8}$/.test(keyword)) return keyword.toUpperCase();
  return dicomDictionary[keyword]?.tag.replace(/[(),]/g, '');
}

/**
 * Builds a data set from attributes by keyword, each with the value representation of the dictionary.
 * Throws on a keyword that PS3.6 does not have: a slip of the pen must not become a private attribute.
 */
export function dicomDataset(attributes: Readonly<Record<string, AttributeValue>>): DicomDataset {
  const elements: [string, DicomElement][] = [];
  for (const [keyword, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const entry = dicomDictionary[keyword];
    if (!entry) throw new Error('The DICOM dictionary has no such keyword.', { cause: keyword });
    elements.push([entry.tag.replace(/[(),]/g, ''), elementOf(entry.vr, value)]);
  }
  return Object.fromEntries(elements.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function elementOf(vr: string, value: Exclude<AttributeValue, undefined>): DicomElement {
  const values = (typeof value === 'string' || typeof value === 'number' ? [value] : value).map((item): DicomValue => {
    if (item === '') return null;
    return vr === 'PN' && typeof item === 'string' ? { Alphabetic: item } : item;
  });
  return values.every((item) => item === null) ? { vr } : { vr, Value: values };
}

/** The values of an element as text, person names by their alphabetic group; empty where it is absent or empty. */
export function textsOf(dataset: DicomDataset, tag: string): string[] {
  return (dataset[tag]?.Value ?? []).flatMap((value) => {
    if (value === null) return [];
    if (typeof value !== 'object') return [String(value)];
    return 'Alphabetic' in value && typeof value.Alphabetic === 'string' ? [value.Alphabetic] : [];
  });
}

/** The items of a sequence; empty where it is absent. */
export function itemsOf(dataset: DicomDataset, tag: string): DicomDataset[] {
  const element = dataset[tag];
  return element?.vr === 'SQ' ? ((element.Value ?? []) as DicomDataset[]) : [];
}

/** `family^given1 given2`, the form of a PN component group (PS3.5 6.2.1). */
export function personName(family: string, given: readonly string[]): string {
  return given.length > 0 ? `${family}^${given.join(' ')}` : family;
}
