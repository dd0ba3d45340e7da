interface Cookie { readonly name: string; readonly value: string; readonly path: string }

/** A browser without a page: cookies by host name and path (as browsers share them over ports), Origin on what it sends. */
export class CookieClient {
  /** By host name, then by name and path. */
  private readonly cookies = new Map<string, Map<string, Cookie>>();

  /** @param origin of the page that all requests come from. */
  constructor(readonly origin: string) {}

  /** One request, no redirect followed; remembers cookies. */
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const headers = new Headers(init.headers);
    const sent = [...this.jarOf(url).values()].filter(({ path }) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`));
    if (sent.length > 0) headers.set('cookie', sent.map(({ name, value }) => `${name}=${value}`).join('; '));
    if (init.method !== undefined && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', url.origin);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.remember(url, line);
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

  /** The value of a cookie of our own origin. */
  cookie(name: string): string | undefined {
    return [...this.jarOf(new URL(this.origin)).values()].find((one) => one.name === name)?.value;
  }

  /** Puts a cookie there, as somebody with bad intentions would. */
  plant(name: string, value: string): void {
    this.jarOf(new URL(this.origin)).set(`${name} /`, { name, value, path: '/' });
  }

  /** Every cookie that another browser has. */
  protected copyCookiesFrom(other: CookieClient): void {
    for (const [host, jar] of other.cookies) this.cookies.set(host, new Map(jar));
  }

  private jarOf({ hostname }: URL): Map<string, Cookie> {
    const jar = this.cookies.get(hostname) ?? new Map<string, Cookie>();
    this.cookies.set(hostname, jar);
    return jar;
  }

  private remember(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.map((attribute) => /^path=(.*)$/i.exec(attribute)?.[1]).find((one) => one !== undefined) ?? '/';
    const isPast = attributes.some((attribute) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
    if (value === '' || isPast) this.jarOf(url).delete(`${name} ${path}`);
    else this.jarOf(url).set(`${name} ${path}`, { name, value, path });
  }
}
