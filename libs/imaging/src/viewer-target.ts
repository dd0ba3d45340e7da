/** What a permitted request below `/viewer` asks for. */
export type ViewerTarget =
  /** The viewer's page; the route inside it is the viewer's own. */
  | { readonly kind: 'page' }
  /** A file of the prepared viewer, by its name in the manifest. */
  | { readonly kind: 'file'; readonly name: string };

/** Ways of laying out images that a launch may name. */
export const HANGING_PROTOCOLS: readonly string[] = ['default', 'mpr', '@ohif/hpCompare'];

const PAGES: ReadonlySet<string> = new Set(['/viewer/longview', '/viewer/longview/dicomweb', '/viewer/notfoundstudy']);
const UID_LIST = /^\d[\d.]{0,63}(?:,\d[\d.]{0,63}){0,7}$/;

/** Everything that may stand in a launch address. OHIF reads further keys (`configUrl`, `customization`, `token`, `url`): none of them reaches it. */
const LAUNCH_KEYS: Readonly<Record<string, (value: string) => boolean>> = {
  StudyInstanceUIDs: (value) => UID_LIST.test(value),
  hangingProtocolId: (value) => HANGING_PROTOCOLS.includes(value),
  lang: (value) => value === 'en' || value === 'fr',
};

/**
 * Reads a request target below `/viewer` as it arrived. The page is served for our own mode and the "not found" page
 * only: OHIF's local-file page and its bundled modes stay out of reach. Files are those of the manifest and no others.
 * @returns `undefined` for everything else: 404.
 */
export function readViewerTarget(method: string, target: string, files: ReadonlySet<string>): ViewerTarget | undefined {
  if (method !== 'GET' || target.length > 2_048) return undefined;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (PAGES.has(path)) return hasLaunchKeysOnly(new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1))) ? { kind: 'page' } : undefined;
  if (mark >= 0 || !path.startsWith('/viewer/')) return undefined;
  const name = path.slice('/viewer/'.length);
  return name !== 'index.html' && files.has(name) ? { kind: 'file', name } : undefined;
}

function hasLaunchKeysOnly(query: URLSearchParams): boolean {
  const single = new Set<string>();
  for (const [key, value] of query) {
    if (!Object.hasOwn(LAUNCH_KEYS, key) || !LAUNCH_KEYS[key]!(value)) return false;
    if (key !== 'StudyInstanceUIDs' && single.size === single.add(key).size) return false;
  }
  return query.getAll('StudyInstanceUIDs').length <= 8;
}
