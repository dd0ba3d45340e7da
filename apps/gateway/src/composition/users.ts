import type { GraphqlApiOptions } from '@longview/graphql-api';
import { scheduleIdleAccounts, ScimEndpoint, UserRegistry, type GovernanceDeps, type PersonalFactsKeeper, type StandingChanges } from '@longview/participants';
import type { ProvinceFile } from '@longview/province';
import type { Background } from './background.js';

export interface UserPorts {
  readonly api: Pick<GraphqlApiOptions, 'userRegistry'>;
  readonly scim: ScimEndpoint;
  /** Has idle accounts looked at every night. */
  readonly startJobs: (background: Background) => Promise<void>;
}

/** Users as their registration authority keeps them, in the portal and over SCIM. */
export function userPorts(province: ProvinceFile, publicUrl: string, deps: GovernanceDeps & { readonly standing: StandingChanges; readonly keepPersonalFacts: PersonalFactsKeeper }): UserPorts {
  const all = { ...deps, identityProviderIds: new Set(province.identityProviders.map(({ id }) => id)), limits: province.accounts };
  return {
    api: { userRegistry: new UserRegistry(all) },
    scim: new ScimEndpoint(all),
    startJobs: ({ jobs, mailer }) => scheduleIdleAccounts(jobs, { ...all, mailer, publicUrl }),
  };
}
