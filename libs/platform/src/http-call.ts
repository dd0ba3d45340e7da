import type { Readable } from 'node:stream';

/** As much of an `AbortSignal` as an exchange looks at. */
export interface HttpSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface HttpCall {
  readonly method?: 'GET' | 'OPTIONS' | 'POST';
  /** Path on the source's origin from its first slash, percent-encoded, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream is sent as it comes, once: an exchange with one is never repeated. */
  readonly body?: string | Readable;
  readonly signal?: AbortSignal;
  /** True for a POST that only reads, so that it may be repeated like a GET. */
  readonly isReadOnly?: boolean;
}

/** Bytes that answers may still hold together. Exchanges that share one cannot, however many, hold more. */
export interface ByteBudget {
  remainingBytes: number;
}

export interface HttpBytesCall extends Omit<HttpCall, 'signal'> {
  readonly signal?: HttpSignal;
  /** An answer that would exceed it is cut off, refused, and gives back what it took. */
  readonly budget: ByteBudget;
  /** Media types that a successful answer may have; any when absent. */
  readonly expects?: readonly string[];
}

/** Header names in lower case. */
export type HttpHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: Buffer;
}

/** True for a status that asks to look elsewhere; 304 is an answer to a condition. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}
