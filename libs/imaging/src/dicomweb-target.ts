/** What a permitted DICOMweb request asks for. */
export type DicomwebTarget =
  | {
      readonly kind: 'study-search';
      /** `undefined`: not asked by UID. */
      readonly studyInstanceUids: readonly string[] | undefined;
      readonly patientId: string | undefined;
      readonly includeField: string | undefined;
    }
  | {
      readonly kind: 'study';
      readonly studyInstanceUid: string;
      /** From `/studies` on, character by character as it may be sent to the archive. */
      readonly path: string;
      readonly query: ReadonlyMap<string, string>;
      readonly content: DicomwebContent;
    };

/**
 * `search` and `metadata` are JSON; `pixels` whole objects, frames and renderings; `bulk` single values such as a
 * waveform or a PDF. `access` is ours and no DICOMweb: whether the study may still be looked at, without asking an archive.
 */
export type DicomwebContent = 'search' | 'metadata' | 'pixels' | 'bulk' | 'access';

/** Longer targets are no DICOMweb: the longest, a list of a hundred frames, stays far below. */
const MAX_TARGET_LENGTH = 4_096;

const UID = '\\d[\\d.]{0,63}';
const SERIES = `/series/${UID}`;
const INSTANCE = `/instances/${UID}`;
const RENDERING = '(?:/rendered|/thumbnail)';
const BELOW_STUDY: readonly (readonly [RegExp, DicomwebContent])[] = (
  [
    ['/access', 'access'],
    [`(?:${SERIES})?(?:${INSTANCE})?/bulk(?:data)?(?:/[\\w-]{1,64}){0,24}`, 'bulk'],
    [`(?:${SERIES}(?:${INSTANCE})?)?/metadata`, 'metadata'],
    [`(?:/series|(?:${SERIES})?/instances)`, 'search'],
    [`(?:${SERIES}(?:${INSTANCE})?)?${RENDERING}?`, 'pixels'],
    [`${SERIES}${INSTANCE}/frames/\\d{1,6}(?:,\\d{1,6}){0,499}${RENDERING}?`, 'pixels'],
  ] as const
).map(([pattern, content]) => [new RegExp(`^${pattern}$`), content]);
const STUDY_PATH = new RegExp(`^/dicom-web(/studies/(${UID}))(/.*)?$`);

/** Query keys that reach an archive, by every name they have (PS3.18 §8.3.4), each with what its value may be. */
const FORWARDED_KEYS: ReadonlyMap<string, { readonly as: string; readonly value: RegExp }> = new Map([
  ['limit', { as: 'limit', value: /^\d{1,5}$/ }],
  ['offset', { as: 'offset', value: /^\d{1,9}$/ }],
  ['includefield', { as: 'includefield', value: /^[0-9A-Za-z]{1,64}(?:[,.][0-9A-Za-z]{1,64}){0,199}$/ }],
  ...both('SeriesInstanceUID', '0020000E', new RegExp(`^${UID}(?:[,\\\\]${UID}){0,49}$`)),
  ...both('SOPInstanceUID', '00080018', new RegExp(`^${UID}(?:[,\\\\]${UID}){0,49}$`)),
  ...both('Modality', '00080060', /^[A-Z0-9]{2,16}$/),
]);

function both(keyword: string, tag: string, value: RegExp): [string, { as: string; value: RegExp }][] {
  return [[keyword, { as: keyword, value }], [tag, { as: keyword, value }]];
}

/**
 * Reads a request target as it arrived, before anything decoded it. Only GET, only paths of DICOMweb's own grammar below
 * `/dicom-web/studies`: no escapes, no dot segments, no empty segments, no UID that is none. Query keys that are not on
 * the list, or whose value cannot be, are dropped and never reach an archive.
 * @returns `undefined` for everything else.
 */
export function readDicomwebTarget(method: string, target: string): DicomwebTarget | undefined {
  if (method !== 'GET' || target.length > MAX_TARGET_LENGTH) return undefined;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (!/^[\w./,-]+$/.test(path) || path.includes('..') || path.includes('/.') || path.includes('./')) return undefined;
  const query = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
  if (path === '/dicom-web/studies') return readStudySearch(query);
  const match = STUDY_PATH.exec(path);
  if (!match) return undefined;
  const [, studyPath, studyInstanceUid, below = ''] = match;
  const content = BELOW_STUDY.find(([pattern]) => pattern.test(below))?.[1];
  if (!content) return undefined;
  return { kind: 'study', studyInstanceUid: studyInstanceUid!, path: studyPath + below, query: content === 'search' ? forwardedQuery(query) : new Map(), content };
}

function readStudySearch(query: URLSearchParams): DicomwebTarget | undefined {
  const asked = [...query.getAll('StudyInstanceUID'), ...query.getAll('0020000D')].flatMap((value) => value.split(/[,\\]/)).filter(Boolean);
  if (asked.length > 100 || asked.some((uid) => !/^\d[\d.]{0,63}$/.test(uid))) return undefined;
  const patientId = query.get('PatientID') ?? query.get('00100020') ?? undefined;
  return { kind: 'study-search', studyInstanceUids: asked.length > 0 ? asked : undefined, patientId, includeField: forwardedQuery(query).get('includefield') };
}

function forwardedQuery(query: URLSearchParams): Map<string, string> {
  const forwarded = new Map<string, string>();
  for (const [key, value] of query) {
    const rule = FORWARDED_KEYS.get(key);
    if (!rule?.value.test(value)) continue;
    const earlier = rule.as === 'includefield' ? forwarded.get('includefield') : undefined;
    forwarded.set(rule.as, earlier ? `${earlier},${value}` : value);
  }
  return forwarded;
}
