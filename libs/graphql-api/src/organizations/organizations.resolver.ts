import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { isRefusal, LONGEST_ORGANIZATION_PAGE } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import { OrganizationListInput } from './organizations.inputs.js';
import {
  OfficeCandidates, OfficeCandidatesResult, OfficesResult, OrganizationList, OrganizationListResult, OrganizationOffices, OrganizationResult, OrganizationSites, OrganizationSitesResult, ParticipatingOrganization,
  ProvinceFigures, ProvinceFiguresResult,
} from './organizations.models.js';
import { toAlertCounts, toOffices, toOrganization, toOrganizationLine, toSite } from './to-organization.js';

/** Organizations and offices as they are: the program office's lists, and who holds which office at one's own organization. */
@Resolver()
export class OrganizationsResolver {
  constructor(@Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {}

  @RequiresAccess('acting')
  @Query(() => OrganizationListResult, { description: `At most ${LONGEST_ORGANIZATION_PAGE} lines at once. Program office.` })
  async organizations(@Args('input', { type: () => OrganizationListInput }) input: OrganizationListInput, @Context() context: ApiContext): Promise<OrganizationList | Refusal> {
    if (input.offset < 0) return refusal('invalid-input', 'offset');
    if (input.limit < 1 || input.limit > LONGEST_ORGANIZATION_PAGE) return refusal('invalid-input', 'limit');
    const found = await this.options.organizations.reader.list(changeRequestOf(context), given(input));
    return isRefusal(found) ? toChangeRefusal(found) : { __typename: 'OrganizationList', total: found.total, lines: found.lines.map(toOrganizationLine), alertCounts: toAlertCounts(found.alertCounts) };
  }

  @RequiresAccess('acting')
  @Query(() => OrganizationResult, { nullable: true, description: 'Null when there is none of this id. Program office.' })
  async organization(@Args('organizationId', { type: () => ID }) organizationId: string, @Context() context: ApiContext): Promise<ParticipatingOrganization | Refusal | null> {
    const { organizations, organizationSettings, contributedSources, clock } = this.options;
    const found = await organizations.reader.organization(changeRequestOf(context), organizationId);
    if (isRefusal(found)) return toChangeRefusal(found);
    const contributedSourceIds = contributedSources.filter(({ custodianId }) => custodianId === organizationId).map(({ sourceId }) => sourceId);
    return found ? toOrganization(found, { nowMs: clock.nowMs(), assessmentMaximumAgeDays: organizationSettings.assessmentMaximumAgeDays, contributedSourceIds }) : null;
  }

  @RequiresAccess('acting')
  @Query(() => OrganizationSitesResult, { description: 'At most 200 at once. Program office.' })
  async organizationSites(
    @Args('organizationId', { type: () => ID }) organizationId: string, @Args('offset', { type: () => Int }) offset: number, @Args('limit', { type: () => Int }) limit: number, @Context() context: ApiContext,
  ): Promise<OrganizationSites | Refusal> {
    const found = await this.options.organizations.reader.sites(changeRequestOf(context), organizationId, offset, limit);
    return isRefusal(found) ? toChangeRefusal(found) : { __typename: 'OrganizationSites', total: found.total, sites: found.sites.map(toSite) };
  }

  @RequiresAccess('acting')
  @Query(() => OfficesResult, { description: 'Of the organization acted for: everybody there may know whom to ask.' })
  async offices(@Context() context: ApiContext): Promise<OrganizationOffices | Refusal> {
    const found = await this.options.organizations.reader.ownOffices(changeRequestOf(context));
    return isRefusal(found) ? toChangeRefusal(found) : toOffices(found, found.organizationId);
  }

  @RequiresAccess('acting')
  @Query(() => OfficeCandidatesResult, { description: 'Members by part of the name, at most twenty.' })
  async officeCandidates(@Args('organizationId', { type: () => ID }) organizationId: string, @Args('search', { type: () => String }) search: string, @Context() context: ApiContext): Promise<OfficeCandidates | Refusal> {
    const found = await this.options.organizations.reader.candidates(changeRequestOf(context), organizationId, search);
    return isRefusal(found) ? toChangeRefusal(found) : { __typename: 'OfficeCandidates', people: found };
  }

  @RequiresAccess('acting')
  @Query(() => ProvinceFiguresResult, { description: 'Users by sector, counting who is entitled to the source. Program office.' })
  async provinceFigures(@Args('sourceId', { type: () => ID }) sourceId: string, @Context() context: ApiContext): Promise<ProvinceFigures | Refusal> {
    const found = await this.options.organizations.reader.province(changeRequestOf(context), sourceId);
    if (isRefusal(found)) return toChangeRefusal(found);
    return { __typename: 'ProvinceFigures', sectors: found.sectors, idle: found.idle, joined: found.joined, alertCounts: toAlertCounts(found.alerts), activeUserDays: this.options.organizationSettings.activeUserDays };
  }
}
