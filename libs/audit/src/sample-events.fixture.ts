import fc from 'fast-check';
import { PURPOSES_OF_USE, RECORD_KINDS, SOURCE_STATES } from '@longview/clinical-model';
import { AUDIT_ACTIONS } from './audit-event.js';
import type { AuditEntry } from './audit-log.js';

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('1.2.826.0.1.3680043.10', '192.0.2.17', '018f2d3e-7a6b-7c11-9f3e-2b1a5c6d7e8f', 'c2Vzc2lvbi1vbmU', '', '...', '1', '00.0', 'Amélie', '\u{1F600}'));
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 2 ** 40, Number.MAX_SAFE_INTEGER));
const optional = { requiredKeys: [] as never[] };
const ms = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer());

const outcome = fc.record({ sourceId: text, state: fc.constantFrom(...SOURCE_STATES), recordCount: count, withheldCount: count, failedKinds: fc.subarray([...RECORD_KINDS]), elapsedMs: ms, sinceMs: ms, faultCode: text },
  { requiredKeys: ['sourceId', 'state', 'recordCount', 'withheldCount', 'failedKinds'] });

/** Everything an entry can be, and more than anybody would write. */
export const entries: fc.Arbitrary<AuditEntry> = fc.tuple(
  fc.record({ action: fc.constantFrom(...AUDIT_ACTIONS), outcome: fc.constantFrom('success', 'refused', 'failure'), actor: fc.record({ userId: text, displayName: text, roles: fc.array(text), organizationId: text }, { requiredKeys: ['userId', 'displayName', 'roles'] }) }),
  fc.record({
    sessionId: text, requestId: text, clientAddress: text, purposeOfUse: fc.constantFrom(...PURPOSES_OF_USE), rule: text, patient: fc.record({ key: text, sealed: text }),
    custodians: fc.array(fc.record({ custodianId: text, sourceId: text, itemCount: count, use: fc.constantFrom('collection', 'use') })), objects: fc.array(text),
    completeness: fc.record({ asOfMs: fc.integer({ min: 0, max: 4e12 }), isRestricted: fc.boolean(), outcomes: fc.array(outcome) }), consentBlockedSourceIds: fc.array(text),
    details: fc.dictionary(fc.string().map((name) => `x${name}`), fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())),
  }, optional),
).map(([required, rest]) => ({ ...required, ...rest }) as AuditEntry);
