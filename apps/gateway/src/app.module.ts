import { Module, type DynamicModule } from '@nestjs/common';
import { AuthenticationModule } from '@longview/authentication';
import { GraphqlApiModule } from '@longview/graphql-api';
import type { ViewerSite } from '@longview/imaging';
import type { Metrics } from '@longview/platform';
import type { Composition } from './composition/compose.js';
import { AccessLogController } from './http/access-log.controller.js';
import { AccessReportsController } from './http/access-reports.controller.js';
import { FhirController } from './http/fhir.controller.js';
import { OperationsController } from './http/operations.controller.js';
import { ScimController } from './http/scim.controller.js';
import { ViewerController } from './http/viewer.controller.js';
import type { Readiness } from './readiness.js';
import { COMPOSITION, METRICS, READINESS, VIEWER_SITE } from './tokens.js';

@Module({})
export class AppModule {
  static forRoot(composition: Composition, { viewer, readiness, metrics }: { readonly viewer: ViewerSite | undefined; readonly readiness: Readiness; readonly metrics: Metrics }): DynamicModule {
    return {
      module: AppModule,
      imports: [AuthenticationModule.forRoot(composition.authentication), GraphqlApiModule.forRoot(composition.api)],
      controllers: [AccessLogController, AccessReportsController, FhirController, OperationsController, ScimController, ViewerController],
      providers: [
        { provide: COMPOSITION, useValue: composition },
        { provide: VIEWER_SITE, useValue: viewer },
        { provide: READINESS, useValue: readiness },
        { provide: METRICS, useValue: metrics },
      ],
    };
  }
}
