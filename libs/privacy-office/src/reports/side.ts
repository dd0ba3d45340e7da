import type { AuditEvent } from '@longview/audit';
import type { PatientEvent } from './access.js';

export const REPORT_KINDS = ['collections', 'disclosures'] as const;
/** `collections`: what our people looked at, others' records and our own, told apart. `disclosures`: what others looked at of ours. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Whose report, of which kind; without an organization that of the whole province, for the program office. */
export interface Viewpoint {
  readonly kind: ReportKind;
  readonly organizationId?: string;
}

export type ShownItems = NonNullable<AuditEvent['custodians']>[number];

/** An event without anything that says whose records it was about: that differs by side. */
export type EventFacts<E extends AuditEvent = PatientEvent> = Omit<E, 'custodians' | 'objects' | 'completeness' | 'consentBlockedSourceIds'>;

/** What one side may know of an event. */
export interface SideEvent<E extends AuditEvent = PatientEvent> {
  readonly event: EventFacts<E>;
  readonly shown: readonly ShownItems[];
  readonly objects: readonly string[];
  /** Held back because it was not certain whose it is, or not for this person; never from where. */
  readonly withheldCount: number;
}

/** These say how the person came to the records and what became of them; whose those were is in other events. */
const OF_THE_WHOLE_ACCESS: ReadonlySet<AuditEvent['action']> = new Set<AuditEvent['action']>(['patient-opened', 'relationship-stated', 'override-started', 'override-ended', 'printed', 'exported']);

/**
 * What this side is shown of an event, or nothing. A collection is in the report of the collecting organization and in that
 * of the disclosing custodian; a use only in the report of the organization whose people and records it is about.
 */
export function onSide<E extends AuditEvent>({ kind, organizationId }: Viewpoint, event: E): SideEvent<E> | undefined {
  // Nothing of a custodian was shown where an override only opened the door: whom consent closes is for that custodian to know.
  const shown = (event.custodians ?? []).filter(({ custodianId, itemCount }) => itemCount > 0 || (kind === 'disclosures' && custodianId === organizationId));
  if (kind === 'collections') {
    if (organizationId !== undefined && event.actor.organizationId !== organizationId) return undefined;
    return { event: factsOf(event), shown, objects: event.objects ?? [], withheldCount: withheldOf(event) };
  }
  const disclosed = shown.filter(({ custodianId, use }) => use === 'collection' && (organizationId === undefined || custodianId === organizationId));
  if (disclosed.length > 0) {
    // With lines of others in the same event, shown or closed, its objects and counts may be theirs.
    const isOnlyOurs = disclosed.length === event.custodians?.length;
    return { event: factsOf(event), shown: disclosed, objects: isOnlyOurs ? event.objects ?? [] : [], withheldCount: 0 };
  }
  return OF_THE_WHOLE_ACCESS.has(event.action) && isElsewhere(event, organizationId) ? { event: factsOf(event), shown: [], objects: [], withheldCount: 0 } : undefined;
}

function factsOf<E extends AuditEvent>({ custodians: _, objects: __, completeness: ___, consentBlockedSourceIds: ____, ...facts }: E): EventFacts<E> {
  return facts;
}

const isElsewhere = ({ actor }: AuditEvent, organizationId: string | undefined): boolean => organizationId === undefined || actor.organizationId !== organizationId;

function withheldOf({ completeness, details }: AuditEvent): number {
  const hidden = details?.['hiddenCount'];
  return (completeness?.outcomes ?? []).reduce((sum, { withheldCount }) => sum + withheldCount, typeof hidden === 'number' ? hidden : 0);
}
