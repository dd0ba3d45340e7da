/** A data set of the DICOM JSON model (PS3.18 annex F): eight hexadecimal digits name an element. */
export type JsonDataset = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonDataset => typeof value === 'object' && value !== null && !Array.isArray(value);

function valuesOf(dataset: JsonDataset, tag: string): readonly unknown[] {
  const element = dataset[tag] ?? dataset[tag.toLowerCase()];
  const values = isObject(element) ? element['Value'] : undefined;
  return Array.isArray(values) ? values : [];
}

/** First value as text without padding; of a name its alphabetic form. `undefined` for an empty one. */
export function firstText(dataset: JsonDataset, tag: string): string | undefined {
  const [value] = valuesOf(dataset, tag);
  const plain = isObject(value) ? value['Alphabetic'] : value;
  const text = typeof plain === 'number' ? String(plain) : typeof plain === 'string' ? plain.replace(/\0+$/, '').trim() : '';
  return text === '' ? undefined : text;
}

export function itemsIn(dataset: JsonDataset, tag: string): readonly JsonDataset[] {
  return valuesOf(dataset, tag).filter(isObject);
}
