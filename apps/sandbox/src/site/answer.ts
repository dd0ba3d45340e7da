import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationOutcome } from 'fhir/r4.js';

/** An HTTP answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body: object | Buffer | string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const FHIR_JSON = 'application/fhir+json; charset=utf-8';
const MAXIMUM_BODY_BYTES = 64 * 1024;

export function outcome(code: string, text: string, severity: 'error' | 'warning' | 'information' = 'error'): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code: code as OperationOutcome['issue'][number]['code'], details: { text } }] };
}

export function refusal(status: number, code: string, text: string, headers?: Readonly<Record<string, string>>): Answer {
  return { status, body: outcome(code, text), ...(headers ? { headers } : {}) };
}

export function serialized({ body }: Answer): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}

export function send(response: ServerResponse, answer: Answer): void {
  const bytes = serialized(answer);
  response.writeHead(answer.status, { 'content-type': answer.contentType ?? FHIR_JSON, 'content-length': bytes.length, 'cache-control': 'no-store', ...answer.headers });
  response.end(bytes);
}

/** The body of a request as text. @throws RangeError when it is longer than any search or form needs */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) throw new RangeError('The body of the request is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
