import type { PurposeOfUse } from '@longview/clinical-model';
import { bitsOf, marksOf, type AccessMark } from './access.js';
import { onSide, type EventFacts, type ShownItems, type SideEvent, type Viewpoint } from './side.js';
import type { PatientEvent } from './access.js';

/** Who looked, as the log has them. */
export interface AccessActor {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly organizationId?: string;
}

/** Why, as far as the log says. */
export interface AccessWhy {
  readonly purposes: readonly PurposeOfUse[];
  /** missing | found | stated */
  readonly relationship?: string;
  readonly relationshipKind?: string;
  readonly statedReason?: string;
  readonly overrideGround?: string;
  readonly rules: readonly string[];
}

/** One person with one patient in one go, as one side sees it. */
export interface AccessLine extends AccessWhy {
  readonly accessId: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly actor: AccessActor;
  readonly patient: PatientEvent['patient'];
  readonly clientAddresses: readonly string[];
  readonly marks: readonly AccessMark[];
  readonly shown: readonly ShownItems[];
  readonly collectedItemCount: number;
  readonly usedItemCount: number;
  readonly withheldCount: number;
  /** Oldest first. */
  readonly events: readonly SideEvent[];
}

/** @param events all events of one access. @returns nothing when none of it is for this side. */
export function accessLine(accessId: string, events: readonly PatientEvent[], viewpoint: Viewpoint): AccessLine | undefined {
  const seen = [...events].sort((a, b) => a.occurredAtMs - b.occurredAtMs).flatMap((event) => onSide(viewpoint, event) ?? []);
  const [first] = seen;
  const last = seen.at(-1);
  // An access of which the custodian's records were no part is none of its business.
  if (!first || !last || (viewpoint.kind === 'disclosures' && seen.every(({ shown }) => shown.length === 0))) return undefined;
  const shown = sumItems(seen.flatMap((one) => one.shown));
  const of = (use: ShownItems['use']): number => shown.reduce((sum, line) => sum + (line.use === use ? line.itemCount : 0), 0);
  const { userId, displayName, roles, organizationId } = last.event.actor;
  return {
    accessId, startedAtMs: first.event.occurredAtMs, endedAtMs: last.event.occurredAtMs, patient: newestPatient(seen), shown, events: seen, ...whyOf(seen.map(({ event }) => event)),
    actor: { userId, displayName, roles, ...(organizationId !== undefined && { organizationId }) },
    clientAddresses: distinct(seen.map(({ event }) => event.clientAddress)),
    marks: marksOf(seen.reduce((bits, { event }) => bits | bitsOf(event), 0)),
    collectedItemCount: of('collection'), usedItemCount: of('use'),
    withheldCount: seen.reduce((most, { withheldCount }) => Math.max(most, withheldCount), 0),
  };
}

/** The strongest that the events say: a reason that was stated in the end counts, not that there was none before. */
function whyOf(events: readonly EventFacts[]): AccessWhy {
  const newest = (name: string): string | undefined => text(events.findLast(({ details }) => details?.[name] !== undefined)?.details?.[name]);
  const ground = text(events.findLast(({ action }) => action === 'override-started')?.details?.['ground']);
  const relationships = new Set(events.map(({ details }) => details?.['relationship']));
  const relationship = ['stated', 'found', 'missing'].find((word) => relationships.has(word));
  const relationshipKind = newest('relationshipKind');
  const statedReason = newest('statedReason');
  return {
    purposes: distinct(events.map(({ purposeOfUse }) => purposeOfUse)), rules: distinct(events.map(({ rule }) => rule)),
    ...(relationship !== undefined && { relationship }), ...(relationshipKind !== undefined && { relationshipKind }),
    ...(statedReason !== undefined && { statedReason }), ...(ground !== undefined && { overrideGround: ground }),
  };
}

function sumItems(lines: readonly ShownItems[]): readonly ShownItems[] {
  const sums = new Map<string, ShownItems>();
  for (const line of lines) {
    const key = `${line.custodianId} ${line.sourceId} ${line.use}`;
    sums.set(key, { ...line, itemCount: (sums.get(key)?.itemCount ?? 0) + line.itemCount });
  }
  return [...sums.values()];
}

/** A search knows no more of a patient than the number; whoever opened the record learned the name. */
const newestPatient = (seen: readonly SideEvent[]): PatientEvent['patient'] => (seen.findLast(({ event }) => event.action !== 'patient-search') ?? seen.at(-1)!).event.patient;

const text = (value: string | number | boolean | undefined): string | undefined => (value === undefined ? undefined : String(value));
const distinct = <T>(values: readonly (T | undefined)[]): readonly T[] => [...new Set(values.filter((value): value is T => value !== undefined))];
