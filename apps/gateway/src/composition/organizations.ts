import type { GraphqlApiOptions } from '@longview/graphql-api';
import { createOrganizations, type GovernanceDeps, type StandingChanges } from '@longview/participants';
import type { ProvinceFile } from '@longview/province';

/** Organizations as the program office keeps them, with what the province file says of its sources and its patience. */
export function organizationPorts(province: ProvinceFile, deps: GovernanceDeps & { readonly standing: StandingChanges }): Pick<GraphqlApiOptions, 'organizations' | 'organizationSettings' | 'contributedSources'> {
  const settings = province.participation;
  const contributed = province.sources.map(({ id, custodianId }) => ({ sourceId: id, custodianId }));
  return {
    organizations: createOrganizations({ ...deps, settings, contributed, knownSourceIds: new Set(contributed.map(({ sourceId }) => sourceId)) }),
    organizationSettings: settings, contributedSources: contributed,
  };
}
