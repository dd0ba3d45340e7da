/**
 * What can go wrong with a site, on purpose. The first group strikes before the site looks at the request, the second
 * spoils an answer that was right.
 */
export const FAULTS = [
  'none',
  'slow', 'hang', 'down', 'unreachable', 'unauthorized', 'forbidden', 'throttled', 'error', 'redirect', 'wrong-content-type',
  'truncated', 'malformed', 'endless-paging', 'foreign-link', 'oversized', 'foreign-record', 'consent-blocked', 'partial',
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Fault {
  readonly fault: FaultName;
  /** `slow`: how much later the answer comes. */
  readonly delayMs?: number;
  /** Strikes searches and reads of this FHIR resource type only. */
  readonly resourceType?: string;
  /** Strikes one of the site's doors only; both when left out. */
  readonly door?: 'fhir' | 'dicomweb';
}

/** Which fault each site has at the moment. Changed while the province runs, through the control endpoint. */
export class FaultBoard {
  readonly #standing: ReadonlyMap<string, Fault>;
  readonly #current: Map<string, Fault>;

  /** @param standing what is wrong with a site from the start, by site id */
  constructor(standing: ReadonlyMap<string, Fault>) {
    this.#standing = standing;
    this.#current = new Map(standing);
  }

  set(sourceId: string, fault: Fault): void {
    this.#current.set(sourceId, fault);
  }

  /** Back to what the province started with. */
  reset(): void {
    this.#current.clear();
    for (const [sourceId, fault] of this.#standing) this.#current.set(sourceId, fault);
  }

  list(): ReadonlyMap<string, Fault> {
    return this.#current;
  }

  at(sourceId: string, door: 'fhir' | 'dicomweb', resourceType?: string): Fault | undefined {
    const fault = this.#current.get(sourceId);
    if (!fault || fault.fault === 'none' || (fault.door && fault.door !== door)) return undefined;
    return fault.resourceType && fault.resourceType !== resourceType ? undefined : fault;
  }
}
