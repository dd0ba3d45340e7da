/** A browser without a page: cookies by host name (as browsers share them over ports), Origin on everything it sends. */
export class CookieClient {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param origin of the page that all requests come from. */
  constructor(readonly origin: string) {}

  /** One request, no redirect followed; remembers cookies. */
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const headers = new Headers(init.headers);
    const jar = this.jarOf(url);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    if (init.method !== undefined && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', url.origin === this.origin ? this.origin : url.origin);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.remember(jar, line);
    return response;
  }

  /** Follows redirects by GET until an answer that is none; where it ended and what came. */
  async follow(address: string, init: RequestInit = {}): Promise<{ readonly url: URL; readonly response: Response }> {
    let url = new URL(address, this.origin);
    let response = await this.fetch(url.href, init);
    for (let hops = 0; response.status >= 300 && response.status < 400; hops++) {
      if (hops > 20) throw new Error('The redirects do not come to an end.');
      await response.body?.cancel();
      url = new URL(response.headers.get('location')!, url);
      response = await this.fetch(url.href);
    }
    return { url, response };
  }

  /** What the browser would send to this address: to look at, or to plant. */
  cookiesFor(address: string): Map<string, string> {
    return this.jarOf(new URL(address, this.origin));
  }

  private jarOf({ hostname }: URL): Map<string, string> {
    const jar = this.cookies.get(hostname) ?? new Map<string, string>();
    this.cookies.set(hostname, jar);
    return jar;
  }

  private remember(jar: Map<string, string>, line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()];
    const isPast = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
    if (value === '' || isPast) jar.delete(name);
    else jar.set(name, value);
  }
}
