/** A data set of the DICOM JSON model (PS3.18 annex F): eight hexadecimal digits name an element. */
export type Dataset = Readonly<Record<string, unknown>>;

export const TAG = {
  studyDate: '00080020', studyTime: '00080030', accessionNumber: '00080050', issuerOfAccessionNumber: '00080051', instanceAvailability: '00080056',
  modality: '00080060', modalitiesInStudy: '00080061', institutionName: '00080080', referringPhysicianName: '00080090', timezoneOffset: '00080201', studyDescription: '00081030',
  patientName: '00100010', patientId: '00100020', issuerOfPatientId: '00100021', issuerQualifiers: '00100024', patientBirthDate: '00100030', patientSex: '00100040',
  otherPatientIds: '00101002', sopInstanceUid: '00080018', studyInstanceUid: '0020000D', seriesInstanceUid: '0020000E', numberOfSeries: '00201206', numberOfInstances: '00201208',
  localNamespace: '00400031', universalEntityId: '00400032',
} as const;

export function isDataset(value: unknown): value is Dataset {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An element as it came. Keys are upper case by the standard and lower case at some servers. */
export function elementOf(dataset: Dataset, tag: string): unknown {
  return dataset[tag] ?? dataset[tag.toLowerCase()];
}

function valuesOf(dataset: Dataset, tag: string): readonly unknown[] {
  const element = elementOf(dataset, tag);
  const values = isDataset(element) ? element['Value'] : undefined;
  return Array.isArray(values) ? values : [];
}

/** First value as text without padding; numbers are written out. */
export function textOf(dataset: Dataset, tag: string): string | undefined {
  const [value] = valuesOf(dataset, tag);
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/\0+$/, '').trim() : '';
  return text === '' ? undefined : text;
}

export function textsOf(dataset: Dataset, tag: string): readonly string[] {
  // A server that does not split a multi-valued element sends its backslashes along.
  return valuesOf(dataset, tag).flatMap((value) => (typeof value === 'string' ? value.split('\\') : [])).map((text) => text.trim()).filter((text) => text !== '');
}

/** First value as a whole number; IS values may be numbers or strings (PS3.18 §F.2.3.1). */
export function countOf(dataset: Dataset, tag: string): number | undefined {
  const text = textOf(dataset, tag);
  const count = text === undefined ? NaN : Number(text);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

export function itemsOf(dataset: Dataset, tag: string): readonly Dataset[] {
  return valuesOf(dataset, tag).filter(isDataset);
}

/** Components of a person name: family, given, middle, prefix, suffix. */
export function nameOf(dataset: Dataset, tag: string): readonly string[] | undefined {
  const [value] = valuesOf(dataset, tag);
  const text = typeof value === 'string' ? value : isDataset(value) ? (value['Alphabetic'] ?? value['Ideographic']) : undefined;
  if (typeof text !== 'string') return undefined;
  const components = text.split('=', 1)[0]!.split('^').map((component) => component.trim());
  return components.some((component) => component !== '') ? components : undefined;
}
