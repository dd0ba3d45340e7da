import type { AuditAction, AuditEvent } from '@longview/audit';

export const observer = { systemUrl: 'https://longview.example', name: 'Longview' };

/** Fictitious. */
export function eventOf(action: AuditAction, change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: '7-1042', action, outcome: 'success', occurredAtMs: Date.UTC(2026, 10, 20, 15, 4, 5),
    actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'], organizationId: 'erieshore-family-health' },
    sessionId: 'session-one', requestId: '018f2d3e-7a6b-7c11-9f3e-2b1a5c6d7e8f', clientAddress: '192.0.2.17', purposeOfUse: 'TREAT', rule: 'entitled-organization',
    patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' },
    custodians: [{ custodianId: 'lakehead-general', sourceId: 'lakehead-general-fhir', itemCount: 12, use: 'collection' }],
    objects: ['1.2.826.0.1.3680043.10.1', '1.2.826.0.1.3680043.10.2'],
    completeness: { asOfMs: Date.UTC(2026, 10, 20, 15, 4, 4), isRestricted: false, outcomes: [{ sourceId: 'lakehead-general-fhir', state: 'answered', recordCount: 12, withheldCount: 0, failedKinds: [] }] },
    ...change,
  };
}

const WITHOUT_PATIENT: ReadonlySet<AuditAction> = new Set(['sign-in', 'sign-out', 'session-locked', 'organization-chosen', 'configuration-applied',
  'agreement-accepted', 'organization-changed', 'user-changed', 'role-holder-changed', 'campaign-changed', 'attestation-decided', 'governance-read',
  'access-log-read', 'surveillance-changed', 'flag-decided', 'case-changed', 'letter-issued', 'retention-applied', 'group-changed']);

/** An event of this kind with everything that it can say. */
export function sampleEvent(action: AuditAction): AuditEvent {
  return eventOf(action, WITHOUT_PATIENT.has(action) ? { patient: undefined, custodians: undefined, objects: undefined, completeness: undefined } : {});
}
