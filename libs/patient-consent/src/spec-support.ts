import { randomBytes } from 'node:crypto';
import type { Actor, Role } from '@longview/access-policy';
import { AuditAppendFailed, PatientPseudonymizer, type AuditEntry, type AuditLog } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { OVERRIDE_GROUNDS, type OverrideTerms } from '@longview/consent';
import type { ChangeRequest } from '@longview/participants';

export const HOUR_MS = 3_600_000;
export const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

/** Fictitious; each call is another person. */
let people = 0;
export function somebody(): SubjectIdentity & { readonly healthNumber: string; readonly atNorth: SubjectIdentity } {
  const healthNumber = String(9_000_000_000 + ++people);
  const atNorth = { system: 'urn:north', value: `N${people}` };
  const named = { names: [{ family: 'Testpatient', given: ['Zebulon', `No${people}`] }], birthDate: '1971-02-03' };
  return { ...named, identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: healthNumber }, atNorth], healthNumber, atNorth: { ...named, identifiers: [atNorth] } };
}

/** A log that remembers, and breaks when told to. */
export class RememberingLog implements AuditLog {
  entries: AuditEntry[] = [];
  isBroken = false;

  async append(entry: AuditEntry): Promise<string> {
    if (this.isBroken) throw new AuditAppendFailed();
    return String(this.entries.push(entry));
  }
}

export const actor = (userId: string, role: Role, organizationId = 'north'): Actor => ({
  userId, displayName: `${userId} of ${organizationId}`, roles: [role], organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
  assuranceLevel: 2, entitledSourceIds: new Set(['north', 'south', 'closed']), purposeOfUse: 'TREAT', sessionId: `session-of-${userId}`,
});
export const by = (one: Actor): ChangeRequest => ({ actor: one, facts: { requestId: 'request' } });

export const source = (sourceId: string, override: Partial<OverrideTerms> = {}) => ({
  sourceId, custodianId: sourceId, kinds: ['report' as const], hasImages: false, canBeToldOfOverride: false,
  override: { grounds: OVERRIDE_GROUNDS, durationMs: 4 * HOUR_MS, reach: 'person' as const, ...override },
});
