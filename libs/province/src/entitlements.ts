import type { ProvinceFile } from './province-file.js';

type User = ProvinceFile['users'][number];

/** Sources a user may ask while acting for an organization: what the organization has, narrowed by the membership. Empty without one. */
export function resolveEntitlements({ organizations, sources }: ProvinceFile, user: User, organizationId: string): ReadonlySet<string> {
  const membership = user.memberships.find((one) => one.organizationId === organizationId);
  const organization = organizations.find(({ id }) => id === organizationId);
  if (!membership || !organization) return new Set();
  const theirs = organization.entitledSources === 'all' ? sources.map(({ id }) => id) : organization.entitledSources;
  return new Set(membership.sources === 'organization' ? theirs : theirs.filter((id) => membership.sources.includes(id)));
}
