import { createHash } from 'node:crypto';
import type { AuditAction, AuditEvent } from '@longview/audit';

/** Longer than a look at the images next door, shorter than the next visit: after it the same person begins another access. */
export const PAUSE_MS = 30 * 60_000;

/** What stands out in an access. `search-only`: looked for, and nothing of the record was opened. */
export const ACCESS_MARKS = ['refused', 'failed', 'override', 'printed', 'exported', 'images', 'report', 'search-only'] as const;
export type AccessMark = (typeof ACCESS_MARKS)[number];

/** Bits as the index keeps them; their meaning never changes. */
const BIT = { refused: 1, failed: 2, override: 4, printed: 8, exported: 16, images: 32, report: 64, opened: 128 } as const;
/** Whatever brings something of the record before somebody's eyes. */
export const LOOKED_BITS = BIT.printed | BIT.exported | BIT.images | BIT.report | BIT.opened;

/** What became of the access as a whole, which every custodian is told whose records were part of it; the rest is of single records. */
export const WHOLE_BITS = BIT.override | BIT.printed | BIT.exported | BIT.opened;

/** Dealing with access, not with the record: the work of privacy offices and registration authorities. */
const NOT_LOOKING: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'directive-entered', 'directive-ended', 'organization-changed', 'user-changed', 'role-holder-changed', 'campaign-changed', 'attestation-decided', 'governance-read', 'configuration-applied',
  'access-log-read', 'surveillance-changed', 'flag-decided', 'case-changed', 'letter-issued', 'retention-applied',
]);
/** They end what somebody had open, often by another hand: no access begins with them. */
const ENDINGS: ReadonlySet<AuditAction> = new Set<AuditAction>(['launch-ended', 'override-ended']);

/** An event that is about somebody. */
export type PatientEvent = AuditEvent & { readonly patient: NonNullable<AuditEvent['patient']> };

/** An event that belongs to an access: somebody with a patient's record. */
export const isOfAccess = (event: AuditEvent): event is PatientEvent => event.patient !== undefined && !NOT_LOOKING.has(event.action);

export const mayBegin = ({ action }: AuditEvent): boolean => !ENDINGS.has(action);

/** What one event adds to the marks of its access. */
export function bitsOf({ action, outcome, purposeOfUse, details }: Pick<AuditEvent, 'action' | 'outcome' | 'purposeOfUse' | 'details'>): number {
  const override = action === 'override-started' || purposeOfUse === 'BTG' || details?.['overrideId'] !== undefined ? BIT.override : 0;
  if (outcome === 'refused') return BIT.refused | override;
  if (outcome === 'failure') return BIT.failed | override;
  switch (action) {
    case 'patient-opened': case 'records-shown': return BIT.opened | override;
    case 'report-opened': return BIT.report | override;
    case 'study-launched': case 'images-shown': return BIT.images | override;
    case 'printed': return BIT.printed | override;
    case 'exported': return BIT.exported | override;
    default: return override;
  }
}

export function marksOf(bits: number): readonly AccessMark[] {
  const marks = ACCESS_MARKS.filter((mark) => mark !== 'search-only' && (bits & BIT[mark]) !== 0);
  return (bits & (LOOKED_BITS | BIT.refused | BIT.failed | BIT.override)) === 0 ? [...marks, 'search-only'] : marks;
}

/** What the index has to hold of an access to have all of these marks; `mustNot` for an access that is a search and nothing else. */
export function bitsFor(marks: readonly AccessMark[]): { readonly must: number; readonly mustNot: number } {
  return {
    must: marks.reduce((bits, mark) => bits | (mark === 'search-only' ? 0 : BIT[mark]), 0),
    mustNot: marks.includes('search-only') ? LOOKED_BITS | BIT.refused | BIT.failed | BIT.override : 0,
  };
}

/** Who, with whom, for which organization, in which session: events that differ in any of it are never one access. */
export function accessKey({ actor, patient, sessionId }: PatientEvent): string {
  return `${patient.key} ${sessionHash(sessionId)} ${actor.organizationId ?? ''} ${actor.userId}`;
}

/** 64 bits of a session, as the text of a signed number; those without one (systems) share a zero. */
export function sessionHash(sessionId: string | undefined): string {
  return sessionId === undefined ? '0' : createHash('sha256').update(sessionId).digest().readBigInt64BE().toString();
}

/** Between which instants an access has events. */
export interface Span {
  readonly firstMs: number;
  readonly endedMs: number;
}

/** Whether what happened at this instant continues the access. */
export const continues = ({ firstMs, endedMs }: Span, atMs: number): boolean => atMs >= firstMs - PAUSE_MS && atMs <= endedMs + PAUSE_MS;
