/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AgreementInput = {
  agreementVersion: string;
  effectiveFrom: string;
  /** Last day. */
  effectiveTo?: string | null | undefined;
  kind: AgreementKind;
  signedBy: string;
  /** YYYY-MM-DD */
  signedOn: string;
};

export type AgreementKind =
  | 'DATA_SHARING'
  | 'PARTICIPATION'
  | 'SERVICES';

/** Why the user agreement is to be read; IN_FORCE: it need not be. */
export type AgreementNeed =
  | 'EXPIRED'
  | 'FIRST_TIME'
  | 'IN_FORCE'
  | 'NEW_VERSION';

export type AgreementTextKind =
  | 'ADDED'
  | 'REMOVED'
  | 'SAME';

export type AssessmentInput = {
  assessedOn: string;
  kind: AssessmentKind;
  reference: string;
  sourceId: string;
};

export type AssessmentKind =
  | 'PRIVACY_IMPACT'
  | 'THREAT_RISK';

export type ConflictField =
  | 'ACCESSION'
  | 'RESULT'
  | 'STATUS'
  | 'TEXT'
  | 'TIME'
  | 'TITLE';

export type Duty =
  | 'ATTEST_ROLE_HOLDERS'
  | 'ATTEST_USERS'
  | 'CONFIRM_ROLE_HOLDERS'
  | 'MANAGE_CONSENT'
  | 'MANAGE_ORGANIZATIONS'
  | 'MANAGE_USERS'
  | 'OPEN_CAMPAIGNS'
  | 'PROPOSE_ROLE_HOLDERS'
  | 'REQUEST_USERS'
  | 'REVIEW_ACCESSES'
  | 'SEE_PROVINCE';

export type FirstPersonDocumentInput = {
  kind: string;
  validUntil?: string | null | undefined;
};

/** Somebody whom the program office registers itself, because the organization has nobody yet who could. */
export type FirstPersonInput = {
  assuranceLevel: number;
  college?: string | null | undefined;
  /** What was seen: kinds and last days, never a number. */
  documents: Array<FirstPersonDocumentInput>;
  email: string;
  familyName: string;
  givenName: string;
  identityProviderId: string;
  jobTitle?: string | null | undefined;
  licenceNumber?: string | null | undefined;
  organizationId: string;
  /** Clinical roles; none for who only holds an office. */
  roles: Array<string>;
  subject: string;
};

export type Gender =
  | 'FEMALE'
  | 'MALE'
  | 'OTHER'
  | 'UNKNOWN';

export type GroupReason =
  | 'BUSINESS_IDENTIFIER'
  | 'ISSUER_AND_ACCESSION'
  | 'SIMILARITY'
  | 'SINGLE'
  | 'STUDY_INSTANCE_UID';

export type IdleBand =
  | 'LONGER'
  | 'NEVER'
  | 'WITHIN_7_DAYS'
  | 'WITHIN_30_DAYS'
  | 'WITHIN_90_DAYS';

export type Language =
  | 'EN'
  | 'FR';

export type Laterality =
  | 'BILATERAL'
  | 'LEFT'
  | 'RIGHT';

export type MembershipStatus =
  | 'ACTIVE'
  | 'APPROVED'
  | 'ON_LEAVE'
  | 'REQUESTED'
  | 'REVIEWED'
  | 'REVOKED'
  | 'SUSPENDED';

export type Office =
  | 'LEGAL_SIGNING_AUTHORITY'
  | 'LOCAL_REGISTRATION_AUTHORITY'
  | 'PRIVACY_AUDITOR'
  | 'PRIVACY_CONTACT'
  | 'PROGRAM_OFFICE'
  | 'SECURITY_CONTACT';

export type OfficeAction =
  | 'CONFIRM'
  | 'DECLINE'
  | 'PROPOSE_END'
  | 'WITHDRAW';

export type OfficeChange =
  | 'APPOINT'
  | 'END';

export type OfficeHolderStatus =
  | 'IN_FORCE'
  | 'PROPOSED';

export type OfficeKeyInput = {
  holderId: string;
  organizationId: string;
};

export type OfficeParty =
  | 'HOLDER'
  | 'LEGAL_SIGNING_AUTHORITY'
  | 'PROGRAM_OFFICE';

