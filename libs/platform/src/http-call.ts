export interface HttpCall {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** Path on the source's origin from its first slash, percent-encoded, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpBytesCall extends HttpCall {
  /** An answer with more bytes is cut off and refused. */
  readonly maxBytes: number;
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
