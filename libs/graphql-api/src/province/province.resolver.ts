import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { ApiContext } from '../server/api-context.js';
import { Province, Source } from './province.models.js';

@Resolver()
export class ProvinceResolver {
  constructor(@Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {}

  @RequiresAccess('anyone')
  @Query(() => Province)
  province(): Province {
    const { name, isDemonstration, identifierDomains, identityProviders } = this.options.province;
    return { name, isDemonstration, identifierDomains, identityProviders };
  }

  @RequiresAccess('signed-in', { countsAsActivity: false })
  @Query(() => [Source])
  sources(@Context() { caller }: ApiContext): readonly Source[] {
    const entitled = caller.state === 'live' ? caller.actor.entitledSourceIds : new Set<string>();
    return this.options.province.sources.map((source) => ({ ...source, isEntitled: entitled.has(source.id) }));
  }
}
