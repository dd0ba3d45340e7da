import { decideDuty, type Actor, type Decision } from '@longview/access-policy';
import type { Tier } from '../words.js';

export interface AttestationQuestion {
  readonly actor: Actor;
  readonly tier: Tier;
  readonly organization: { readonly id: string; readonly isSolePractitioner: boolean; readonly hasValidAuthority: boolean };
  readonly subject: { readonly personId: string; readonly isRegistrationAuthority: boolean; readonly isSigningAuthority: boolean };
}

/**
 * Who attests whom. Users: the registration authority of their organization; a registration authority's own access: another
 * one, or the signing authority. Holders of an office: the signing authority; what a signing authority holds besides: another
 * one, or the program office. Nobody attests themselves, but for a sole practitioner, whose duty cannot be delegated.
 */
export function mayAttest({ actor, tier, organization, subject }: AttestationQuestion): Decision {
  const deny = (rule: string): Decision => ({ effect: 'deny', rule });
  const isOneself = subject.personId === actor.userId;
  const asSigning = decideDuty({ actor, duty: 'attest-role-holders', organizationId: organization.id });
  if (tier === 'role-holders') {
    if (asSigning.effect === 'permit') return isOneself ? deny('about-oneself') : asSigning;
    const asOffice = decideDuty({ actor, duty: 'open-campaigns', organizationId: organization.id });
    return asOffice.effect === 'permit' && subject.isSigningAuthority && !isOneself ? asOffice : asSigning;
  }
  const asRegistration = decideDuty({ actor, duty: 'attest-users', organizationId: organization.id });
  if (asRegistration.effect === 'permit') {
    if (isOneself) return organization.isSolePractitioner ? { effect: 'permit', rule: 'sole-practitioner' } : deny('about-oneself');
    return organization.hasValidAuthority ? asRegistration : deny('no-valid-registration-authority');
  }
  return asSigning.effect === 'permit' && subject.isRegistrationAuthority && !isOneself ? asSigning : asRegistration;
}

/** Who may look at an organization's sheets at all. */
export function maySeeSheets(actor: Actor, organizationId: string): Decision {
  const [first, ...others] = (['attest-users', 'attest-role-holders', 'see-province'] as const).map((duty) => decideDuty({ actor, duty, organizationId }));
  return [first!, ...others].find(({ effect }) => effect === 'permit') ?? first!;
}
