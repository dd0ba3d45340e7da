import { objectsOf, textOf, type Json } from './json.js';

/**
 * Finds what references lead to among everything that an answer brought. A reference is only followed to what the
 * source itself calls so: `Patient/1` of another server is not this server's `Patient/1`.
 */
export class ResourceIndex {
  private readonly byUrl = new Map<string, Json>();
  private readonly byKey = new Map<string, { readonly resource: Json; readonly fullUrl: string | undefined } | 'ambiguous'>();
  /** What no reference has asked for yet, by type: most of an answer is never referred to. */
  private readonly waiting = new Map<string, { readonly resource: Json; readonly fullUrl: string | undefined }[]>();

  /** @param baseUrl address of the source without a slash at its end. */
  constructor(private readonly baseUrl: string) {}

  add(resource: Json, fullUrl?: string): void {
    const type = String(resource['resourceType']);
    const waiting = this.waiting.get(type);
    if (waiting) waiting.push({ resource, fullUrl });
    else this.waiting.set(type, [{ resource, fullUrl }]);
  }

  /** @param container the resource that holds the reference, for `#contained` ones. */
  resolve(reference: unknown, container: Json): Json | undefined {
    const text = textOf(reference);
    if (!text) return undefined;
    if (text.startsWith('#')) return objectsOf(container['contained']).find(({ id }) => id === text.slice(1) || id === text);
    if (this.waiting.size > 0) this.enter(text);
    const found = this.byUrl.get(text);
    if (found) return found;
    // Nearly every reference is the plain key.
    const isWritten = text.startsWith(this.baseUrl) || text.includes('/_history/');
    const own = this.byKey.get(isWritten ? this.localKey(text) ?? text : text);
    return own === 'ambiguous' ? undefined : own?.resource;
  }

  /** `Type/id` for a reference to this server, in whatever form; `undefined` for one to anywhere else. */
  localKey(reference: string): string | undefined {
    const path = reference.startsWith(`${this.baseUrl}/`) ? reference.slice(this.baseUrl.length + 1) : reference;
    return /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(path)?.[1];
  }

  /** Enters what waits under the type that the reference names, or everything where it is no plain `Type/id`. */
  private enter(text: string): void {
    const named = /^[A-Z]/.test(text) ? text.slice(0, text.indexOf('/')) : undefined;
    for (const type of named === undefined ? [...this.waiting.keys()] : [named]) {
      for (const { resource, fullUrl } of this.waiting.get(type) ?? []) this.enterOne(resource, fullUrl);
      this.waiting.delete(type);
    }
  }

  private enterOne(resource: Json, fullUrl: string | undefined): void {
    const { resourceType, id } = resource;
    if (fullUrl) this.byUrl.set(fullUrl, resource);
    if (typeof resourceType !== 'string' || typeof id !== 'string') return;
    const key = `${resourceType}/${id}`;
    // Behind a proxy the server writes its inner address into `fullUrl`: what ends in the resource's own name is its own.
    if (fullUrl && !fullUrl.startsWith('urn:') && fullUrl !== key && !fullUrl.endsWith(`/${key}`)) return;
    const known = this.byKey.get(key);
    const isAnother = known === 'ambiguous' || (known?.fullUrl !== undefined && fullUrl !== undefined && known.fullUrl !== fullUrl);
    this.byKey.set(key, isAnother ? 'ambiguous' : { resource, fullUrl });
  }
}
