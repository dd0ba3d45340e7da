import type { IdentityProviderSettings, Membership, Participant, ParticipantDirectory } from '@longview/authentication';
import type { ProvinceFacts } from '@longview/graphql-api';
import type { SecretReader } from '@longview/platform';
import { resolveEntitlements, type ProvinceFile } from '@longview/province';
import { imageEndpointOf } from '@longview/sources-contract';

/** People and organizations as log-in and sessions ask for them; everything is worked out once. */
export function participantDirectory(province: ProvinceFile): ParticipantDirectory {
  const organizations = new Map(province.organizations.map((organization) => [organization.id, organization]));
  const byId = new Map<string, Participant>();
  const byIdentity = new Map<string, Participant>();
  for (const user of province.users) {
    const memberships = user.memberships.map(({ organizationId, roles }): Membership => {
      const organization = organizations.get(organizationId)!;
      return { organizationId, organizationName: organization.name, isOrganizationActive: organization.isActive, roles, entitledSourceIds: resolveEntitlements(province, user, organizationId) };
    });
    const participant: Participant = { userId: user.id, displayName: user.displayName, isActive: user.isActive, assuranceLevel: user.assuranceLevel, memberships };
    byId.set(user.id, participant);
    for (const { identityProviderId, subject } of user.identities) byIdentity.set(identityKey(identityProviderId, subject), participant);
  }
  return { findById: (userId) => byId.get(userId), findByIdentity: (providerId, subject) => byIdentity.get(identityKey(providerId, subject)) };
}

const identityKey = (identityProviderId: string, subject: string): string => `${identityProviderId} ${subject}`;

export function identityProviderSettings(province: ProvinceFile, readSecret: SecretReader): readonly IdentityProviderSettings[] {
  return province.identityProviders.map(({ id, issuer, clientId, clientSecret, scope, requiredAcr }) => ({ id, issuer, clientId, scope, requiredAcr, readClientSecret: () => readSecret(clientSecret) }));
}

export function provinceFacts(province: ProvinceFile): ProvinceFacts {
  return {
    name: province.name, isDemonstration: province.isDemonstration, identifierDomains: province.identifierDomains,
    identityProviders: province.identityProviders.map(({ id, name }) => ({ id, name })),
    sources: province.sources.map((source) => ({
      id: source.id, name: source.name, timeZone: source.timeZone, kinds: source.kinds,
      hasImages: imageEndpointOf(source) !== undefined, isRepository: source.isRepository, isIdentityAuthority: source.isIdentityAuthority,
      ...(source.city !== undefined && { city: source.city }),
      ...(source.phone !== undefined && { phone: source.phone }),
      ...(source.identifierSystem !== undefined && { identifierSystem: source.identifierSystem }),
    })),
  };
}
