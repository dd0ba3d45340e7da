/** An HTTP request below `/fhir`, without its transport. */
export interface FhirRequest {
  readonly method: string;
  /** Below the base, from its first slash: `/AuditEvent/…`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of a form that was posted. */
  readonly form?: URLSearchParams | undefined;
  readonly authorization?: string | undefined;
  readonly requestId: string;
  readonly clientAddress?: string | undefined;
}

export interface FhirAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/fhir+json`, or `application/json` for what OAuth 2.0 answers. */
  readonly mediaType: 'application/fhir+json' | 'application/json';
  readonly body: object;
}

/** What cannot be answered, and why; never with a value that was sent. */
export class FhirFault extends Error {
  override readonly name = 'FhirFault';
  constructor(
    readonly status: number,
    /** https://hl7.org/fhir/R4/valueset-issue-type.html */
    readonly issue: 'invalid' | 'not-supported' | 'not-found' | 'login' | 'forbidden' | 'throttled' | 'transient' | 'too-costly',
    readonly diagnostics: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super('The request cannot be answered.');
  }
}

export function toAnswer({ status, issue, diagnostics, headers }: FhirFault): FhirAnswer {
  return { status, headers, mediaType: 'application/fhir+json', body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: issue, diagnostics }] } };
}