export type OfficeProposalInput = {
  office: Office;
  organizationId: string;
  personId: string;
  /** Whose office it becomes, where several may hold it. */
  replacesId?: string | null | undefined;
  /** LRA training passed, YYYY-MM-DD. */
  trainedOn?: string | null | undefined;
};

export type OfficeSituation =
  | 'JOINING'
  | 'ORGANIZATION'
  | 'PROGRAM_OFFICE'
  | 'SOLE_PRACTITIONER';

export type OnboardingStep =
  | 'DECISION'
  | 'E_LEARNING'
  | 'LRA_TRAINING'
  | 'PARTICIPATION_AGREEMENT'
  | 'PRIVACY_SECURITY_ATTESTATION'
  | 'PROGRAM_OFFICE_REVIEW'
  | 'PROVISIONING'
  | 'SOLE_PRACTITIONER_ATTESTATION';

export type OrganizationAlert =
  | 'AGREEMENT_ENDED'
  | 'AGREEMENT_ENDING'
  | 'ASSESSMENT_DUE'
  | 'CONFIRMATION_WAITING'
  | 'NO_LRA'
  | 'ONBOARDING_STUCK';

export type OrganizationDetailsInput = {
  nameEn: string;
  nameFr: string;
  phone: string;
  privacyEmail: string;
  sector: OrganizationSector;
};

/** The organization as it was seen. */
export type OrganizationKeyInput = {
  organizationId: string;
  version: number;
};

export type OrganizationListInput = {
  alert?: OrganizationAlert | null | undefined;
  isDescending?: boolean | null | undefined;
  language: Language;
  limit: number;
  offset: number;
  /** Part of a name in either language. */
  search?: string | null | undefined;
  sector?: OrganizationSector | null | undefined;
  sort: OrganizationSort;
  status?: OrganizationStatus | null | undefined;
};

export type OrganizationSector =
  | 'COMMUNITY_HEALTH_CENTRE'
  | 'HOME_AND_COMMUNITY_CARE'
  | 'HOSPITAL'
  | 'INDEPENDENT_HEALTH_FACILITY'
  | 'LONG_TERM_CARE'
  | 'MENTAL_HEALTH'
  | 'OTHER'
  | 'PRIMARY_CARE'
  | 'PUBLIC_HEALTH'
  | 'SOLE_PRACTITIONER'
  | 'SPECIALIST_CLINIC';

export type OrganizationSort =
  | 'ALERTS'
  | 'NAME'
  | 'SECTOR'
  | 'STATUS_SINCE';

export type OrganizationStatus =
  | 'ACTIVE'
  | 'APPLYING'
  | 'DEPARTED'
  | 'SUSPENDED';

export type ParticipationInput = {
  isContributing: boolean;
  isViewing: boolean;
  reason: string;
};

/** By `healthNumber`, or by `family` and `birthDate`, or by `localIdentifier` with the domain that issued it. */
export type PatientSearchInput = {
  birthDate?: string | null | undefined;
  family?: string | null | undefined;
  given?: string | null | undefined;
  healthNumber?: string | null | undefined;
  identifierSystem?: string | null | undefined;
  localIdentifier?: string | null | undefined;
};

export type RecordKind =
  | 'ALLERGY'
  | 'CONDITION'
  | 'DOCUMENT'
  | 'IMAGING_STUDY'
  | 'LAB'
  | 'MEDICATION'
  | 'REPORT'
  | 'VISIT';

export type RecordStatus =
  | 'AMENDED'
  | 'CANCELLED'
  | 'ENTERED_IN_ERROR'
  | 'FINAL'
  | 'PRELIMINARY'
  | 'REGISTERED'
  | 'UNKNOWN';

export type RefusalCode =
  | 'AGREEMENT_REQUIRED'
  | 'AUDIT_UNAVAILABLE'
  | 'CONFLICT'
  | 'INVALID_INPUT'
  | 'NOT_ALLOWED'
  | 'ORGANIZATION_NOT_CHOSEN'
  | 'PATIENT_NOT_OPEN'
  | 'REASON_REQUIRED'
  | 'SESSION_ENDED'
  | 'SESSION_LOCKED';

