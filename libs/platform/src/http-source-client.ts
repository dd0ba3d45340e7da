import { buildConnector, Pool, type Dispatcher } from 'undici';
import type { HttpAnswer, HttpBytesCall, HttpCall, HttpHeaders } from './http-call.js';
import { HttpExchange } from './http-exchange.js';
import { HttpFault } from './http-fault.js';
import { HttpStreamExchange, type HttpStream } from './http-stream-exchange.js';

export type { HttpStream } from './http-stream-exchange.js';

/** What proves us to a server that asks for a client certificate, and which authority vouches for the server; PEM texts. */
export interface ClientTls {
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly certificateAuthority?: string;
}

export interface HttpSourceClientOptions {
  /** Where the source is. Requests may leave its path, never its host. */
  readonly baseUrl: string;
  /** Most connections open at once; further requests wait in line. */
  readonly maxConnections?: number;
  readonly connectTimeoutMs?: number;
  /** Longest wait for the first byte of an answer. */
  readonly headersTimeoutMs?: number;
  /** Longest silence within an answer. */
  readonly bodyTimeoutMs?: number;
  /** How long a quiet connection stays open. */
  readonly keepAliveMs?: number;
  /** Asked at each new connection, so that renewed certificates are picked up. */
  readonly readTls?: () => Promise<ClientTls>;
}

/** An answer that nobody reads is taken up to this length, so that its connection stays open. */
const MAX_WARM_UP_BYTES = 64 * 1024;

/**
 * Speaks HTTP to one origin and to no other: redirects are refused, connections are kept and counted. Holds no data
 * between calls. Every method rejects with an {@link HttpFault} only.
 */
export class HttpSourceClient {
  readonly origin: string;
  /** Path of the base URL without a slash at its end: what requests below it start with. */
  readonly basePath: string;
  readonly #host: string;
  readonly #pool: Pool;

  constructor(options: HttpSourceClientOptions) {
    const url = new URL(options.baseUrl);
    this.origin = url.origin;
    this.#host = url.host;
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.#pool = new Pool(url.origin, {
      connections: options.maxConnections ?? 8,
      // A clinician pauses between two patients for longer than servers' usual seconds; a cold TLS connection costs more than a kept one.
      keepAliveTimeout: options.keepAliveMs ?? 150_000,
      keepAliveMaxTimeout: 600_000,
      // Servers that promise a second (Orthanc) mean it: with the default of two nothing of it would be left, and every frame would cost a connection.
      keepAliveTimeoutThreshold: 400,
      headersTimeout: options.headersTimeoutMs ?? 30_000,
      bodyTimeout: options.bodyTimeoutMs ?? 30_000,
      allowH2: false,
      connect: createConnector(options.connectTimeoutMs ?? 5_000, options.readTls),
    });
  }

  /**
   * One exchange, read whole. A reading one whose connection broke before the first byte of an answer is repeated once:
   * the server may have closed a kept connection in the same moment.
   */
  async request(call: HttpBytesCall): Promise<HttpAnswer> {
    try {
      return await this.#exchange(call);
    } catch (error) {
      if (!isResetBeforeAnswer(error) || (call.method === 'POST' && call.isReadOnly !== true) || call.signal?.aborted) throw error;
      return this.#exchange(call);
    }
  }

  /** One GET whose body is passed on as it arrives, of any size. Repeated like {@link HttpSourceClient.request}. */
  async stream(call: HttpCall): Promise<HttpStream> {
    try {
      return await this.#openStream(call);
    } catch (error) {
      if (!isResetBeforeAnswer(error) || call.signal?.aborted) throw error;
      return this.#openStream(call);
    }
  }

  #openStream(call: HttpCall): Promise<HttpStream> {
    return new Promise((resolve, reject) => {
      if (call.signal?.aborted) return reject(new HttpFault('HTTP_ABORTED'));
      this.#pool.dispatch(this.#dispatchOptions(call), new HttpStreamExchange(call.signal, resolve, reject));
    });
  }

  /** Opens a connection ahead of need. Never rejects: whoever asks next learns what is wrong. */
  async warmUp(signal?: AbortSignal): Promise<void> {
    // OPTIONS asks for nothing; after a HEAD the connection would be closed, since some servers send a body all the same.
    await this.#exchange({ method: 'OPTIONS', path: this.basePath || '/', budget: { remainingBytes: MAX_WARM_UP_BYTES }, ...(signal && { signal }) }).catch(() => undefined);
  }

  /**
   * The path by which a link within an answer is followed on this origin. A reverse proxy may show another scheme or
   * path than the server behind it writes into its links, but another host is never followed.
   * @returns `undefined` when the link leads to another host or port, or nowhere.
   */
  pathOf(link: string): string | undefined {
    const url = URL.parse(link, `${this.origin}${this.basePath}/`);
    if (!url || url.host !== this.#host || !/^https?:$/.test(url.protocol)) return undefined;
    return url.pathname + url.search;
  }

  /** Ends at once: requests under way are aborted. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #exchange(call: HttpBytesCall): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (call.signal?.aborted) return reject(new HttpFault('HTTP_ABORTED'));
      this.#pool.dispatch(this.#dispatchOptions(call), new HttpExchange(call, resolve, reject));
    });
  }

  #dispatchOptions(call: Omit<HttpCall, 'signal'>): Dispatcher.DispatchOptions {
    return { path: call.path, method: call.method ?? 'GET', headers: call.headers ?? null, body: call.body ?? null };
  }
}

function createConnector(timeoutMs: number, readTls?: () => Promise<ClientTls>): buildConnector.connector | buildConnector.BuildOptions {
  if (!readTls) return { timeout: timeoutMs };
  let current: { readonly tls: ClientTls; readonly connect: buildConnector.connector } | undefined;
  const connectorFor = (tls: ClientTls): buildConnector.connector => {
    // The same connector keeps the TLS sessions that make the next handshake cheap.
    if (!current || current.tls.certificate !== tls.certificate || current.tls.privateKey !== tls.privateKey || current.tls.certificateAuthority !== tls.certificateAuthority) {
      current = { tls, connect: buildConnector({ timeout: timeoutMs, cert: tls.certificate, key: tls.privateKey, ca: tls.certificateAuthority }) };
    }
    return current.connect;
  };
  return (options, callback) => {
    readTls().then((tls) => connectorFor(tls)(options, callback), (error: Error) => callback(error, null));
  };
}

/**
 * Parses an answer's body, tolerating a byte-order mark.
 * The parser's own message would quote the body, so it is not kept as a cause.
 */
export function parseJson(answer: Pick<HttpAnswer, 'body'>): unknown {
  const { body } = answer;
  const hasMark = body.length > 2 && body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  try {
    return JSON.parse(body.toString('utf8', hasMark ? 3 : 0));
  } catch {
    throw new HttpFault('HTTP_MALFORMED', { bytes: body.length });
  }
}

/** Milliseconds that a Retry-After header asks for (RFC 9110 §10.2.3), as seconds or as a date; at most an hour. */
export function readRetryAfterMs(headers: HttpHeaders, nowMs: number): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  const waitMs = /^\d+$/.test(value.trim()) ? +value * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), 3_600_000) : undefined;
}

function isResetBeforeAnswer(error: unknown): boolean {
  return error instanceof HttpFault && error.code === 'HTTP_RESET' && error.details['isAnswerStarted'] === false;
}
