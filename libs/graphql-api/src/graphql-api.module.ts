import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule, type GqlModuleOptions } from '@nestjs/graphql';
import { AccessReportsResolver } from './access-reports/access-reports.resolver.js';
import { AccountResolver } from './account/account.resolver.js';
import { AttestationResolver } from './attestation/attestation.resolver.js';
import { CampaignsResolver } from './attestation/campaigns.resolver.js';
import { ConsentDeskResolver } from './consent/consent-desk.resolver.js';
import { ConsentWatch } from './consent/consent-watch.js';
import { RestrictionResolver } from './consent/restriction.resolver.js';
import { GRAPHQL_API, type GraphqlApiOptions } from './graphql-api-options.js';
import { ImageRequestsResolver } from './image-exchange/image-requests.resolver.js';
import { QueryGroupsResolver } from './image-exchange/query-groups.resolver.js';
import { StudyImportsResolver } from './image-exchange/study-imports.resolver.js';
import { OfficesResolver } from './organizations/offices.resolver.js';
import { OrganizationChangesResolver } from './organizations/organization-changes.resolver.js';
import { OrganizationsResolver } from './organizations/organizations.resolver.js';
import { PatientContexts } from './patients/patient-contexts.js';
import { ShownStudies } from './patients/shown-studies.js';
import { PrivacyCasesResolver } from './privacy-cases/privacy-cases.resolver.js';
import { PrivacyLettersResolver } from './privacy-cases/privacy-letters.resolver.js';
import { ProvinceResolver } from './province/province.resolver.js';
import { PatientSearchResolver } from './patient-search/patient-search.resolver.js';
import { RelationshipResolver } from './relationship/relationship.resolver.js';
import { ReportResolver } from './report/report.resolver.js';
import { Reports } from './report/reports.js';
import { ExploreResolver } from './surveillance/explore.resolver.js';
import { FlagsResolver } from './surveillance/flags.resolver.js';
import { SurveillanceRulesResolver } from './surveillance/surveillance-rules.resolver.js';
import { SessionResolver } from './session/session.resolver.js';
import { StudyLaunchResolver } from './study-launch/study-launch.resolver.js';
import { TimelineResolver } from './timeline/timeline.resolver.js';
import { ProvisioningResolver } from './users/provisioning.resolver.js';
import { UserFilesResolver } from './users/user-files.resolver.js';
import { UsersResolver } from './users/users.resolver.js';
import { GraphqlDriver } from './server/graphql.driver.js';
import { UserAgreementResolver } from './user-agreement/user-agreement.resolver.js';

/** Everything that answers a field of the root. */
export const resolvers = [ProvinceResolver, SessionResolver, AccountResolver, UserAgreementResolver, PatientSearchResolver, RelationshipResolver, TimelineResolver, ReportResolver, StudyLaunchResolver, UsersResolver, UserFilesResolver, ProvisioningResolver, AttestationResolver, CampaignsResolver, OrganizationsResolver, OrganizationChangesResolver, OfficesResolver, RestrictionResolver, ConsentDeskResolver, PrivacyCasesResolver, PrivacyLettersResolver, AccessReportsResolver, FlagsResolver, SurveillanceRulesResolver, ExploreResolver, StudyImportsResolver, ImageRequestsResolver, QueryGroupsResolver];

@Module({})
class GraphqlApiPorts {}

/** The GraphQL API at `/graphql` and `/graphql/stream`. The application parses JSON bodies and mounts sessions before it. */
@Module({})
export class GraphqlApiModule {
  static forRoot(options: GraphqlApiOptions): DynamicModule {
    const ports: DynamicModule = { module: GraphqlApiPorts, global: true, providers: [{ provide: GRAPHQL_API, useValue: options }], exports: [GRAPHQL_API] };
    return {
      module: GraphqlApiModule,
      imports: [ports, GraphQLModule.forRoot<GqlModuleOptions>({ driver: GraphqlDriver, autoSchemaFile: true, path: '/graphql', fieldResolverEnhancers: [] })],
      providers: [...resolvers, PatientContexts, ShownStudies, Reports, ConsentWatch],
      exports: [ShownStudies],
    };
  }
}
