import type { SourceCall } from '@longview/sources-contract';
import type { SearchScope } from './federated-search.js';

/** The call to one source, with what it is to be told of the patient's consent. */
export function callUnder({ overriddenSourceIds }: SearchScope, sourceId: string, call: SourceCall): SourceCall {
  return overriddenSourceIds?.has(sourceId) ? { ...call, isOverride: true } : call;
}
