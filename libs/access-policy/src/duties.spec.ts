import { describe, expect, it } from '@jest/globals';
import { ROLES, type Actor, type Role } from './actor.js';
import { decideDuty, dutiesOf, DUTIES } from './duties.js';

const actor = (roles: readonly Role[], more: Partial<Actor> = {}): Actor => ({
  userId: 'u1', displayName: 'Ada Example', roles, organizationId: 'here', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true,
  hasAcceptedAgreement: true, assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 's1', ...more,
});

describe('duties', () => {
  it('belong to offices: whoever only treats patients has none', () => {
    for (const role of ['physician', 'nurse', 'allied-health', 'clerk', 'pacs-administrator'] as const) expect(dutiesOf(actor([role]))).toEqual([]);
  });
  it('add up for a sole practitioner who is physician and registration authority', () => {
    expect(dutiesOf(actor(['physician', 'local-registration-authority']))).toEqual(['request-users', 'manage-users', 'attest-users']);
  });
  it('reach other organizations only from the program office', () => {
    expect(decideDuty({ actor: actor(['program-office']), duty: 'manage-organizations', organizationId: 'elsewhere' })).toEqual({ effect: 'permit', rule: 'role:program-office' });
    expect(decideDuty({ actor: actor(['local-registration-authority']), duty: 'manage-users', organizationId: 'elsewhere' })).toEqual({ effect: 'deny', rule: 'another-organization' });
    expect(decideDuty({ actor: actor(['local-registration-authority']), duty: 'manage-users', organizationId: 'here' })).toEqual({ effect: 'permit', rule: 'role:local-registration-authority' });
  });
  it.each<[Partial<Actor>, string]>([
    [{ isUserActive: false }, 'user-not-active'], [{ isAttested: false }, 'user-not-attested'], [{ organizationId: undefined }, 'organization-not-chosen'],
    [{ isOrganizationActive: false }, 'organization-not-active'], [{ hasAcceptedAgreement: false }, 'user-agreement-not-accepted'],
  ])('all end with %j', (more, rule) => {
    for (const role of ROLES) {
      expect(dutiesOf(actor([role], more))).toEqual([]);
      for (const duty of DUTIES) expect(decideDuty({ actor: actor([role], more), duty })).toEqual({ effect: 'deny', rule });
    }
  });
});
