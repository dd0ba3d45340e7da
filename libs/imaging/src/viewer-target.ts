/** What a permitted request below `/viewer` asks for. */
export type ViewerTarget =
  /** A page; the route inside `index.html` is the viewer's own. `ended.html` says why there are no images any more. */
  | { readonly kind: 'page'; readonly name: 'index.html' | 'ended.html' }
  /** A file of the prepared viewer, by its name in the manifest. */
  | { readonly kind: 'file'; readonly name: string };

/** Ways of laying out images that a launch may name. */
export const HANGING_PROTOCOLS: readonly string[] = ['default', 'mpr', '@ohif/hpCompare'];

const UID_LIST = /^\d[\d.]{0,63}(?:,\d[\d.]{0,63}){0,7}$/;

type AllowedKeys = Readonly<Record<string, (value: string) => boolean>>;
const isLanguage = (value: string): boolean => value === 'en' || value === 'fr';

/** Everything that may stand in a launch address. OHIF reads further keys (`configUrl`, `customization`, `token`, `url`): none of them reaches it. */
const LAUNCH_KEYS: AllowedKeys = {
  StudyInstanceUIDs: (value) => UID_LIST.test(value),
  hangingProtocolId: (value) => HANGING_PROTOCOLS.includes(value),
  lang: isLanguage,
};
const ENDED_KEYS: AllowedKeys = { reason: (value) => /^[a-z-]{1,32}$/.test(value), lang: isLanguage };

const PAGES: ReadonlyMap<string, { readonly name: 'index.html' | 'ended.html'; readonly keys: AllowedKeys }> = new Map([
  ['/viewer/longview', { name: 'index.html', keys: LAUNCH_KEYS }],
  ['/viewer/longview/dicomweb', { name: 'index.html', keys: LAUNCH_KEYS }],
  ['/viewer/notfoundstudy', { name: 'index.html', keys: LAUNCH_KEYS }],
  ['/viewer/ended', { name: 'ended.html', keys: ENDED_KEYS }],
]);

/**
 * Reads a request target below `/viewer` as it arrived. The page is served for our own mode and the "not found" page
 * only: OHIF's local-file page and its bundled modes stay out of reach. Files are those of the manifest and no others.
 * @returns `undefined` for everything else: 404.
 */
export function readViewerTarget(method: string, target: string, files: ReadonlySet<string>): ViewerTarget | undefined {
  if (method !== 'GET' || target.length > 2_048) return undefined;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const page = PAGES.get(path);
  if (page) return hasOnly(page.keys, new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1))) ? { kind: 'page', name: page.name } : undefined;
  if (mark >= 0 || !path.startsWith('/viewer/')) return undefined;
  const name = path.slice('/viewer/'.length);
  return !name.endsWith('.html') && files.has(name) ? { kind: 'file', name } : undefined;
}

function hasOnly(keys: AllowedKeys, query: URLSearchParams): boolean {
  const seen = new Set<string>();
  for (const [key, value] of query) {
    if (!Object.hasOwn(keys, key) || !keys[key]!(value)) return false;
    if (key !== 'StudyInstanceUIDs' && seen.size === seen.add(key).size) return false;
  }
  return query.getAll('StudyInstanceUIDs').length <= 8;
}
