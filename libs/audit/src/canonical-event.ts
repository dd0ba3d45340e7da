import type { CompletenessStatement, SourceOutcome } from '@longview/clinical-model';
import type { AuditEvent } from './audit-event.js';
import type { AuditEntry } from './audit-log.js';

/** How to treat the values on the way. */
interface Treatment {
  readonly text: <T extends string>(value: T) => T;
  readonly count: (value: number) => number;
  readonly ms: (value: number) => number;
}

const AS_IT_IS: Treatment = { text: (value) => value, count: (value) => value, ms: (value) => value };

const CLEANED: Treatment = {
  text: <T extends string>(value: T): T => (value.includes('\0') ? value.replaceAll('\0', '\ufffd').toWellFormed() : value.toWellFormed()) as T,
  count: finite,
  ms: (value) => Math.round(finite(value)),
};

/**
 * An event's canonical text (RFC 8785), which is what its hash covers. The same as `canonicalJson(event)`, several times
 * faster, since the log does it for every event it writes and verification for every event it reads.
 */
export function canonicalEventText(event: AuditEvent): string {
  return JSON.stringify(inOrder(event, AS_IT_IS));
}

/**
 * A copy that the caller cannot change any more, in canonical order, and that every store gives back as it was hashed:
 * durations in whole milliseconds, text without what databases refuse (half surrogates, NUL). Its id is still empty.
 * Throws a TypeError on numbers without end, and on a detail whose name starts with a digit: such names JSON reorders.
 */
export function copyForLog(entry: AuditEntry, occurredAtMs: number): AuditEvent {
  return inOrder({ ...entry, id: '', occurredAtMs }, CLEANED);
}

/** `JSON.stringify` writes members in the order in which they were set, so they are set in the order of their names. */
function inOrder(event: AuditEvent, to: Treatment): AuditEvent {
  const { action, actor, clientAddress, completeness, consentBlockedSourceIds, custodians, details, id, objects, occurredAtMs, outcome, patient, purposeOfUse, requestId, rule, sessionId } = event;
  return {
    action: to.text(action),
    actor: { displayName: to.text(actor.displayName), organizationId: optional(actor.organizationId, to.text), roles: actor.roles.map(to.text), userId: to.text(actor.userId) },
    clientAddress: optional(clientAddress, to.text),
    completeness: completeness && completenessInOrder(completeness, to),
    consentBlockedSourceIds: consentBlockedSourceIds?.map(to.text),
    custodians: custodians?.map(({ custodianId, sourceId, itemCount, use }) => ({ custodianId: to.text(custodianId), itemCount: to.count(itemCount), sourceId: to.text(sourceId), use: to.text(use) })),
    details: details && detailsInOrder(details, to),
    id,
    objects: objects?.map(to.text),
    occurredAtMs: to.ms(occurredAtMs),
    outcome: to.text(outcome),
    patient: patient && { key: to.text(patient.key), sealed: to.text(patient.sealed) },
    purposeOfUse: optional(purposeOfUse, to.text),
    requestId: optional(requestId, to.text),
    rule: optional(rule, to.text),
    sessionId: optional(sessionId, to.text),
  };
}

function completenessInOrder({ asOfMs, isRestricted, outcomes }: CompletenessStatement, to: Treatment): CompletenessStatement {
  return {
    asOfMs: to.ms(asOfMs),
    isRestricted,
    outcomes: outcomes.map(({ elapsedMs, failedKinds, faultCode, recordCount, sinceMs, sourceId, state, withheldCount }): SourceOutcome => ({
      elapsedMs: optional(elapsedMs, to.ms),
      failedKinds: failedKinds.map(to.text),
      faultCode: optional(faultCode, to.text),
      recordCount: to.count(recordCount),
      sinceMs: optional(sinceMs, to.ms),
      sourceId: to.text(sourceId),
      state: to.text(state),
      withheldCount: to.count(withheldCount),
    })),
  };
}

function detailsInOrder(details: NonNullable<AuditEvent['details']>, to: Treatment): NonNullable<AuditEvent['details']> {
  const ordered: Record<string, string | number | boolean> = {};
  for (const name of Object.keys(details).sort()) {
    if (/^\d/.test(name)) throw new TypeError('The name of a detail starts with a letter.');
    const value = details[name]!;
    ordered[to.text(name)] = typeof value === 'string' ? to.text(value) : typeof value === 'number' ? (name.endsWith('Ms') ? to.ms(value) : to.count(value)) : value;
  }
  return ordered;
}

function optional<T>(value: T | undefined, treat: (value: T) => T): T | undefined {
  return value === undefined ? undefined : treat(value);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new TypeError('A number without end cannot be logged.');
  return value;
}
