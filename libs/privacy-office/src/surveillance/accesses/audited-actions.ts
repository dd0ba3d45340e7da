import type { AuditAction, AuditEvent } from '@longview/audit';

export type { AuditEvent };

/** Something of the record was on a screen, on paper or in a file. */
export const OPENING_ACTIONS: ReadonlySet<AuditAction> = new Set<AuditAction>(['patient-opened', 'records-shown', 'report-opened', 'study-launched', 'images-shown', 'printed', 'exported']);

/** What belongs to somebody's access to a patient. Work about access itself (directives, cases, reading the log) does not. */
export const ACCESS_ACTIONS: ReadonlySet<AuditAction> = new Set<AuditAction>([...OPENING_ACTIONS, 'patient-search', 'access-refused', 'relationship-sought', 'relationship-stated', 'images-refused', 'override-started', 'override-ended', 'launch-ended']);