export type RelationshipKind =
  | 'EARLIER_REASON'
  | 'ENCOUNTER'
  | 'LAUNCH'
  | 'ORDER'
  | 'ROSTER'
  | 'SHARE';

export type RelationshipState =
  | 'FOUND'
  | 'MISSING'
  | 'STATED';

export type Role =
  | 'ALLIED_HEALTH'
  | 'CLERK'
  | 'LEGAL_SIGNING_AUTHORITY'
  | 'LOCAL_REGISTRATION_AUTHORITY'
  | 'NURSE'
  | 'PACS_ADMINISTRATOR'
  | 'PHYSICIAN'
  | 'PRIVACY_AUDITOR'
  | 'PRIVACY_CONTACT'
  | 'PROGRAM_OFFICE'
  | 'SECURITY_CONTACT';

export type SessionEventKind =
  | 'ALIVE'
  | 'ENDED'
  | 'LOCKED';

export type SiteInput = {
  address: string;
  city: string;
  nameEn: string;
  nameFr: string;
  postalCode: string;
};

export type SourceState =
  | 'ANSWERED'
  | 'DOWN'
  | 'NOT_CONNECTED'
  | 'NOT_ENTITLED'
  | 'NOT_IDENTIFIABLE'
  | 'PARTIAL'
  | 'PENDING'
  | 'REFUSED'
  | 'TIMEOUT'
  | 'TRUNCATED';

export type StepCompletionInput = {
  /** Of the decision only. */
  isApproved?: boolean | null | undefined;
  personName?: string | null | undefined;
  reason?: string | null | undefined;
  step: OnboardingStep;
};

export type StepOwner =
  | 'ORGANIZATION'
  | 'PROGRAM_OFFICE';

export type StepStatus =
  | 'CURRENT'
  | 'DONE'
  | 'REFUSED'
  | 'WAITING';

export type UserAgreementDraft = {
  effectiveFrom: number;
  textEn: string;
  textFr: string;
};

export type UserAgreementQueryVariables = Exact<{
  language: Language;
}>;


export type UserAgreementQuery = { __typename: 'Query', userAgreement: { __typename: 'UserAgreement', version: number, effectiveFrom: number, because: AgreementNeed, acceptedAt: number | null, expiresAt: number | null, text: Array<{ __typename: 'AgreementText', kind: AgreementTextKind, text: string }> } | null };

export type AcceptUserAgreementMutationVariables = Exact<{
  version: number;
  language: Language;
}>;


