import { Agreements } from './agreements.js';
import { FirstPeople } from './first-people.js';
import { Onboarding } from './onboarding.js';
import { OrganizationChanges, type OrganizationDeps } from './organization-changes.js';
import { OrganizationReader, type OrganizationReaderDeps } from './organization-reader.js';
import { RoleHolders } from './role-holders.js';

/** Everything the program office, and whoever signs for an organization, does about organizations. */
export interface Organizations {
  readonly changes: OrganizationChanges;
  readonly onboarding: Onboarding;
  readonly agreements: Agreements;
  readonly roleHolders: RoleHolders;
  readonly firstPeople: FirstPeople;
  readonly reader: OrganizationReader;
}

export function createOrganizations(deps: OrganizationDeps & OrganizationReaderDeps): Organizations {
  return {
    changes: new OrganizationChanges(deps), onboarding: new Onboarding(deps), agreements: new Agreements(deps), roleHolders: new RoleHolders(deps), firstPeople: new FirstPeople(deps), reader: new OrganizationReader(deps),
  };
}
