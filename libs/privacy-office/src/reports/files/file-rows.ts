import type { AccessLine } from '../access-line.js';
import type { Names } from '../names.js';
import type { ReportKind, ShownItems, SideEvent } from '../side.js';

/** One row of a file: stable names, so that a program can read what a person kept. Times are UTC. */
export type FileRow = Readonly<Record<string, string | number>>;

export interface RowFacts {
  readonly report: ReportKind;
  readonly names: Names;
  readonly patient: { readonly name?: string; readonly birthDate?: string };
}

const time = (ms: number): string => new Date(ms).toISOString();
const items = (shown: readonly ShownItems[]): string => shown.map(({ custodianId, sourceId, use, itemCount }) => `${custodianId}/${sourceId}: ${itemCount} ${use}`).join('; ');

/** One access. */
export function accessRow(line: AccessLine, facts: RowFacts): FileRow {
  return {
    ...whoAndWhom(line, facts), started_at: time(line.startedAtMs), ended_at: time(line.endedAtMs), client_addresses: line.clientAddresses.join(' '), ...why(line), rules: line.rules.join(' '), marks: line.marks.join(' '),
    shown: items(line.shown), collected_items: line.collectedItemCount, used_items: line.usedItemCount, withheld_items: line.withheldCount, events: line.events.length,
  };
}

/** One event of an access, with everything that this side may know of it. */
export function eventRow(line: AccessLine, { event, shown, objects, withheldCount }: SideEvent, facts: RowFacts): FileRow {
  return {
    ...whoAndWhom(line, facts), event_id: event.id, occurred_at: time(event.occurredAtMs), action: event.action, outcome: event.outcome, attempted: String(event.details?.['attempted'] ?? ''), client_address: event.clientAddress ?? '',
    purpose_of_use: event.purposeOfUse ?? '', ...why(line), rule: event.rule ?? '', information: String(event.details?.['kinds'] ?? ''), shown: items(shown), objects: objects.join(' '), withheld_items: withheldCount,
  };
}

function whoAndWhom({ accessId, actor, patient }: AccessLine, { report, names, patient: { name = '', birthDate = '' } }: RowFacts): FileRow {
  return {
    report, access_id: accessId, person: actor.displayName, user_id: actor.userId, roles: actor.roles.join(' '), organization_id: actor.organizationId ?? '', organization: actor.organizationId === undefined ? '' : names.organization(actor.organizationId).en,
    standing_now: names.standing(actor.userId, actor.organizationId) ?? '', patient: name, birth_date: birthDate, patient_key: patient.key,
  };
}

function why({ purposes, relationship = '', relationshipKind = '', statedReason = '', overrideGround = '' }: AccessLine): FileRow {
  return { purposes: purposes.join(' '), relationship, relationship_kind: relationshipKind, stated_reason: statedReason, override_ground: overrideGround };
}