export type AcceptUserAgreementMutation = { __typename: 'Mutation', acceptUserAgreement:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AcceptedUserAgreementsQueryVariables = Exact<{ [key: string]: never; }>;


export type AcceptedUserAgreementsQuery = { __typename: 'Query', acceptedUserAgreements: Array<{ __typename: 'AcceptedUserAgreement', id: string, version: number, language: Language, acceptedAt: number, expiresAt: number, text: string }> };

export type PublishUserAgreementMutationVariables = Exact<{
  draft: UserAgreementDraft;
}>;


export type PublishUserAgreementMutation = { __typename: 'Mutation', publishUserAgreement:
    | { __typename: 'PublishedUserAgreement', version: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type MyStandingQueryVariables = Exact<{ [key: string]: never; }>;


export type MyStandingQuery = { __typename: 'Query', myStanding: Array<{ __typename: 'OwnStanding', organizationId: string, organizationStatus: OrganizationStatus, isOrganizationAgreementInForce: boolean, status: MembershipStatus, reason: string, since: number, isOpen: boolean, isReturnRequested: boolean, roles: Array<Role>, entitledSourceIds: Array<string>, organizationName: { __typename: 'LocalizedText', en: string, fr: string }, contact: { __typename: 'OrganizationContact', registrationAuthorities: Array<string>, phone: string, email: string } }> };

export type MyAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAccountQuery = { __typename: 'Query', myAccount: { __typename: 'Account', displayName: string, email: string, college: string, licenceNumber: string, assuranceLevel: number, verifiedAt: number | null, verifiedUntil: string | null, identities: Array<{ __typename: 'OwnIdentity', identityProviderId: string, linkedAt: number, name: { __typename: 'LocalizedText', en: string, fr: string } }>, signIns: Array<{ __typename: 'OwnSignIn', at: number, clientAddress: string | null }> } | null };

export type RefusalPartsFragment = { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null };

export type PatientPartsFragment = { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> };

export type OutcomePartsFragment = { __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null };

export type CompletenessPartsFragment = { __typename: 'Completeness', asOf: number, isComplete: boolean, isRestricted: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }> };

export type TimePartsFragment = { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number };

export type ReportPartsFragment = { __typename: 'Report', copyKey: string, sourceId: string, siteName: string | null, title: string, status: RecordStatus, performer: string | null, accession: string | null, language: string | null, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, sections: Array<{ __typename: 'ReportSection', role: string, heading: string, text: string }>, attachments: Array<{ __typename: 'Attachment', title: string | null, contentType: string, sizeBytes: number | null }> };

export type LaunchPartsFragment = { __typename: 'StudyLaunch', launchId: string, viewerUrl: string, patientKey: string, expiresAt: number, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> }, study: { __typename: 'LaunchedStudy', studyInstanceUid: string, sourceId: string, title: string, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }, priors: Array<{ __typename: 'PriorStudy', studyInstanceUid: string, sourceIds: Array<string>, title: string, modalities: Array<string>, bodySite: string | null, isSameBodySite: boolean, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, report: { __typename: 'Report', copyKey: string, sourceId: string, siteName: string | null, title: string, status: RecordStatus, performer: string | null, accession: string | null, language: string | null, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, sections: Array<{ __typename: 'ReportSection', role: string, heading: string, text: string }>, attachments: Array<{ __typename: 'Attachment', title: string | null, contentType: string, sizeBytes: number | null }> } | null };

export type LaunchStudyMutationVariables = Exact<{
  patientKey: string;
  studyInstanceUid: string;
  sourceIds: Array<string> | string;
}>;


export type LaunchStudyMutation = { __typename: 'Mutation', launchStudy:
    | { __typename: 'RecordNotFound', copyKey: string }
    | { __typename: 'RecordUnavailable', outcome: { __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'StudyLaunch', launchId: string, viewerUrl: string, patientKey: string, expiresAt: number, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> }, study: { __typename: 'LaunchedStudy', studyInstanceUid: string, sourceId: string, title: string, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }, priors: Array<{ __typename: 'PriorStudy', studyInstanceUid: string, sourceIds: Array<string>, title: string, modalities: Array<string>, bodySite: string | null, isSameBodySite: boolean, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, report: { __typename: 'Report', copyKey: string, sourceId: string, siteName: string | null, title: string, status: RecordStatus, performer: string | null, accession: string | null, language: string | null, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, sections: Array<{ __typename: 'ReportSection', role: string, heading: string, text: string }>, attachments: Array<{ __typename: 'Attachment', title: string | null, contentType: string, sizeBytes: number | null }> } | null }
   };

export type StudyLaunchQueryVariables = Exact<{
  launchId: string;
}>;


export type StudyLaunchQuery = { __typename: 'Query', studyLaunch:
    | { __typename: 'RecordNotFound', copyKey: string }
    | { __typename: 'RecordUnavailable', outcome: { __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'StudyLaunch', launchId: string, viewerUrl: string, patientKey: string, expiresAt: number, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> }, study: { __typename: 'LaunchedStudy', studyInstanceUid: string, sourceId: string, title: string, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }, priors: Array<{ __typename: 'PriorStudy', studyInstanceUid: string, sourceIds: Array<string>, title: string, modalities: Array<string>, bodySite: string | null, isSameBodySite: boolean, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, report: { __typename: 'Report', copyKey: string, sourceId: string, siteName: string | null, title: string, status: RecordStatus, performer: string | null, accession: string | null, language: string | null, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, sections: Array<{ __typename: 'ReportSection', role: string, heading: string, text: string }>, attachments: Array<{ __typename: 'Attachment', title: string | null, contentType: string, sizeBytes: number | null }> } | null }
   };

export type EndLaunchMutationVariables = Exact<{
  launchId: string;
}>;


export type EndLaunchMutation = { __typename: 'Mutation', endLaunch:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OrganizationLinePartsFragment = { __typename: 'OrganizationLine', organizationId: string, sector: OrganizationSector, status: OrganizationStatus, statusReason: string, statusSince: number, isSolePractitioner: boolean, isViewing: boolean, isContributing: boolean, alerts: Array<OrganizationAlert>, siteCount: number, userCount: number, name: { __typename: 'LocalizedText', en: string, fr: string } };

export type OfficesPartsFragment = { __typename: 'OrganizationOffices', organizationId: string, isSolePractitioner: boolean, situation: OfficeSituation, proposable: Array<Office>, alerts: Array<OrganizationAlert>, holders: Array<{ __typename: 'OfficeHolder', holderId: string, office: Office, personId: string, personName: string, status: OfficeHolderStatus, since: number | null, trainedOn: string | null, lastAttestedAt: number | null, canAct: boolean, actions: Array<OfficeAction>, pending: { __typename: 'PendingOffice', change: OfficeChange, proposedBy: string, proposedAt: number, reason: string, waitingFor: Array<OfficeParty> } | null }> };

export type OrganizationsQueryVariables = Exact<{
  input: OrganizationListInput;
}>;


export type OrganizationsQuery = { __typename: 'Query', organizations:
    | { __typename: 'OrganizationList', total: number, lines: Array<{ __typename: 'OrganizationLine', organizationId: string, sector: OrganizationSector, status: OrganizationStatus, statusReason: string, statusSince: number, isSolePractitioner: boolean, isViewing: boolean, isContributing: boolean, alerts: Array<OrganizationAlert>, siteCount: number, userCount: number, name: { __typename: 'LocalizedText', en: string, fr: string } }>, alertCounts: Array<{ __typename: 'AlertCount', alert: OrganizationAlert, organizations: number }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ParticipatingOrganizationQueryVariables = Exact<{
  organizationId: string;
}>;


export type ParticipatingOrganizationQuery = { __typename: 'Query', organization:
    | { __typename: 'ParticipatingOrganization', version: number, isOwn: boolean, phone: string, privacyEmail: string, sourceIds: Array<string>, contributedSourceIds: Array<string>, line: { __typename: 'OrganizationLine', organizationId: string, sector: OrganizationSector, status: OrganizationStatus, statusReason: string, statusSince: number, isSolePractitioner: boolean, isViewing: boolean, isContributing: boolean, alerts: Array<OrganizationAlert>, siteCount: number, userCount: number, name: { __typename: 'LocalizedText', en: string, fr: string } }, steps: Array<{ __typename: 'ChecklistStep', step: OnboardingStep, owner: StepOwner, ownerName: string, status: StepStatus, currentSince: number | null, completedAt: number | null, completedBy: string | null, personName: string, note: string, needsPerson: boolean }>, agreements: Array<{ __typename: 'OrganizationAgreement', agreementId: string, kind: AgreementKind, agreementVersion: string, signedBy: string, signedOn: string, effectiveFrom: string, effectiveTo: string | null, endedAt: number | null, isInForce: boolean }>, assessments: Array<{ __typename: 'SourceAssessment', sourceId: string, kind: AssessmentKind, reference: string, assessedOn: string, isDue: boolean }>, offices: { __typename: 'OrganizationOffices', organizationId: string, isSolePractitioner: boolean, situation: OfficeSituation, proposable: Array<Office>, alerts: Array<OrganizationAlert>, holders: Array<{ __typename: 'OfficeHolder', holderId: string, office: Office, personId: string, personName: string, status: OfficeHolderStatus, since: number | null, trainedOn: string | null, lastAttestedAt: number | null, canAct: boolean, actions: Array<OfficeAction>, pending: { __typename: 'PendingOffice', change: OfficeChange, proposedBy: string, proposedAt: number, reason: string, waitingFor: Array<OfficeParty> } | null }> }, history: Array<{ __typename: 'OrganizationHistoryEntry', at: number, by: string, change: string, reason: string, office: Office | null, person: string | null, about: string | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   | null };

export type OrganizationSitesQueryVariables = Exact<{
  organizationId: string;
  offset: number;
  limit: number;
}>;


export type OrganizationSitesQuery = { __typename: 'Query', organizationSites:
    | { __typename: 'OrganizationSites', total: number, sites: Array<{ __typename: 'OrganizationSite', siteId: string, address: string, city: string, postalCode: string, name: { __typename: 'LocalizedText', en: string, fr: string } }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OfficesQueryVariables = Exact<{ [key: string]: never; }>;


export type OfficesQuery = { __typename: 'Query', offices:
    | { __typename: 'OrganizationOffices', organizationId: string, isSolePractitioner: boolean, situation: OfficeSituation, proposable: Array<Office>, alerts: Array<OrganizationAlert>, holders: Array<{ __typename: 'OfficeHolder', holderId: string, office: Office, personId: string, personName: string, status: OfficeHolderStatus, since: number | null, trainedOn: string | null, lastAttestedAt: number | null, canAct: boolean, actions: Array<OfficeAction>, pending: { __typename: 'PendingOffice', change: OfficeChange, proposedBy: string, proposedAt: number, reason: string, waitingFor: Array<OfficeParty> } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OfficeCandidatesQueryVariables = Exact<{
  organizationId: string;
  search: string;
}>;


export type OfficeCandidatesQuery = { __typename: 'Query', officeCandidates:
    | { __typename: 'OfficeCandidates', people: Array<{ __typename: 'OfficeCandidate', personId: string, displayName: string, jobTitle: string, isVerified: boolean }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ProvinceFiguresQueryVariables = Exact<{
  sourceId: string;
}>;


export type ProvinceFiguresQuery = { __typename: 'Query', provinceFigures:
    | { __typename: 'ProvinceFigures', activeUserDays: number, sectors: Array<{ __typename: 'SectorFigures', sector: OrganizationSector, organizations: number, sites: number, registeredUsers: number, activeUsers: number, entitledUsers: number }>, idle: Array<{ __typename: 'IdleFigure', idle: IdleBand, users: number }>, joined: Array<{ __typename: 'JoinedFigure', year: number, organizations: number }>, alertCounts: Array<{ __typename: 'AlertCount', alert: OrganizationAlert, organizations: number }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AddOrganizationMutationVariables = Exact<{
  input: OrganizationDetailsInput;
  isSolePractitioner: boolean;
}>;


export type AddOrganizationMutation = { __typename: 'Mutation', addOrganization:
    | { __typename: 'Created', id: string }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ChangeOrganizationDetailsMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: OrganizationDetailsInput;
}>;


export type ChangeOrganizationDetailsMutation = { __typename: 'Mutation', changeOrganizationDetails:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SetParticipationMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: ParticipationInput;
}>;


export type SetParticipationMutation = { __typename: 'Mutation', setParticipation:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SetOrganizationSourcesMutationVariables = Exact<{
  key: OrganizationKeyInput;
  sourceIds: Array<string> | string;
  reason: string;
}>;


export type SetOrganizationSourcesMutation = { __typename: 'Mutation', setOrganizationSources:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AddSiteMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: SiteInput;
}>;


export type AddSiteMutation = { __typename: 'Mutation', addSite:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type RemoveSiteMutationVariables = Exact<{
  key: OrganizationKeyInput;
  siteId: string;
}>;


export type RemoveSiteMutation = { __typename: 'Mutation', removeSite:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SuspendOrganizationMutationVariables = Exact<{
  key: OrganizationKeyInput;
  reason: string;
  onDay: string;
}>;


export type SuspendOrganizationMutation = { __typename: 'Mutation', suspendOrganization:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type EndParticipationMutationVariables = Exact<{
  key: OrganizationKeyInput;
  reason: string;
  onDay: string;
}>;


export type EndParticipationMutation = { __typename: 'Mutation', endParticipation:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ReinstateOrganizationMutationVariables = Exact<{
  key: OrganizationKeyInput;
  reason: string;
}>;


export type ReinstateOrganizationMutation = { __typename: 'Mutation', reinstateOrganization:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ApplyAgainMutationVariables = Exact<{
  key: OrganizationKeyInput;
}>;


export type ApplyAgainMutation = { __typename: 'Mutation', applyAgain:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type CompleteOnboardingStepMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: StepCompletionInput;
}>;


export type CompleteOnboardingStepMutation = { __typename: 'Mutation', completeOnboardingStep:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AssignOnboardingStepMutationVariables = Exact<{
  key: OrganizationKeyInput;
  step: OnboardingStep;
  ownerName: string;
}>;


export type AssignOnboardingStepMutation = { __typename: 'Mutation', assignOnboardingStep:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AddOrganizationAgreementMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: AgreementInput;
}>;


export type AddOrganizationAgreementMutation = { __typename: 'Mutation', addOrganizationAgreement:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type EndOrganizationAgreementMutationVariables = Exact<{
  key: OrganizationKeyInput;
  agreementId: string;
  reason: string;
}>;


export type EndOrganizationAgreementMutation = { __typename: 'Mutation', endOrganizationAgreement:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type RecordAssessmentMutationVariables = Exact<{
  key: OrganizationKeyInput;
  input: AssessmentInput;
}>;


export type RecordAssessmentMutation = { __typename: 'Mutation', recordAssessment:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ProposeOfficeMutationVariables = Exact<{
  input: OfficeProposalInput;
}>;


export type ProposeOfficeMutation = { __typename: 'Mutation', proposeOffice:
    | { __typename: 'Created', id: string }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ProposeOfficeEndMutationVariables = Exact<{
  key: OfficeKeyInput;
  reason: string;
}>;


export type ProposeOfficeEndMutation = { __typename: 'Mutation', proposeOfficeEnd:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConfirmOfficeMutationVariables = Exact<{
  key: OfficeKeyInput;
}>;


export type ConfirmOfficeMutation = { __typename: 'Mutation', confirmOffice:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type DeclineOfficeMutationVariables = Exact<{
  key: OfficeKeyInput;
  reason: string;
}>;


export type DeclineOfficeMutation = { __typename: 'Mutation', declineOffice:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type RegisterFirstPersonMutationVariables = Exact<{
  input: FirstPersonInput;
}>;


export type RegisterFirstPersonMutation = { __typename: 'Mutation', registerFirstPerson:
    | { __typename: 'Created', id: string }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { __typename: 'Query', sources: Array<{ __typename: 'Source', id: string, city: string | null, phone: string | null, timeZone: string, kinds: Array<RecordKind>, hasImages: boolean, isRepository: boolean, isEntitled: boolean, name: { __typename: 'LocalizedText', en: string, fr: string } }> };

export type FindPatientsMutationVariables = Exact<{
  input: PatientSearchInput;
}>;


export type FindPatientsMutation = { __typename: 'Mutation', findPatients:
    | { __typename: 'PatientSearchAnswer', mayOpenDirectly: boolean, candidates: Array<{ __typename: 'PatientCandidate', candidateKey: string, sourceIds: Array<string>, hasSimilarName: boolean, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> } }>, completeness: { __typename: 'Completeness', asOf: number, isComplete: boolean, isRestricted: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }> } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OpenPatientMutationVariables = Exact<{
  candidateKey: string;
}>;


export type OpenPatientMutation = { __typename: 'Mutation', openPatient:
    | { __typename: 'OpenedPatient', patientKey: string, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> }, relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OpenedPatientQueryVariables = Exact<{
  patientKey: string;
}>;


export type OpenedPatientQuery = { __typename: 'Query', openedPatient: { __typename: 'OpenedPatient', patientKey: string, patient: { __typename: 'Patient', birthDate: string | null, gender: Gender | null, isDeceased: boolean, deceasedDate: string | null, healthNumber: string | null, city: string | null, postalCode: string | null, names: Array<{ __typename: 'PersonName', family: string, given: Array<string> }>, localIdentifiers: Array<{ __typename: 'LocalIdentifier', system: string, value: string }> }, relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null } } | null };

export type RelationshipPartsFragment = { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null };

export type RelationshipAnswerPartsFragment = { __typename: 'RelationshipAnswer', relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> };

export type FindRelationshipMutationVariables = Exact<{
  patientKey: string;
}>;


export type FindRelationshipMutation = { __typename: 'Mutation', findRelationship:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'RelationshipAnswer', relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> }
   };

export type StateReasonMutationVariables = Exact<{
  patientKey: string;
  reason: string;
}>;


export type StateReasonMutation = { __typename: 'Mutation', stateReason:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'RelationshipAnswer', relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> }
   };

export type ProvinceQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvinceQuery = { __typename: 'Query', province: { __typename: 'Province', isDemonstration: boolean, name: { __typename: 'LocalizedText', en: string, fr: string }, identifierDomains: Array<{ __typename: 'IdentifierDomain', system: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, identityProviders: Array<{ __typename: 'IdentityProvider', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }> } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename: 'Query', me: { __typename: 'Me', userId: string, displayName: string, duties: Array<Duty>, mayFindPatients: boolean, organizations: Array<{ __typename: 'Organization', id: string, roles: Array<Role>, name: { __typename: 'LocalizedText', en: string, fr: string } }>, actingFor: { __typename: 'Organization', id: string, roles: Array<Role>, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, agreement: { __typename: 'AgreementState', isAccepted: boolean, expiresAt: number | null }, session: { __typename: 'Session', isLocked: boolean, idleTimeoutMs: number, idleWarningMs: number, expiresAt: number } } | null };

export type ChooseOrganizationMutationVariables = Exact<{
  organizationId: string;
}>;


export type ChooseOrganizationMutation = { __typename: 'Mutation', chooseOrganization:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type KeepSessionAliveMutationVariables = Exact<{ [key: string]: never; }>;


export type KeepSessionAliveMutation = { __typename: 'Mutation', keepSessionAlive:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type LockSessionMutationVariables = Exact<{ [key: string]: never; }>;


export type LockSessionMutation = { __typename: 'Mutation', lockSession:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SessionEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SessionEventsSubscription = { sessionEvents: { __typename: 'SessionEvent', kind: SessionEventKind } };

export type CopyPartsFragment = { __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null };

export type ItemPartsFragment = { __typename: 'TimelineItem', id: string, kind: RecordKind, status: RecordStatus, title: string, language: string | null, reason: GroupReason, conflicts: Array<ConflictField>, studyInstanceUid: string | null, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, hasImages: boolean, studyItemId: string | null, category: string | null, performer: string | null, value: string | null, unit: string | null, referenceRange: string | null, interpretation: string | null, state: string | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, copies: Array<{ __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, end: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null };

export type TimelineSubscriptionVariables = Exact<{
  patientKey: string;
  kinds?: Array<RecordKind> | RecordKind | null | undefined;
  onlySourceIds?: Array<string> | string | null | undefined;
  forPrint?: boolean | null | undefined;
}>;


export type TimelineSubscription = { timeline:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'TimelineSlice', removedItemIds: Array<string>, isRestricted: boolean, isLast: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }>, items: Array<{ __typename: 'TimelineItem', id: string, kind: RecordKind, status: RecordStatus, title: string, language: string | null, reason: GroupReason, conflicts: Array<ConflictField>, studyInstanceUid: string | null, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, hasImages: boolean, studyItemId: string | null, category: string | null, performer: string | null, value: string | null, unit: string | null, referenceRange: string | null, interpretation: string | null, state: string | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, copies: Array<{ __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, end: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, completeness: { __typename: 'Completeness', asOf: number, isComplete: boolean, isRestricted: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }> } | null }
   };

export type ReportQueryVariables = Exact<{
  patientKey: string;
  copyKey: string;
}>;


export type ReportQuery = { __typename: 'Query', report:
    | { __typename: 'RecordNotFound', copyKey: string }
    | { __typename: 'RecordUnavailable', outcome: { __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'Report', copyKey: string, sourceId: string, siteName: string | null, title: string, status: RecordStatus, performer: string | null, accession: string | null, language: string | null, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, sections: Array<{ __typename: 'ReportSection', role: string, heading: string, text: string }>, attachments: Array<{ __typename: 'Attachment', title: string | null, contentType: string, sizeBytes: number | null }> }
   };

export type RecordPrintMutationVariables = Exact<{
  patientKey: string;
  itemIds: Array<string> | string;
}>;


export type RecordPrintMutation = { __typename: 'Mutation', recordPrint:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };
