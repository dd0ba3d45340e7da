import { itemsOf, tagOf, textsOf, type DicomDataset } from './dicom-dataset.js';

/** What a QIDO-RS query asks for (PS3.18 8.3.4). */
export interface QidoQuery {
  /** Each key as a path of tags, the last one matched and those before it sequences. */
  readonly keys: readonly { readonly path: readonly string[]; readonly value: string }[];
  readonly includeAll: boolean;
  readonly includeTags: readonly string[];
  readonly limit: number;
  readonly offset: number;
  readonly asksFuzzyMatching: boolean;
}

const CONTROLS = new Set(['limit', 'offset', 'includefield', 'fuzzymatching', 'emptyvaluematching', 'multiplevaluematching']);

/** Reads the parameters; `undefined` when one of them is not a QIDO-RS parameter or has no sense: the caller answers 400. */
export function parseQidoQuery(parameters: URLSearchParams): QidoQuery | undefined {
  const keys: { path: string[]; value: string }[] = [];
  for (const [name, value] of parameters) {
    if (CONTROLS.has(name)) continue;
    const path = name.split('.').map(tagOf);
    if (path.some((tag) => tag === undefined)) return undefined;
    keys.push({ path: path as string[], value });
  }
  const included = parameters.getAll('includefield').flatMap((field) => field.split(','));
  const limit = parameters.has('limit') ? Number(parameters.get('limit')) : Number.POSITIVE_INFINITY;
  const offset = Number(parameters.get('offset') ?? 0);
  if (Number.isNaN(limit) || limit < 0 || !Number.isInteger(offset) || offset < 0) return undefined;
  return {
    keys, limit, offset,
    includeAll: included.includes('all'),
    includeTags: included.flatMap((field) => tagOf(field) ?? []),
    asksFuzzyMatching: parameters.get('fuzzymatching') === 'true',
  };
}

/** Whether a data set matches every key (PS3.4 C.2.2.2): UID lists, ranges of dates and times, wildcards, single values. */
export function matches(dataset: DicomDataset, { keys }: Pick<QidoQuery, 'keys'>): boolean {
  return keys.every(({ path, value }) => matchesKey(dataset, path, value));
}

function matchesKey(dataset: DicomDataset, [tag, ...rest]: readonly string[], wanted: string): boolean {
  if (tag === undefined || wanted === '') return true;
  if (rest.length > 0) return itemsOf(dataset, tag).some((item) => matchesKey(item, rest, wanted));
  const vr = dataset[tag]?.vr ?? '';
  return textsOf(dataset, tag).some((text) => matchesValue(vr, text, wanted));
}

function matchesValue(vr: string, text: string, wanted: string): boolean {
  if (vr === 'UI') return wanted.split(/[,\\]/).includes(text);
  if ((vr === 'DA' || vr === 'TM' || vr === 'DT') && wanted.includes('-')) {
    const [from = '', to = ''] = wanted.split('-');
    return (from === '' || text >= from) && (to === '' || text.slice(0, to.length) <= to);
  }
  if (vr === 'DA' || vr === 'TM' || vr === 'DT') return text === wanted;
  return wildcard(wanted, vr === 'PN').test(vr === 'PN' ? text.replace(/\^+$/, '') : text);
}

/** Person names match whatever their case; everything else literally. */
function wildcard(pattern: string, isName: boolean): RegExp {
  const source = (isName ? pattern.replace(/\^+$/, '') : pattern)
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, isName ? 'iu' : 'u');
}

/** One page of the rows, each with the attributes that are always returned and those asked for. */
export function pageOfRows(rows: readonly DicomDataset[], query: QidoQuery, alwaysReturned: readonly string[]): DicomDataset[] {
  const returned = new Set([...alwaysReturned, ...query.includeTags, ...query.keys.flatMap(({ path }) => path[0] ?? [])]);
  return rows.slice(query.offset, query.offset + query.limit).map((row) =>
    query.includeAll ? row : Object.fromEntries(Object.entries(row).filter(([tag]) => returned.has(tag))));
}
