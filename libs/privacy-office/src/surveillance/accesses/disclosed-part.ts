import { onSide } from '../../reports/side.js';
import type { AuditEvent } from './audited-actions.js';

/** An access of many hours has many events: the first are enough to prove it. */
export const MOST_EVENT_IDS = 200;

/** What of an access concerns one custodian's records. */
export interface DisclosedPart {
  readonly actions: Readonly<Record<string, number>>;
  readonly sourceIds: readonly string[];
  readonly itemCount: number;
  readonly eventIds: readonly string[];
}

/** By custodian; what every custodian of the access is told stands under the empty name. */
export type DisclosedParts = Readonly<Record<string, DisclosedPart>>;

const EVERY_CUSTODIAN = '';
const NOTHING: DisclosedPart = { actions: {}, sourceIds: [], itemCount: 0, eventIds: [] };

/** What this event tells the custodians whose records were part of it: the same as their report of disclosures tells them. */
export function disclosedParts(event: AuditEvent): DisclosedParts {
  const told: DisclosedPart = { ...NOTHING, actions: { [event.action]: 1 }, eventIds: [event.id] };
  const isToldToAll = onSide({ kind: 'disclosures', organizationId: EVERY_CUSTODIAN }, event) !== undefined;
  const parts = [...new Set((event.custodians ?? []).map(({ custodianId }) => custodianId))].flatMap((organizationId): [string, DisclosedPart][] => {
    const shown = onSide({ kind: 'disclosures', organizationId }, event)?.shown ?? [];
    if (shown.length === 0) return [];
    return [[organizationId, { ...(isToldToAll ? NOTHING : told), sourceIds: [...new Set(shown.map(({ sourceId }) => sourceId))], itemCount: shown.reduce((sum, { itemCount }) => sum + itemCount, 0) }]];
  });
  return Object.fromEntries([...(isToldToAll ? [[EVERY_CUSTODIAN, told] as const] : []), ...parts]);
}

export function joinDisclosed(known: DisclosedParts, later: DisclosedParts): DisclosedParts {
  return Object.fromEntries([...new Set([...Object.keys(known), ...Object.keys(later)])].map((id) => [id, joined(known[id], later[id])]));
}

/** What of the access this custodian may see, when it was by somebody else's people. */
export const partFor = (parts: DisclosedParts, custodianId: string): DisclosedPart => joined(parts[EVERY_CUSTODIAN], parts[custodianId]);

function joined(known = NOTHING, later = NOTHING): DisclosedPart {
  return { actions: addCounts(known.actions, later.actions), sourceIds: [...new Set([...known.sourceIds, ...later.sourceIds])], itemCount: known.itemCount + later.itemCount, eventIds: [...new Set([...known.eventIds, ...later.eventIds])].slice(0, MOST_EVENT_IDS) };
}

export function addCounts(known: Readonly<Record<string, number>>, later: Readonly<Record<string, number>>): Record<string, number> {
  const sums = { ...known };
  for (const [action, count] of Object.entries(later)) sums[action] = (sums[action] ?? 0) + count;
  return sums;
}
