import type { IdentityProviderSettings } from '@longview/authentication';
import type { ProvinceFacts } from '@longview/graphql-api';
import type { ProvinceSeed } from '@longview/participants';
import type { SecretReader } from '@longview/platform';
import { resolveEntitlements, type ProvinceFile } from '@longview/province';
import { imageEndpointOf } from '@longview/sources-contract';

/** Organizations and people as the participants' tables take them. */
export function provinceSeed(province: ProvinceFile): ProvinceSeed {
  const custodians = new Set(province.sources.map(({ custodianId }) => custodianId));
  return {
    organizations: province.organizations.map(({ id, name, sector, isActive, entitledSources, phone, email }) => ({
      id, name, sector, isActive, isContributing: custodians.has(id), sourceIds: entitledSources === 'all' ? province.sources.map((source) => source.id) : entitledSources,
      ...(phone !== undefined && { phone }), ...(email !== undefined && { email }),
    })),
    people: province.users.map((user) => ({
      id: user.id, displayName: user.displayName, isActive: user.isActive, assuranceLevel: user.assuranceLevel, identities: user.identities, ...(user.email !== undefined && { email: user.email }),
      memberships: user.memberships.map(({ organizationId, roles }) => ({ organizationId, roles, sourceIds: [...resolveEntitlements(province, user, organizationId)] })),
    })),
  };
}

export function identityProviderSettings(province: ProvinceFile, readSecret: SecretReader): readonly IdentityProviderSettings[] {
  return province.identityProviders.map(({ id, issuer, clientId, clientSecret, scope, requiredAcr, logoutEndsEverySession }) => ({ id, issuer, clientId, scope, requiredAcr, logoutEndsEverySession, readClientSecret: () => readSecret(clientSecret) }));
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
