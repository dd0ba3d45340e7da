import { BackendTokenSource, type BackendAuthentication, type BackendTokenDeps } from './backend-token.js';
import type { HttpAnswer, HttpBytesCall, HttpCall, HttpSignal } from './http-call.js';
import { HttpFault } from './http-fault.js';
import { HttpSourceClient, type HttpSourceClientOptions, type HttpStream } from './http-source-client.js';
import { SecretFault, type SecretLocation } from './secrets.js';

/** How we make ourselves known; secrets are named, not held. */
export type HttpAuthentication =
  | { readonly method: 'none' }
  | { readonly method: 'basic'; readonly username: string; readonly password: SecretLocation }
  | { readonly method: 'bearer'; readonly token: SecretLocation }
  | { readonly method: 'mtls'; readonly certificate: SecretLocation; readonly privateKey: SecretLocation; readonly certificateAuthority?: SecretLocation | undefined }
  | ({ readonly method: 'smart-backend' } & BackendAuthentication);

export type AuthorizedHttpClientDeps = BackendTokenDeps;

/** {@link HttpSourceClient} that proves who we are on every request. Rejects with an {@link HttpFault} only. */
export class AuthorizedHttpClient {
  readonly #http: HttpSourceClient;
  readonly #authentication: HttpAuthentication;
  readonly #deps: AuthorizedHttpClientDeps;
  readonly #tokens: BackendTokenSource | undefined;

  constructor(options: Omit<HttpSourceClientOptions, 'readTls'>, authentication: HttpAuthentication, deps: AuthorizedHttpClientDeps) {
    this.#authentication = authentication;
    this.#deps = deps;
    this.#http = new HttpSourceClient(authentication.method === 'mtls' ? {
      ...options,
      readTls: async () => ({
        certificate: await deps.readSecret(authentication.certificate),
        privateKey: await deps.readSecret(authentication.privateKey),
        ...(authentication.certificateAuthority && { certificateAuthority: await deps.readSecret(authentication.certificateAuthority) }),
      }),
    } : options);
    if (authentication.method === 'smart-backend') this.#tokens = new BackendTokenSource(authentication, this.#http, deps);
  }

  get basePath(): string { return this.#http.basePath; }

  get baseUrl(): string { return this.#http.origin + this.#http.basePath; }

  pathOf(link: string): string | undefined { return this.#http.pathOf(link); }

  /** As {@link HttpSourceClient.request}; a token that the source no longer takes is renewed once. */
  request(call: HttpBytesCall): Promise<HttpAnswer> {
    const { method } = this.#authentication;
    return method === 'none' || method === 'mtls' ? this.#http.request(call) : this.#requestAuthorized(call);
  }

  async #requestAuthorized(call: HttpBytesCall): Promise<HttpAnswer> {
    const authorization = await this.#authorize(call.signal);
    const answer = await this.#http.request(withAuthorization(call, authorization));
    if (answer.status !== 401 || !this.#forget(authorization) || typeof call.body === 'object') return answer;
    return this.#http.request(withAuthorization(call, await this.#authorize(call.signal)));
  }

  /** As {@link HttpSourceClient.stream}. */
  async stream(call: HttpCall): Promise<HttpStream> {
    const authorization = await this.#authorize(call.signal);
    const answer = await this.#http.stream(withAuthorization(call, authorization));
    if (answer.status !== 401 || !this.#forget(authorization)) return answer;
    answer.body.on('error', () => undefined).destroy();
    return this.#http.stream(withAuthorization(call, await this.#authorize(call.signal)));
  }

  /** Opens a connection and gets a token ahead of need. Never rejects. */
  async warmUp(): Promise<void> {
    await Promise.allSettled([this.#http.warmUp(), this.#tokens?.token()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#http.close(), this.#tokens?.close()]);
  }

  async #authorize(signal: HttpSignal | undefined): Promise<string | undefined> {
    const authentication = this.#authentication;
    try {
      switch (authentication.method) {
        case 'none': case 'mtls': return undefined;
        case 'basic': return `Basic ${Buffer.from(`${authentication.username}:${await this.#deps.readSecret(authentication.password)}`).toString('base64')}`;
        case 'bearer': return `Bearer ${await this.#deps.readSecret(authentication.token)}`;
        case 'smart-backend': return `Bearer ${await unlessAborted(this.#tokens!.token(), signal)}`;
      }
    } catch (error) {
      throw error instanceof SecretFault ? new HttpFault('HTTP_MISCONFIGURED', {}, { cause: error }) : error;
    }
  }

  #forget(authorization: string | undefined): boolean {
    if (!this.#tokens || authorization === undefined) return false;
    this.#tokens.forget(authorization.slice('Bearer '.length));
    return true;
  }
}

function withAuthorization<C extends Pick<HttpCall, 'headers'>>(call: C, authorization: string | undefined): C {
  return authorization === undefined ? call : { ...call, headers: { ...call.headers, authorization } };
}

/** Stops waiting for what others still need. */
function unlessAborted<T>(work: Promise<T>, signal: HttpSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new HttpFault('HTTP_ABORTED'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
