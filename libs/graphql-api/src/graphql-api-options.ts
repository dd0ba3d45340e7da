import type { Attestation } from '@longview/attestation';
import type { RecordKind } from '@longview/clinical-model';
import type { CareRelationships } from '@longview/care-relationship';
import type { Disclosure } from '@longview/disclosure';
import type { ImageRequests, QueryGroups, StudyImports } from '@longview/image-exchange';
import type { StudyGrant, StudyLauncher } from '@longview/imaging';
import type { ContributedSource, OrganizationSettings, Organizations, ParticipantDirectory, UserAgreements, UserRegistry } from '@longview/participants';
import type { AccessReportsApi } from './access-reports/access-reports-api.js';
import type { ConsentApi } from './consent/consent-api.js';
import type { Clock, IdSource, Logger, Sealer } from '@longview/platform';
import type { PrivacyCases, Surveillance } from '@longview/privacy-office';
import type { PatientContextStore } from './patients/patient-context-store.js';
import type { IdentifierDomain, IdentityProvider } from './province/province.models.js';
import type { LocalizedText } from './schema/localized-text.js';

export const GRAPHQL_API = Symbol('graphql api options');

/** A source as the portal names it. */
export interface SourceFacts {
  readonly id: string;
  readonly name: LocalizedText;
  readonly city?: string;
  readonly phone?: string;
  readonly timeZone: string;
  readonly kinds: readonly RecordKind[];
  readonly hasImages: boolean;
  readonly isRepository: boolean;
  readonly isIdentityAuthority: boolean;
  readonly identifierSystem?: string;
}

/** One line of the access log about somebody's own sign-in. */
export interface SignInFacts {
  readonly occurredAtMs: number;
  readonly clientAddress?: string;
}

export interface ProvinceFacts {
  readonly name: LocalizedText;
  readonly isDemonstration: boolean;
  readonly identifierDomains: readonly IdentifierDomain[];
  readonly identityProviders: readonly IdentityProvider[];
  readonly sources: readonly SourceFacts[];
}

/** Everything the API stands on, as ports: the application brings the implementations. */
export interface GraphqlApiOptions {
  readonly disclosure: Disclosure;
  readonly launcher: StudyLauncher;
  readonly relationships: CareRelationships;
  /** Tells the DICOMweb gate of every instance that a grant has ended. */
  readonly announceEndedLaunch: (grant: StudyGrant) => Promise<void>;
  readonly consent: ConsentApi;
  readonly patientContexts: PatientContextStore;
  readonly directory: ParticipantDirectory;
  readonly agreements: UserAgreements;
  /** The person's own sign-ins, newest first. */
  readonly signInsOf: (userId: string) => Promise<readonly SignInFacts[]>;
  readonly userRegistry: UserRegistry;
  readonly organizations: Organizations;
  readonly organizationSettings: OrganizationSettings;
  /** Sources and the organizations accountable for them. */
  readonly contributedSources: readonly ContributedSource[];
  readonly attestation: Attestation;
  readonly privacyCases: PrivacyCases;
  readonly surveillance: Surveillance;
  readonly accessReports: AccessReportsApi;
  readonly imageExchange: { readonly imports: StudyImports; readonly requests: ImageRequests; readonly groups: QueryGroups };
  readonly province: ProvinceFacts;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  /** Text of the portal's operations by their SHA-256. */
  readonly trustedDocuments: ReadonlyMap<string, string>;
  /** Production: only trusted documents are executed, and the schema is not told. */
  readonly isProduction: boolean;
}
