import type { ClinicalRecord, RecordKind } from '@longview/clinical-model';
import { SourceFault, type SourceAnswer } from '@longview/sources-contract';
import type { Json } from './json.js';
import type { ReadContext } from './read-context.js';
import type { SearchPlan } from './search-plan.js';

/** What the searches of one question brought, before anything was read. */
export interface FoundResources {
  readonly kinds: { readonly plan: SearchPlan; readonly resources: readonly Json[]; readonly fault?: SourceFault }[];
  isConsentBlocked: boolean;
  isTruncated: boolean;
  unreadableCount: number;
}

/**
 * Reads everything into the clinical model. A resource that cannot be read is counted and never takes others with it.
 * @throws SourceFault when nothing was answered at all: a source that failed has not said "nothing".
 */
export function readFound(found: FoundResources, context: ReadContext): Omit<SourceAnswer<ClinicalRecord>, 'patients'> {
  const faults = faultsByKind(found);
  const records: ClinicalRecord[] = [];
  let { unreadableCount } = found;
  for (const { plan, resources } of found.kinds) {
    const seen = new Set<string>();
    for (const resource of resources) {
      const { id } = resource;
      if (typeof id !== 'string' || id === '') { unreadableCount++; continue; }
      // A page that shifts while it is read repeats entries.
      if (seen.has(id)) continue;
      seen.add(id);
      try {
        const record = plan.read(resource, context);
        if (record) records.push(record);
      } catch {
        unreadableCount++;
      }
    }
  }
  const [firstFault] = faults.values();
  if (firstFault && records.length === 0 && found.kinds.every(({ plan }) => faults.has(plan.kind)) && !found.isConsentBlocked) throw firstFault;
  return {
    records, unreadableCount, isTruncated: found.isTruncated, isConsentBlocked: found.isConsentBlocked,
    failed: [...faults].map(([kind, fault]) => ({ kind, fault })),
  };
}

const NO_FAULTS: ReadonlyMap<RecordKind, SourceFault> = new Map();

/** A type that the source does not know is no failure of the kind when another type of the same kind was answered. */
function faultsByKind({ kinds }: FoundResources): ReadonlyMap<RecordKind, SourceFault> {
  if (kinds.every(({ fault }) => !fault)) return NO_FAULTS;
  const faults = new Map<RecordKind, SourceFault>();
  for (const { plan, fault } of kinds) {
    if (!fault) continue;
    const hasOther = fault.code === 'SOURCE_REQUEST_REFUSED' && kinds.some((other) => other.plan.kind === plan.kind && other.plan !== plan && !other.fault);
    if (!hasOther && !faults.has(plan.kind)) faults.set(plan.kind, fault);
  }
  return faults;
}
