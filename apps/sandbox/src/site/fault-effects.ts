import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bundle, BundleEntry } from 'fhir/r4.js';
import { outcome, refusal, send, serialized, type Answer } from './answer.js';
import type { Fault } from './faults.js';

const OVERSIZED_BYTES = 96 * 1024 * 1024;

/**
 * Lets a fault strike before the request is looked at.
 * @returns true when the request has been answered, or never will be
 */
export async function strikesFirst(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const answers: Partial<Record<Fault['fault'], Answer>> = {
    down: refusal(503, 'transient', 'The system is out of service for maintenance.', { 'retry-after': '30' }),
    unauthorized: refusal(401, 'login', 'The access token has expired.', { 'www-authenticate': 'Bearer error="invalid_token"' }),
    forbidden: refusal(403, 'forbidden', 'This client may not do that.'),
    throttled: refusal(429, 'throttled', 'Too many requests.', { 'retry-after': '2' }),
    error: refusal(500, 'exception', 'Something went wrong inside the system.'),
    redirect: { status: 302, body: '', contentType: 'text/plain', headers: { location: 'http://login.invalid/sign-in' } },
    'wrong-content-type': { status: 200, body: '<!doctype html><title>Sign in</title><p>Your session has ended.', contentType: 'text/html; charset=utf-8' },
  };
  if (!fault) return false;
  if (fault.fault === 'slow') await delay(fault.delayMs ?? 2_500);
  if (fault.fault === 'hang') return true;
  if (fault.fault === 'unreachable') request.socket.destroy();
  const answer = answers[fault.fault];
  if (answer) send(response, answer);
  return answer !== undefined || request.socket.destroyed;
}

/** What spoiling an answer needs to know. */
export interface SpoilingContext {
  /** The request's own address, absolute. */
  readonly selfUrl: string;
  /** A record of somebody else, of the type asked for, if the site has one. */
  foreignEntry(): Promise<BundleEntry | undefined>;
}

/** Sends an answer as a fault leaves it. */
export async function sendSpoiled(fault: Fault | undefined, answer: Answer, response: ServerResponse, context: SpoilingContext): Promise<void> {
  const bundle = searchsetOf(answer);
  switch (fault?.fault) {
    case 'truncated': {
      const bytes = serialized(answer);
      response.writeHead(answer.status, { 'content-type': answer.contentType ?? 'application/fhir+json' });
      response.end(bytes.subarray(0, Math.max(1, Math.floor(bytes.length * 0.7))));
      return;
    }
    case 'malformed':
      send(response, { ...answer, body: '{"resourceType":"Bundle","type":"searchset","entry":[{]}' });
      return;
    case 'oversized':
      await sendOversized(answer, response);
      return;
    case 'consent-blocked':
      send(response, bundle ? { status: 200, body: outcome('suppressed', CONSENT_TEXT, 'warning') } : answer);
      return;
    case 'endless-paging':
      send(response, bundle ? withNext(answer, bundle, context.selfUrl) : answer);
      return;
    case 'foreign-link':
      send(response, bundle ? withNext(answer, bundle, 'http://elsewhere.invalid/fhir/next?page=2') : answer);
      return;
    case 'partial':
      send(response, bundle ? withEntry(answer, bundle, { search: { mode: 'outcome' }, resource: outcome('incomplete', 'One of the archives behind this system did not answer.', 'warning') }) : answer);
      return;
    case 'foreign-record': {
      const entry = bundle && (await context.foreignEntry());
      send(response, bundle && entry ? withEntry(answer, bundle, entry) : answer);
      return;
    }
    default:
      send(response, answer);
  }
}

export const CONSENT_TEXT = 'Some or all information has been restricted due to a patient consent directive.';

function searchsetOf({ status, body }: Answer): Bundle | undefined {
  const bundle = body as Partial<Bundle>;
  return status === 200 && bundle.resourceType === 'Bundle' && bundle.type === 'searchset' ? (bundle as Bundle) : undefined;
}

function withNext(answer: Answer, bundle: Bundle, url: string): Answer {
  return { ...answer, body: { ...bundle, link: [...(bundle.link ?? []).filter(({ relation }) => relation !== 'next'), { relation: 'next', url }] } };
}

function withEntry(answer: Answer, bundle: Bundle, entry: BundleEntry): Answer {
  return { ...answer, body: { ...bundle, entry: [...(bundle.entry ?? []), entry] } };
}

/** More than anybody should read, sent as fast as the reader takes it. */
async function sendOversized(answer: Answer, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': answer.contentType ?? 'application/fhir+json' });
  const filling = Buffer.alloc(256 * 1024, ' ');
  const left = new Promise((resolve) => response.once('close', resolve));
  response.write('{"resourceType":"Bundle","type":"searchset",');
  for (let sent = 0; sent < OVERSIZED_BYTES && !response.destroyed; sent += filling.length) {
    if (!response.write(filling)) await Promise.race([new Promise((resolve) => response.once('drain', resolve)), left]);
  }
  response.end('"total":0}');
}
