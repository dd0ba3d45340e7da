import { SourceFault, type SourceFaultCode } from '@longview/sources-contract';
import { codesOf, readConcept } from './concept.js';
import { isObject, objectsOf, textOf, type Json } from './json.js';

/** One page of a search, taken apart. */
export interface SearchPage {
  readonly entries: readonly BundleEntry[];
  readonly nextLink?: string;
  readonly isConsentBlocked: boolean;
  /** What the source said it could not do while it answered the rest. */
  readonly partialFault?: SourceFault;
  /** Entries in which there was nothing to read. */
  readonly unreadableCount: number;
}

export interface BundleEntry {
  readonly resource: Json;
  readonly fullUrl?: string;
}

/**
 * Takes apart what a search answered with status 200: a Bundle, or an OperationOutcome alone.
 * @param consentNotices words by which this source speaks of a consent directive, in lower case.
 * @throws SourceFault when it is neither, or an outcome that says the search failed.
 */
export function readPage(json: unknown, consentNotices: readonly string[]): SearchPage {
  if (!isObject(json)) throw new SourceFault('SOURCE_MALFORMED', { expected: 'Bundle' });
  if (json['resourceType'] === 'OperationOutcome') return readLoneOutcome(json, consentNotices);
  const { entry, link } = json;
  if (json['resourceType'] !== 'Bundle' || (entry !== undefined && !Array.isArray(entry))) throw new SourceFault('SOURCE_MALFORMED', { expected: 'Bundle' });
  const entries: BundleEntry[] = [];
  const outcomes: Json[] = [];
  let unreadableCount = 0;
  for (const item of (entry as unknown[] | undefined) ?? []) {
    const resource = isObject(item) ? item['resource'] : undefined;
    if (!isObject(item) || !isObject(resource) || typeof resource['resourceType'] !== 'string') unreadableCount++;
    else if (resource['resourceType'] === 'OperationOutcome') outcomes.push(resource);
    else {
      const fullUrl = textOf(item['fullUrl']);
      entries.push(fullUrl ? { resource, fullUrl } : { resource });
    }
  }
  const nextLink = textOf(objectsOf(link).find(({ relation }) => relation === 'next')?.['url']);
  // As nearly always.
  if (outcomes.length === 0) return { entries, unreadableCount, isConsentBlocked: false, ...(nextLink && { nextLink }) };
  const issues = outcomes.flatMap(({ issue }) => objectsOf(issue));
  const partialFault = issues.filter((issue) => !isConsentNotice(issue, consentNotices)).map(faultOfIssue).find((fault) => fault !== undefined);
  return {
    entries, unreadableCount, isConsentBlocked: issues.some((issue) => isConsentNotice(issue, consentNotices)),
    ...(nextLink && { nextLink }), ...(partialFault && { partialFault }),
  };
}

/** Ontario's repositories answer a consent block, and some registries "nothing found", with an outcome and no Bundle. */
function readLoneOutcome(outcome: Json, consentNotices: readonly string[]): SearchPage {
  const issues = objectsOf(outcome['issue']);
  const isConsentBlocked = issues.some((issue) => isConsentNotice(issue, consentNotices));
  const isNothing = issues.length > 0 && issues.every(({ severity, code }) => severity === 'information' || severity === 'warning' || code === 'not-found');
  const fault = issues.map(faultOfIssue).find((one) => one !== undefined);
  if (!isConsentBlocked && (fault || !isNothing)) throw fault ?? new SourceFault('SOURCE_MALFORMED', { expected: 'Bundle' });
  return { entries: [], isConsentBlocked, unreadableCount: 0 };
}

/** Issue types by which R4 says that content is held back from this reader. */
const CONSENT_CODES: ReadonlySet<unknown> = new Set(['suppressed', 'security', 'forbidden']);

/** True for an issue that says a directive of the patient holds something back. */
export function isConsentNotice(issue: Json, consentNotices: readonly string[]): boolean {
  if (CONSENT_CODES.has(issue['code'])) return true;
  if (consentNotices.length === 0) return false;
  const words = [textOf(issue['diagnostics']), readConcept(issue['details'])?.text, ...codesOf(issue['details'])].filter((text) => text !== undefined).join(' ').toLowerCase();
  return consentNotices.some((notice) => words.includes(notice));
}

/** Issue types that mean "not everything that was asked for is here", whatever their severity. */
const INCOMPLETE: Readonly<Record<string, SourceFaultCode>> = {
  incomplete: 'SOURCE_SERVER_ERROR', transient: 'SOURCE_SERVER_ERROR', exception: 'SOURCE_SERVER_ERROR', 'lock-error': 'SOURCE_SERVER_ERROR', 'no-store': 'SOURCE_SERVER_ERROR',
  timeout: 'SOURCE_TIMEOUT', throttled: 'SOURCE_THROTTLED', 'too-costly': 'SOURCE_TOO_LARGE', 'too-long': 'SOURCE_TOO_LARGE',
};

function faultOfIssue({ severity, code }: Json): SourceFault | undefined {
  if (severity === 'information' || code === 'not-found' || code === 'informational') return undefined;
  const isKnown = typeof code === 'string' && Object.hasOwn(INCOMPLETE, code);
  if (!isKnown && severity !== 'error' && severity !== 'fatal') return undefined;
  // An issue's code is free text at a source that errs: only a code of the standard goes into our log.
  return new SourceFault(isKnown ? INCOMPLETE[code]! : 'SOURCE_SERVER_ERROR', isKnown ? { issue: code } : {});
}
