/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AccessFileFormat =
  | 'CSV'
  | 'HTML'
  | 'NDJSON';

export type AccessFileInput = {
  fileKind: AccessFileKind;
  /** HTML is for printing. */
  format: AccessFileFormat;
  language: Language;
  /** `after` and `limit` are not read. */
  report: AccessReportInput;
};

export type AccessFileKind =
  | 'COMPLETE_RECORD'
  | 'PATIENT_LIST'
  | 'REPORT';

export type AccessMark =
  | 'EXPORTED'
  | 'FAILED'
  | 'IMAGES'
  | 'OVERRIDE'
  | 'PRINTED'
  | 'REFUSED'
  | 'REPORT'
  | 'SEARCH_ONLY';

/** Accesses that began in [from, until), whole. */
export type AccessReportInput = {
  /** The `next` of the page before. */
  after?: string | null | undefined;
  custodianId?: string | null | undefined;
  from: number;
  kind: AccessReportKind;
  /** At most 200; 50 when absent. */
  limit?: number | null | undefined;
  /** All of them. */
  marks?: Array<AccessMark> | null | undefined;
  /** Absent: the asker's own; for the program office the whole province. */
  organizationId?: string | null | undefined;
  patientKey?: string | null | undefined;
  sourceId?: string | null | undefined;
  until: number;
  userId?: string | null | undefined;
};

export type AccessReportKind =
  | 'COLLECTIONS'
  | 'DISCLOSURES';

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

export type AskUserInput = {
  /** Last day to answer, YYYY-MM-DD. */
  dueOn: string;
  /** Accesses of the case that it is about. */
  eventIds: Array<string>;
  text: string;
};

export type AssessmentInput = {
  assessedOn: string;
  kind: AssessmentKind;
  reference: string;
  sourceId: string;
};

export type AssessmentKind =
  | 'PRIVACY_IMPACT'
  | 'THREAT_RISK';

export type AttestationBucket =
  | 'DONE'
  | 'NEEDS_DECISION'
  | 'UNCHANGED';

export type AttestationDecision =
  | 'CHANGE'
  | 'KEEP'
  | 'REMOVE';

export type AttestationDecisionInput = {
  decision: AttestationDecision;
  /** How long the person was looked at. */
  elapsedMs: number;
  newRoles?: Array<Role> | null | undefined;
  reason?: string | null | undefined;
};

export type AttestationExtensionInput = {
  reason: string;
  /** Who asked for it and answers for it. */
  requestedBy: string;
  /** The new last day, YYYY-MM-DD. */
  until: string;
};

export type AttestationItemsInput = {
  after?: string | null | undefined;
  bucket: AttestationBucket;
  /** At most 200. */
  limit?: number | null | undefined;
  /** Part of a name. */
  search?: string | null | undefined;
};

export type AttestationOutcome =
  | 'CHANGED'
  | 'GONE'
  | 'KEPT'
  | 'REMOVED'
  | 'SUSPENDED';

export type AttestationSheetInput = {
  campaignId: string;
  /** The asker’s own when left out. */
  organizationId?: string | null | undefined;
  tier: AttestationTier;
};

export type AttestationSignal =
  | 'AGREEMENT_LAPSED'
  | 'DUPLICATE'
  | 'IDLE'
  | 'NEW'
  | 'NOT_IN_HR_LIST'
  | 'PRIVACY_CASE'
  | 'ROLE_CHANGED';

export type AttestationTier =
  | 'ROLE_HOLDERS'
  | 'USERS';

export type BreachCategory =
  | 'COLLECTED_WITHOUT_AUTHORITY'
  | 'DISCLOSED_WITHOUT_AUTHORITY'
  | 'LOST'
  | 'STOLEN'
  | 'USED_WITHOUT_AUTHORITY';

export type BreachCircumstance =
  | 'COLLEGE_NOTICE'
  | 'EQUIVALENT_NOTICE'
  | 'FURTHER_USE_OR_DISCLOSURE'
  | 'KNOWING_USE_OR_DISCLOSURE'
  | 'PATTERN'
  | 'SIGNIFICANT'
  | 'STOLEN';

export type BreachCircumstanceAnswerInput = {
  applies: boolean;
  circumstance: BreachCircumstance;
  /** Needed where it applies. */
  reason: string;
};

/** Goes to the Commissioner: no patient is named in it. */
export type BreachInput = {
  affectedCount: number;
  category: BreachCategory;
  /** Each of the seven, once. */
  circumstances: Array<BreachCircumstanceAnswerInput>;
  containment: string;
  /** YYYY-MM-DD */
  discoveredOn: string;
  facts: string;
  prevention: string;
};

export type CampaignFilter =
  | 'ALL'
  | 'EXTENDED'
  | 'NO_AUTHORITY'
  | 'OVERDUE'
  | 'SUBMITTED'
  | 'WAITING';

export type CampaignInput = {
  dueOn: string;
  nameEn: string;
  nameFr: string;
  opensOn: string;
  periodFrom: string;
  periodTo: string;
  reminderDays?: Array<number> | null | undefined;
};

export type CampaignSheetsInput = {
  filter: CampaignFilter;
  isDescending: boolean;
  /** At most 200. */
  limit: number;
  offset: number;
  search?: string | null | undefined;
  sort: CampaignSort;
};

export type CampaignSort =
  | 'DUE'
  | 'LEFT'
  | 'NAME';

export type CampaignStatus =
  | 'CLOSED'
  | 'OPEN'
  | 'OPENING'
  | 'PLANNED';

export type ConflictField =
  | 'ACCESSION'
  | 'RESULT'
  | 'STATUS'
  | 'TEXT'
  | 'TIME'
  | 'TITLE';

export type ConsentNoticeKind =
  | 'COMMISSIONER'
  | 'CUSTODIAN'
  | 'PATIENT';

/** Whose consent, as the patient's request or the custodian's own chart says. */
export type ConsentPatientInput = {
  /** YYYY-MM-DD */
  birthDate: string;
  family: string;
  given: string;
  /** Domain of the identifier; the Ontario health number when absent. */
  identifierSystem?: string | null | undefined;
  identifierValue: string;
};

export type DirectiveChangeKind =
  | 'CHANGED'
  | 'CONFIRMED'
  | 'ENTERED'
  | 'WITHDRAWN';

export type DirectiveInput = {
  /** CUSTODIAN_RECORD, CUSTODIAN_AGENTS: the organization that the privacy contact acts for. */
  custodianId?: string | null | undefined;
  /** Until it is withdrawn when absent. */
  endsAt?: number | null | undefined;
  exceptOrganizationIds?: Array<string> | null | undefined;
  exceptUserIds?: Array<string> | null | undefined;
  requestedBy: DirectiveRequester;
  scope: DirectiveScopeKind;
  /** Now when absent. */
  startsAt?: number | null | undefined;
  /** PERSON. */
  userId?: string | null | undefined;
};

export type DirectiveRequester =
  | 'CUSTODIAN'
  | 'PATIENT'
  | 'SUBSTITUTE';

export type DirectiveScopeKind =
  | 'CUSTODIAN_AGENTS'
  | 'CUSTODIAN_RECORD'
  | 'EVERYTHING'
  | 'PERSON';

export type DirectiveState =
  | 'ENDED'
  | 'IN_EFFECT'
  | 'PLANNED'
  | 'WITHDRAWN';

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
  | 'SEE_PROVINCE'
  | 'SIGN_AGREEMENTS';

export type EntitlementInput = {
  expiresOn?: string | null | undefined;
  reason: string;
  sourceId: string;
};

export type ExplanationKind =
  | 'EARLIER_REASON'
  | 'ENCOUNTER'
  | 'LAUNCH'
  | 'ON_SHIFT'
  | 'ORDER'
  | 'OVERRIDE'
  | 'REFERRAL'
  | 'ROSTER'
  | 'SAME_TEAM'
  | 'SHARE'
  | 'STATED_REASON';

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

export type FlagDecision =
  | 'ASK'
  | 'CASE'
  | 'EXPLAINED'
  | 'UNDO';

export type FlagDecisionInput = {
  decision: FlagDecision;
  note?: string | null | undefined;
  /** What the person is asked, for ASK. */
  question?: string | null | undefined;
};

export type FlagQuestionInput = {
  from?: number | null | undefined;
  /** 50 by default, at most 200. */
  limit?: number | null | undefined;
  offset?: number | null | undefined;
  organizationId?: string | null | undefined;
  patientKey?: string | null | undefined;
  reasons?: Array<FlagReasonKind> | null | undefined;
  side?: FlagSide | null | undefined;
  /** NEWEST by default. */
  sort?: FlagSort | null | undefined;
  sourceId?: string | null | undefined;
  states?: Array<FlagState> | null | undefined;
  until?: number | null | undefined;
  userId?: string | null | undefined;
};

export type FlagReasonKind =
  | 'AFTER_NAMED_BLOCK'
  | 'CO_WORKER'
  | 'DECEASED'
  | 'MANY_BY_NAME'
  | 'NO_RELATIONSHIP'
  | 'OVERRIDE'
  | 'OWN_RECORD'
  | 'PRINT_OR_EXPORT'
  | 'REPEATED_WRONG_SEARCHES'
  | 'SAME_ADDRESS'
  | 'SAME_SURNAME'
  | 'SEARCH_WITHOUT_OPENING'
  | 'SHARE_OPENED_ELSEWHERE'
  | 'UNUSUAL_HOUR'
  | 'VOLUME_AGAINST_PEERS'
  | 'WATCH_LIST';

export type FlagSide =
  | 'COLLECTIONS'
  | 'DISCLOSURES';

export type FlagSort =
  | 'NEWEST'
  | 'WEIGHTIEST';

export type FlagState =
  | 'ASKED'
  | 'CONFIRMED'
  | 'EXPLAINED'
  | 'IN_CASE'
  | 'NEW';

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

export type IdentityVerificationInput = {
  assuranceLevel: number;
  documents: Array<SeenDocumentInput>;
};

export type IdleBand =
  | 'LONGER'
  | 'NEVER'
  | 'WITHIN_7_DAYS'
  | 'WITHIN_30_DAYS'
  | 'WITHIN_90_DAYS';

export type ImportRowOutcome =
  | 'ALREADY_HERE'
  | 'NEW'
  | 'WRONG';

export type ItemUse =
  | 'COLLECTION'
  | 'USE';

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
  | 'PROPOSED'
  | 'SUSPENDED';

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

/** COMPLAINT: `patient`; MANUAL: `eventIds` or `subjectId`. A case from a flag is opened with the decision of the flag. */
export type OpenPrivacyCaseInput = {
  eventIds?: Array<string> | null | undefined;
  origin: PrivacyCaseOrigin;
  patient?: ConsentPatientInput | null | undefined;
  subjectId?: string | null | undefined;
  summary: string;
};

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

export type OverrideGround =
  | 'EXPRESS_CONSENT'
  | 'HARM_TO_OTHERS'
  | 'HARM_TO_PATIENT';

export type ParticipationInput = {
  isContributing: boolean;
  isViewing: boolean;
  reason: string;
};

export type PatientAccessListInput = {
  from: number;
  language: Language;
  organizationId?: string | null | undefined;
  patientKey: string;
  until: number;
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

export type PeerMeasure =
  | 'ACCESSES_PER_DAY'
  | 'AFTER_HOURS_SHARE'
  | 'NAME_SEARCHES_PER_DAY'
  | 'PATIENTS_PER_DAY'
  | 'SHARE_EXPLAINED';

/** What an employer may know and surveillance compares: optional, kept as keyed hashes, never shown again. */
export type PersonalFactsInput = {
  /** YYYY-MM-DD */
  birthDate?: string | null | undefined;
  healthNumber?: string | null | undefined;
  homeAddress?: string | null | undefined;
  homePhone?: string | null | undefined;
  homePostalCode?: string | null | undefined;
};

export type PrivacyCaseAction =
  | 'ASK'
  | 'ASSESS'
  | 'ASSIGN'
  | 'ATTACH'
  | 'CLOSE'
  | 'CONFIRM'
  | 'EXPLAIN'
  | 'NOTE'
  | 'REOPEN'
  | 'REPORT'
  | 'SET_DUE'
  | 'TAKE'
  | 'WRITE_LETTER';

export type PrivacyCaseListInput = {
  isMine?: boolean | null | undefined;
  isOverdue?: boolean | null | undefined;
  /** At most 100. */
  limit: number;
  offset: number;
  organizationId?: string | null | undefined;
  /** All but CLOSED when absent. */
  states?: Array<PrivacyCaseState> | null | undefined;
};

export type PrivacyCaseOrigin =
  | 'COMPLAINT'
  | 'FLAG'
  | 'MANUAL';

export type PrivacyCaseState =
  | 'ASKED'
  | 'CLOSED'
  | 'CONFIRMED'
  | 'EXPLAINED'
  | 'IN_REVIEW'
  | 'NEW'
  | 'REPORTED';

export type PrivacyLetterFactInput = {
  name: string;
  value: string;
};

export type PrivacyLetterInput = {
  caseId: string;
  facts: Array<PrivacyLetterFactInput>;
  /** Of whoever gets it. */
  language: Language;
  /** To which patient; may be left out where the case has one only. */
  patientKey?: string | null | undefined;
  templateId: PrivacyLetterTemplateId;
};

export type PrivacyLetterTemplateId =
  | 'COMMISSIONER_BREACH'
  | 'PATIENT_BREACH'
  | 'PATIENT_REPLY';

export type ProvisioningSettingInput = {
  identityProviderId: string;
  usersBecome: UsersBecome;
  version: number;
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
  | 'CONSENT_CHANGED'
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

export type RestrictionExtent =
  | 'ALL'
  | 'NONE'
  | 'SOME';

export type ReviewTrigger =
  | 'IDLE'
  | 'PRIVACY_CASE'
  | 'ROLE_CHANGED';

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

export type RuleChangeInput = {
  explainedBy: Array<RuleExplanationInput>;
  isActive: boolean;
  kind: FlagReasonKind;
  seenVersion: number;
  thresholds: Array<RuleThresholdInput>;
  weight: number;
  why: string;
};

export type RuleExplanationInput = {
  kind: ExplanationKind;
  takesOff: number;
};

export type RuleThresholdInput = {
  name: string;
  value: number;
};

export type SeenAttestationInput = {
  subjectId: string;
  version: number;
};

export type SeenDocumentInput = {
  kind: string;
  validUntil?: string | null | undefined;
};

export type SeenFlagInput = {
  id: string;
  version: number;
};

/** The case as it was seen. */
export type SeenPrivacyCaseInput = {
  caseId: string;
  version: number;
};

/** A user as the asker last saw them. */
export type SeenUserInput = {
  membershipId: string;
  version: number;
};

export type SessionEventKind =
  | 'ALIVE'
  | 'CONSENT_CHANGED'
  | 'ENDED'
  | 'LOCKED';

export type SheetStatus =
  | 'CLOSED'
  | 'OPEN'
  | 'SUBMITTED';

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

export type StandingAction =
  | 'APPROVE'
  | 'DECLINE'
  | 'END_LEAVE'
  | 'FULFIL'
  | 'REINSTATE'
  | 'REOPEN'
  | 'REVIEW'
  | 'REVOKE'
  | 'START_LEAVE'
  | 'SUSPEND'
  | 'TRANSFER'
  | 'WITHDRAW';

export type StandingInput = {
  action: StandingAction;
  reason?: string | null | undefined;
  returnsOn?: string | null | undefined;
  toOrganizationId?: string | null | undefined;
  /** All of them are changed, or none. */
  users: Array<SeenUserInput>;
};

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

/** Who consented for the patient; with the ground EXPRESS_CONSENT only. */
export type SubstituteInput = {
  name: string;
  relationship: SubstituteRelationship;
};

export type SubstituteRelationship =
  | 'ATTORNEY_FOR_PERSONAL_CARE'
  | 'BOARD_REPRESENTATIVE'
  | 'CHILD_OR_PARENT'
  | 'GUARDIAN'
  | 'PARENT_WITH_ACCESS'
  | 'PUBLIC_GUARDIAN'
  | 'RELATIVE'
  | 'SIBLING'
  | 'SPOUSE_OR_PARTNER';

export type SurveillanceRunState =
  | 'CANCELLED'
  | 'DONE'
  | 'RUNNING'
  | 'WAITING';

export type UserAgreementDraft = {
  effectiveFrom: number;
  textEn: string;
  textFr: string;
};

export type UserFactsInput = {
  college?: string | null | undefined;
  email: string;
  employeeNumber?: string | null | undefined;
  familyName: string;
  givenName: string;
  jobTitle?: string | null | undefined;
  licenceNumber?: string | null | undefined;
};

export type UserIdentityInput = {
  identityProviderId: string;
  subject: string;
};

export type UserImportInput = {
  /** The file, at most 2,000,000 characters and 5,000 rows. */
  content: string;
  /** For rows that give no reason of their own. */
  reason: string;
};

export type UserListInput = {
  isDescending?: boolean | null | undefined;
  /** At most 200. */
  limit?: number | null | undefined;
  offset?: number | null | undefined;
  role?: Role | null | undefined;
  /** Beginnings of names, address, licence or employee number; every word must fit. */
  search?: string | null | undefined;
  signal?: UserSignal | null | undefined;
  sort?: UserSort | null | undefined;
  statuses?: Array<MembershipStatus> | null | undefined;
};

export type UserRequestInput = {
  college?: string | null | undefined;
  email: string;
  employeeNumber?: string | null | undefined;
  familyName: string;
  givenName: string;
  jobTitle?: string | null | undefined;
  licenceNumber?: string | null | undefined;
  reason: string;
  roles: Array<Role>;
  sourceIds: Array<string>;
};

export type UserSignal =
  | 'ENTITLEMENT_EXPIRED'
  | 'IDENTITY_EXPIRING'
  | 'IDLE'
  | 'LEAVE_OVER'
  | 'NOT_IN_HR_LIST'
  | 'NOT_VERIFIED'
  | 'RETURN_REQUESTED';

export type UserSort =
  | 'CREATED'
  | 'LAST_USED'
  | 'NAME'
  | 'STATUS';

export type UsersBecome =
  | 'ACTIVE'
  | 'REQUESTED';

/** Either a health number or the key of a patient whom somebody opened. */
export type WatchedPatientInput = {
  healthNumber?: string | null | undefined;
  patientKey?: string | null | undefined;
  reason: string;
  until?: number | null | undefined;
};

export type ShownPartsFragment = { __typename: 'AccessShown', custodianId: string, sourceId: string, use: ItemUse, itemCount: number, custodianName: { __typename: 'LocalizedText', en: string, fr: string }, sourceName: { __typename: 'LocalizedText', en: string, fr: string } };

export type AccessLinePartsFragment = { __typename: 'AccessLine', accessId: string, startedAt: number, endedAt: number, purposes: Array<string>, relationship: RelationshipState | null, relationshipKind: RelationshipKind | null, statedReason: string | null, overrideGround: string | null, marks: Array<AccessMark>, eventCount: number, collectedItemCount: number, usedItemCount: number, withheldCount: number, who: { __typename: 'AccessParty', userId: string, displayName: string, roles: Array<string>, organizationId: string | null, standingNow: MembershipStatus | null, organizationName: { __typename: 'LocalizedText', en: string, fr: string } | null }, patient: { __typename: 'AccessPatient', patientKey: string, name: string | null, birthDate: string | null }, shown: Array<{ __typename: 'AccessShown', custodianId: string, sourceId: string, use: ItemUse, itemCount: number, custodianName: { __typename: 'LocalizedText', en: string, fr: string }, sourceName: { __typename: 'LocalizedText', en: string, fr: string } }> };

export type AccessReportQueryVariables = Exact<{
  input: AccessReportInput;
}>;


export type AccessReportQuery = { __typename: 'Query', accessReport:
    | { __typename: 'AccessReportPage', next: string | null, total: number, isTotalExact: boolean, asOf: number, lines: Array<{ __typename: 'AccessLine', accessId: string, startedAt: number, endedAt: number, purposes: Array<string>, relationship: RelationshipState | null, relationshipKind: RelationshipKind | null, statedReason: string | null, overrideGround: string | null, marks: Array<AccessMark>, eventCount: number, collectedItemCount: number, usedItemCount: number, withheldCount: number, who: { __typename: 'AccessParty', userId: string, displayName: string, roles: Array<string>, organizationId: string | null, standingNow: MembershipStatus | null, organizationName: { __typename: 'LocalizedText', en: string, fr: string } | null }, patient: { __typename: 'AccessPatient', patientKey: string, name: string | null, birthDate: string | null }, shown: Array<{ __typename: 'AccessShown', custodianId: string, sourceId: string, use: ItemUse, itemCount: number, custodianName: { __typename: 'LocalizedText', en: string, fr: string }, sourceName: { __typename: 'LocalizedText', en: string, fr: string } }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AccessDetailQueryVariables = Exact<{
  kind: AccessReportKind;
  accessId: string;
  organizationId?: string | null | undefined;
}>;


export type AccessDetailQuery = { __typename: 'Query', accessDetail:
    | { __typename: 'AccessDetail', asOf: number, access: { __typename: 'AccessLine', accessId: string, startedAt: number, endedAt: number, purposes: Array<string>, relationship: RelationshipState | null, relationshipKind: RelationshipKind | null, statedReason: string | null, overrideGround: string | null, marks: Array<AccessMark>, eventCount: number, collectedItemCount: number, usedItemCount: number, withheldCount: number, who: { __typename: 'AccessParty', userId: string, displayName: string, roles: Array<string>, organizationId: string | null, standingNow: MembershipStatus | null, organizationName: { __typename: 'LocalizedText', en: string, fr: string } | null }, patient: { __typename: 'AccessPatient', patientKey: string, name: string | null, birthDate: string | null }, shown: Array<{ __typename: 'AccessShown', custodianId: string, sourceId: string, use: ItemUse, itemCount: number, custodianName: { __typename: 'LocalizedText', en: string, fr: string }, sourceName: { __typename: 'LocalizedText', en: string, fr: string } }> }, events: Array<{ __typename: 'AccessEvent', eventId: string, occurredAt: number, action: string, outcome: string, rule: string | null, purposeOfUse: string | null, clientAddress: string | null, attempted: string | null, withheldCount: number, shown: Array<{ __typename: 'AccessShown', custodianId: string, sourceId: string, use: ItemUse, itemCount: number, custodianName: { __typename: 'LocalizedText', en: string, fr: string }, sourceName: { __typename: 'LocalizedText', en: string, fr: string } }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PatientAccessListQueryVariables = Exact<{
  input: PatientAccessListInput;
}>;


export type PatientAccessListQuery = { __typename: 'Query', patientAccessList:
    | { __typename: 'PatientAccessList', heading: string, introduction: Array<string>, asOf: number, isWhole: boolean, lines: Array<{ __typename: 'PatientAccessLine', at: number, when: string, sentences: Array<string> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type FindAccessPatientMutationVariables = Exact<{
  identifierValue: string;
}>;


export type FindAccessPatientMutation = { __typename: 'Mutation', findAccessPatient:
    | { __typename: 'AccessPatientFound', isKnown: boolean, patient: { __typename: 'AccessPatient', patientKey: string, name: string | null, birthDate: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type IssueAccessFileMutationVariables = Exact<{
  input: AccessFileInput;
}>;


export type IssueAccessFileMutation = { __typename: 'Mutation', issueAccessFile:
    | { __typename: 'AccessFileTicket', token: string, path: string, expiresAt: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
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

export type MyPrivacyQuestionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPrivacyQuestionsQuery = { __typename: 'Query', myPrivacyQuestions: Array<{ __typename: 'OwnPrivacyQuestion', questionId: string, text: string, askedAt: number, dueOn: string, isOverdue: boolean, answer: string | null, answeredAt: number | null, organizationName: { __typename: 'LocalizedText', en: string, fr: string }, accesses: Array<{ __typename: 'OwnAskedAccess', patientInitials: string, occurredAt: number | null }> }> };

export type AnswerPrivacyQuestionMutationVariables = Exact<{
  questionId: string;
  answer: string;
}>;


export type AnswerPrivacyQuestionMutation = { __typename: 'Mutation', answerPrivacyQuestion:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type CampaignFieldsFragment = { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } };

export type OutcomeFieldsFragment = { __typename: 'AttestationOutcomes', kept: number, changed: number, removed: number, suspended: number, gone: number, undecided: number };

export type AttestationItemFieldsFragment = { __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } };

export type AttestationQueryVariables = Exact<{ [key: string]: never; }>;


export type AttestationQuery = { __typename: 'Query', attestation: { __typename: 'AttestationHome', mayAttestUsers: boolean, mayAttestHolders: boolean, mayOpenCampaigns: boolean, isSolePractitioner: boolean, openReviews: number, sheets: Array<{ __typename: 'AttestationSheetSummary', tier: AttestationTier, status: SheetStatus, dueOn: string, daysLeft: number, itemCount: number, left: number, campaign: { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } } }>, campaigns: Array<{ __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } }> } };

export type AttestationSheetQueryVariables = Exact<{
  sheet: AttestationSheetInput;
}>;


export type AttestationSheetQuery = { __typename: 'Query', attestationSheet:
    | { __typename: 'AttestationSheet', organizationId: string, tier: AttestationTier, status: SheetStatus, dueOn: string, daysLeft: number, extendedFor: string, extensionReason: string, isSolePractitioner: boolean, hasValidAuthority: boolean, itemCount: number, needsDecision: number, unchanged: number, done: number, undecidedByAsker: number, unchangedByAsker: number, readyToSubmit: number, medianDecisionMs: number | null, evidenceAt: number, campaign: { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } }, organizationName: { __typename: 'LocalizedText', en: string, fr: string }, burnDown: Array<{ __typename: 'BurnDownPoint', day: string, left: number }>, outcomes: { __typename: 'AttestationOutcomes', kept: number, changed: number, removed: number, suspended: number, gone: number, undecided: number }, history: Array<{ __typename: 'CampaignOutcomes', campaign: { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } }, outcomes: { __typename: 'AttestationOutcomes', kept: number, changed: number, removed: number, suspended: number, gone: number, undecided: number } }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type AttestationItemsQueryVariables = Exact<{
  sheet: AttestationSheetInput;
  input: AttestationItemsInput;
}>;


export type AttestationItemsQuery = { __typename: 'Query', attestationItems:
    | { __typename: 'AttestationItemPage', next: string | null, items: Array<{ __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type DecideAttestationMutationVariables = Exact<{
  sheet: AttestationSheetInput;
  item: SeenAttestationInput;
  input: AttestationDecisionInput;
}>;


export type DecideAttestationMutation = { __typename: 'Mutation', decideAttestation:
    | { __typename: 'AttestationConflict', decision: AttestationDecision | null, decidedBy: string | null, decidedAt: number | null, item: { __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } } }
    | { __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type UndoAttestationMutationVariables = Exact<{
  sheet: AttestationSheetInput;
  item: SeenAttestationInput;
}>;


export type UndoAttestationMutation = { __typename: 'Mutation', undoAttestation:
    | { __typename: 'AttestationConflict', decision: AttestationDecision | null, decidedBy: string | null, decidedAt: number | null, item: { __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } } }
    | { __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OpenAttestationSampleMutationVariables = Exact<{
  sheet: AttestationSheetInput;
}>;


export type OpenAttestationSampleMutation = { __typename: 'Mutation', openAttestationSample:
    | { __typename: 'AttestationSample', token: string, count: number, items: Array<{ __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } }> }
    | { __typename: 'NobodyToAttest', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AttestGroupMutationVariables = Exact<{
  sheet: AttestationSheetInput;
  token: string;
  count: number;
}>;


export type AttestGroupMutation = { __typename: 'Mutation', attestGroup:
    | { __typename: 'GroupAttested', count: number }
    | { __typename: 'GroupChangedSince', count: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SubmitAttestationMutationVariables = Exact<{
  sheet: AttestationSheetInput;
}>;


export type SubmitAttestationMutation = { __typename: 'Mutation', submitAttestation:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SheetSubmitted', count: number, left: number }
   };

export type TakeEvidencePackMutationVariables = Exact<{
  sheet: AttestationSheetInput;
}>;


export type TakeEvidencePackMutation = { __typename: 'Mutation', takeEvidencePack:
    | { __typename: 'EvidencePack', tier: AttestationTier, status: SheetStatus, submittedAt: number | null, csv: string, campaign: { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } }, organizationName: { __typename: 'LocalizedText', en: string, fr: string }, items: Array<{ __typename: 'AttestationItem', subjectId: string, version: number, personName: string, signals: Array<AttestationSignal>, decision: AttestationDecision | null, reason: string, newRoles: Array<Role>, decidedBy: string | null, decidedAt: number | null, decidedInMs: number | null, isGroup: boolean, outcome: AttestationOutcome | null, mayDecide: boolean | null, isOneself: boolean, isSuspendedOffice: boolean, evidence: { __typename: 'AttestationEvidence', roles: Array<Role>, attestedRoles: Array<Role> | null, jobTitle: string, attestedJobTitle: string | null, licence: string, registeredAt: number, lastUsedAt: number | null, patientsOpened: number, entitledSourceIds: Array<string>, unusedSourceIds: Array<string>, agreementUntil: number | null } }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type AttestationReviewsQueryVariables = Exact<{
  offset: number;
  limit: number;
}>;


export type AttestationReviewsQuery = { __typename: 'Query', attestationReviews:
    | { __typename: 'AttestationReviewPage', total: number, reviews: Array<{ __typename: 'AttestationReview', id: string, version: number, personName: string, roles: Array<Role>, attestedRoles: Array<Role>, jobTitle: string, trigger: ReviewTrigger, openedAt: number, dueOn: string, lastUsedAt: number | null, mayDecide: boolean }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type DecideReviewMutationVariables = Exact<{
  reviewId: string;
  version: number;
  input: AttestationDecisionInput;
}>;


export type DecideReviewMutation = { __typename: 'Mutation', decideReview:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ReinstateRoleHolderMutationVariables = Exact<{
  roleHolderId: string;
}>;


export type ReinstateRoleHolderMutation = { __typename: 'Mutation', reinstateRoleHolder:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PlanCampaignMutationVariables = Exact<{
  input: CampaignInput;
}>;


export type PlanCampaignMutation = { __typename: 'Mutation', planCampaign:
    | { __typename: 'CampaignPlanned', id: string }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type CampaignProgressQueryVariables = Exact<{
  campaignId: string;
}>;


export type CampaignProgressQuery = { __typename: 'Query', campaignProgress:
    | { __typename: 'CampaignProgress', daysLeft: number, organizationCount: number, openedOrganizations: number, finishedOrganizations: number, organizationsWithoutAuthority: number, peopleCount: number, peopleLeft: number, campaign: { __typename: 'Campaign', id: string, periodFrom: string, periodTo: string, opensOn: string, dueOn: string, reminderDays: Array<number>, status: CampaignStatus, name: { __typename: 'LocalizedText', en: string, fr: string } }, burnDown: Array<{ __typename: 'BurnDownPoint', day: string, left: number }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type CampaignSheetsQueryVariables = Exact<{
  campaignId: string;
  input: CampaignSheetsInput;
}>;


export type CampaignSheetsQuery = { __typename: 'Query', campaignSheets:
    | { __typename: 'CampaignSheetPage', total: number, sheets: Array<{ __typename: 'CampaignSheet', organizationId: string, sector: string, tier: AttestationTier, status: SheetStatus, dueOn: string, daysLeft: number, itemCount: number, left: number, suspended: number, hasValidAuthority: boolean, isReachable: boolean, extendedFor: string, extensionReason: string, remindedOn: string | null, name: { __typename: 'LocalizedText', en: string, fr: string } }> }
    | { __typename: 'Refusal', code: RefusalCode }
   };

export type ExtendAttestationMutationVariables = Exact<{
  sheet: AttestationSheetInput;
  input: AttestationExtensionInput;
}>;


export type ExtendAttestationMutation = { __typename: 'Mutation', extendAttestation:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type RemindOrganizationsMutationVariables = Exact<{
  campaignId: string;
  organizationIds: Array<string> | string;
}>;


export type RemindOrganizationsMutation = { __typename: 'Mutation', remindOrganizations:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'Reminded', count: number }
   };

export type PartyPartsFragment = { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } };

export type DirectivePartsFragment = { __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } };

export type ConsentFilePartsFragment = { __typename: 'ConsentFile', fileKey: string, patientName: string, birthDate: string, directives: Array<{ __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }> };

export type LetterPartsFragment = { __typename: 'ConsentLetter', subject: { __typename: 'LocalizedText', en: string, fr: string }, paragraphs: Array<{ __typename: 'LocalizedText', en: string, fr: string }> };

export type OpenConsentFileMutationVariables = Exact<{
  patient: ConsentPatientInput;
}>;


export type OpenConsentFileMutation = { __typename: 'Mutation', openConsentFile:
    | { __typename: 'ConsentFile', fileKey: string, patientName: string, birthDate: string, directives: Array<{ __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConsentFileMutationVariables = Exact<{
  fileKey: string;
}>;


export type ConsentFileMutation = { __typename: 'Mutation', consentFile:
    | { __typename: 'ConsentFile', fileKey: string, patientName: string, birthDate: string, directives: Array<{ __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type EnterDirectiveMutationVariables = Exact<{
  fileKey: string;
  input: DirectiveInput;
}>;


export type EnterDirectiveMutation = { __typename: 'Mutation', enterDirective:
    | { __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ChangeDirectiveMutationVariables = Exact<{
  directiveId: string;
  version: number;
  startsAt: number;
  endsAt?: number | null | undefined;
  exceptOrganizationIds: Array<string> | string;
  exceptUserIds: Array<string> | string;
}>;


export type ChangeDirectiveMutation = { __typename: 'Mutation', changeDirective:
    | { __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type WithdrawDirectiveMutationVariables = Exact<{
  directiveId: string;
  version: number;
}>;


export type WithdrawDirectiveMutation = { __typename: 'Mutation', withdrawDirective:
    | { __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConfirmDirectiveMutationVariables = Exact<{
  directiveId: string;
  version: number;
  on: string;
}>;


export type ConfirmDirectiveMutation = { __typename: 'Mutation', confirmDirective:
    | { __typename: 'ConsentDirective', directiveId: string, version: number, state: DirectiveState, scope: DirectiveScopeKind, startsAt: number, endsAt: number | null, requestedBy: DirectiveRequester, enteredByName: string, enteredAt: number, confirmedOn: string | null, custodian: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, person: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } | null, exceptOrganizations: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, exceptPeople: Array<{ __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }>, enteredFor: { __typename: 'NamedParty', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type DirectiveHistoryQueryVariables = Exact<{
  directiveId: string;
}>;


export type DirectiveHistoryQuery = { __typename: 'Query', directiveHistory:
    | { __typename: 'DirectiveHistory', changes: Array<{ __typename: 'DirectiveChange', change: DirectiveChangeKind, version: number, occurredAt: number, byName: string, startsAt: number | null, endsAt: number | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type DirectiveLetterQueryVariables = Exact<{
  directiveId: string;
}>;


export type DirectiveLetterQuery = { __typename: 'Query', directiveLetter:
    | { __typename: 'ConsentLetter', subject: { __typename: 'LocalizedText', en: string, fr: string }, paragraphs: Array<{ __typename: 'LocalizedText', en: string, fr: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConsentNoticesQueryVariables = Exact<{
  isDone: boolean;
  offset: number;
  limit: number;
}>;


export type ConsentNoticesQuery = { __typename: 'Query', consentNotices:
    | { __typename: 'ConsentNoticePage', total: number, notices: Array<{ __typename: 'ConsentNotice', noticeId: string, kind: ConsentNoticeKind, createdAt: number, doneOn: string | null, patientName: string, byName: string, ground: OverrideGround, overrideStartedAt: number, overrideEndedAt: number | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConsentNoticeLetterQueryVariables = Exact<{
  noticeId: string;
}>;


export type ConsentNoticeLetterQuery = { __typename: 'Query', consentNoticeLetter:
    | { __typename: 'ConsentLetter', subject: { __typename: 'LocalizedText', en: string, fr: string }, paragraphs: Array<{ __typename: 'LocalizedText', en: string, fr: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type NoteConsentNoticeDoneMutationVariables = Exact<{
  noticeId: string;
}>;


export type NoteConsentNoticeDoneMutation = { __typename: 'Mutation', noteConsentNoticeDone:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConsentPeopleQueryVariables = Exact<{
  text: string;
}>;


export type ConsentPeopleQuery = { __typename: 'Query', consentPeople:
    | { __typename: 'ConsentPeople', people: Array<{ __typename: 'ConsentPerson', userId: string, displayName: string, organizationNames: Array<{ __typename: 'LocalizedText', en: string, fr: string }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

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

export type PrivacyCaseLinePartsFragment = { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } };

export type PrivacyCasePartsFragment = { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> };

export type PrivacyLetterPartsFragment = { __typename: 'PrivacyLetter', templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, subject: string, paragraphs: Array<string>, issuedAt: number | null, issuedByName: string | null };

export type PrivacyCasesQueryVariables = Exact<{
  input: PrivacyCaseListInput;
}>;


export type PrivacyCasesQuery = { __typename: 'Query', privacyCases:
    | { __typename: 'PrivacyCasePage', total: number, overdue: number, cases: Array<{ __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PrivacyCaseQueryVariables = Exact<{
  caseId: string;
}>;


export type PrivacyCaseQuery = { __typename: 'Query', privacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PrivacyReviewersQueryVariables = Exact<{
  caseId: string;
}>;


export type PrivacyReviewersQuery = { __typename: 'Query', privacyReviewers:
    | { __typename: 'PrivacyReviewers', people: Array<{ __typename: 'PrivacyReviewer', userId: string, displayName: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type OpenPrivacyCaseMutationVariables = Exact<{
  input: OpenPrivacyCaseInput;
}>;


export type OpenPrivacyCaseMutation = { __typename: 'Mutation', openPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type TakePrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
}>;


export type TakePrivacyCaseMutation = { __typename: 'Mutation', takePrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AssignPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  ownerId: string;
}>;


export type AssignPrivacyCaseMutation = { __typename: 'Mutation', assignPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SetPrivacyCaseDueMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  dueOn: string;
}>;


export type SetPrivacyCaseDueMutation = { __typename: 'Mutation', setPrivacyCaseDue:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type NotePrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  text: string;
}>;


export type NotePrivacyCaseMutation = { __typename: 'Mutation', notePrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AttachToPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  eventIds: Array<string> | string;
}>;


export type AttachToPrivacyCaseMutation = { __typename: 'Mutation', attachToPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AskUserMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  input: AskUserInput;
}>;


export type AskUserMutation = { __typename: 'Mutation', askUser:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ExplainPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  finding: string;
}>;


export type ExplainPrivacyCaseMutation = { __typename: 'Mutation', explainPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ConfirmPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  finding: string;
}>;


export type ConfirmPrivacyCaseMutation = { __typename: 'Mutation', confirmPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AssessBreachMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  input: BreachInput;
}>;


export type AssessBreachMutation = { __typename: 'Mutation', assessBreach:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ReportPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  patientsNotifiedOn: string;
  commissionerNotifiedOn?: string | null | undefined;
}>;


export type ReportPrivacyCaseMutation = { __typename: 'Mutation', reportPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ClosePrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
}>;


export type ClosePrivacyCaseMutation = { __typename: 'Mutation', closePrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ReopenPrivacyCaseMutationVariables = Exact<{
  seen: SeenPrivacyCaseInput;
  reason: string;
}>;


export type ReopenPrivacyCaseMutation = { __typename: 'Mutation', reopenPrivacyCase:
    | { __typename: 'PrivacyCase', summary: string, subjectId: string | null, flagIds: Array<string>, finding: string | null, decidedByName: string | null, suggestedAffectedCount: number, actions: Array<PrivacyCaseAction>, needsSecondPerson: boolean, answerDueOn: string, line: { __typename: 'PrivacyCaseLine', caseId: string, reference: string, state: PrivacyCaseState, origin: PrivacyCaseOrigin, organizationId: string, isForProgramOffice: boolean, subjectName: string | null, ownerId: string | null, ownerName: string | null, isMine: boolean, openedAt: number, dueOn: string, isOverdue: boolean, isAnswerAwaited: boolean, isAnswerOverdue: boolean, isAnswered: boolean, version: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patients: Array<{ __typename: 'PrivacyCasePatient', patientKey: string, name: string, birthDate: string, initials: string }>, accesses: Array<{ __typename: 'PrivacyCaseAccess', eventId: string, occurredAt: number | null, action: string | null, patientKey: string | null, proof: string | null, provenAt: number | null }>, questions: Array<{ __typename: 'PrivacyCaseQuestion', questionId: string, text: string, askedByName: string, askedAt: number, dueOn: string, eventIds: Array<string>, answer: string | null, answeredAt: number | null, isOverdue: boolean, remindedAt: number | null }>, notes: Array<{ __typename: 'PrivacyCaseNote', noteId: string, byName: string, at: number, text: string }>, breach: { __typename: 'Breach', category: BreachCategory, discoveredOn: string, mustNotifyCommissioner: boolean, facts: string, affectedCount: number, containment: string, prevention: string, patientsNotifiedOn: string | null, commissionerNotifiedOn: string | null, circumstances: Array<{ __typename: 'BreachCircumstanceAnswer', circumstance: BreachCircumstance, applies: boolean, reason: string }> } | null, letters: Array<{ __typename: 'PrivacyCaseLetter', letterId: string, templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, patientKey: string | null, issuedAt: number, issuedByName: string }>, history: Array<{ __typename: 'PrivacyCaseHistoryLine', at: number, byName: string, change: string, state: PrivacyCaseState, reason: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PrivacyLetterFormQueryVariables = Exact<{
  caseId: string;
  templateId: PrivacyLetterTemplateId;
  language: Language;
  patientKey?: string | null | undefined;
}>;


export type PrivacyLetterFormQuery = { __typename: 'Query', privacyLetterForm:
    | { __typename: 'PrivacyLetterForm', templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, fields: Array<{ __typename: 'PrivacyLetterField', name: string, isRequired: boolean, suggestion: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PrivacyLetterQueryVariables = Exact<{
  letterId: string;
}>;


export type PrivacyLetterQuery = { __typename: 'Query', privacyLetter:
    | { __typename: 'PrivacyLetter', templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, subject: string, paragraphs: Array<string>, issuedAt: number | null, issuedByName: string | null }
    | { __typename: 'PrivacyLetterProblems', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type PreviewPrivacyLetterMutationVariables = Exact<{
  input: PrivacyLetterInput;
}>;


export type PreviewPrivacyLetterMutation = { __typename: 'Mutation', previewPrivacyLetter:
    | { __typename: 'PrivacyLetter', templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, subject: string, paragraphs: Array<string>, issuedAt: number | null, issuedByName: string | null }
    | { __typename: 'PrivacyLetterProblems', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type IssuePrivacyLetterMutationVariables = Exact<{
  input: PrivacyLetterInput;
}>;


export type IssuePrivacyLetterMutation = { __typename: 'Mutation', issuePrivacyLetter:
    | { __typename: 'PrivacyLetter', templateId: PrivacyLetterTemplateId, templateVersion: number, language: Language, subject: string, paragraphs: Array<string>, issuedAt: number | null, issuedByName: string | null }
    | { __typename: 'PrivacyLetterProblems', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type TakeBreachPackageMutationVariables = Exact<{
  caseId: string;
  language: Language;
}>;


export type TakeBreachPackageMutation = { __typename: 'Mutation', takeBreachPackage:
    | { __typename: 'BreachPackage', caseId: string, reference: string, html: string, json: string, zip: string, fileName: string, takenAt: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type AnnualBreachCountQueryVariables = Exact<{
  year: number;
}>;


export type AnnualBreachCountQuery = { __typename: 'Query', annualBreachCount:
    | { __typename: 'AnnualBreachCount', year: number, dueOn: string, undecided: number, csv: string, rows: Array<{ __typename: 'BreachCountRow', organizationId: string | null, category: BreachCategory, breaches: number, affected: number, one: number, twoToTen: number, elevenToFifty: number, fiftyOneToHundred: number, overHundred: number, organizationName: { __typename: 'LocalizedText', en: string, fr: string } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type RelationshipPartsFragment = { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null };

export type RelationshipAnswerPartsFragment = { __typename: 'RelationshipAnswer', isComplete: boolean, relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> };

export type FindRelationshipMutationVariables = Exact<{
  patientKey: string;
}>;


export type FindRelationshipMutation = { __typename: 'Mutation', findRelationship:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'RelationshipAnswer', isComplete: boolean, relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> }
   };

export type StateReasonMutationVariables = Exact<{
  patientKey: string;
  reason: string;
}>;


export type StateReasonMutation = { __typename: 'Mutation', stateReason:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'RelationshipAnswer', isComplete: boolean, relationship: { __typename: 'Relationship', state: RelationshipState, kind: RelationshipKind | null, reason: string | null }, reasons: Array<{ __typename: 'AccessReason', code: string, label: { __typename: 'LocalizedText', en: string, fr: string } }> }
   };

export type RestrictionPartsFragment = { __typename: 'Restriction', extent: RestrictionExtent, grounds: Array<{ __typename: 'AvailableGround', ground: OverrideGround, durationMs: number }>, activeOverride: { __typename: 'ActiveOverride', overrideId: string, ground: OverrideGround, startedAt: number, expiresAt: number, remainingMs: number, isOwn: boolean } | null };

export type StartOverrideMutationVariables = Exact<{
  patientKey: string;
  ground: OverrideGround;
  substitute?: SubstituteInput | null | undefined;
}>;


export type StartOverrideMutation = { __typename: 'Mutation', startOverride:
    | { __typename: 'ActiveOverride', overrideId: string, remainingMs: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type EndOverrideMutationVariables = Exact<{
  overrideId: string;
}>;


export type EndOverrideMutation = { __typename: 'Mutation', endOverride:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
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


export type SessionEventsSubscription = { sessionEvents: { __typename: 'SessionEvent', kind: SessionEventKind, patientKey: string | null } };

export type ReasonPartsFragment = { __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> };

export type ExplanationPartsFragment = { __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> };

export type FlaggedUserPartsFragment = { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } };

export type RevealedPersonPartsFragment = { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null };

export type AccessPartsFragment = { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> };

export type FlagLinePartsFragment = { __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> };

export type SampledPartsFragment = { __typename: 'SampledAccess', id: string, week: string, state: FlagState, version: number, occurredAt: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, access: { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> };

export type SampleQueuePartsFragment = { __typename: 'SampleQueue', perWeek: number, total: number, accesses: Array<{ __typename: 'SampledAccess', id: string, week: string, state: FlagState, version: number, occurredAt: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, access: { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }>, coverage: Array<{ __typename: 'SampleCoverage', week: string, drawn: number, reviewed: number, accesses: number }> };

export type RulesPartsFragment = { __typename: 'SurveillanceRules', raiseAt: number, mayChange: boolean, asOf: number, accesses: number, rules: Array<{ __typename: 'SurveillanceRule', kind: FlagReasonKind, version: number, isActive: boolean, weight: number, changedAt: number | null, changedBy: string | null, why: string | null, raised: number, confirmed: number, explained: number, open: number, suppressed: number, thresholds: Array<{ __typename: 'RuleThreshold', name: string, value: number }>, explainedBy: Array<{ __typename: 'RuleExplanation', kind: ExplanationKind, takesOff: number }>, history: Array<{ __typename: 'RuleVersion', version: number, changedAt: number, changedBy: string, why: string }> }> };

export type RunPartsFragment = { __typename: 'SurveillanceRun', id: string, state: SurveillanceRunState, from: number, until: number, looked: number, total: number, raised: number, startedAt: number, startedBy: string, endedAt: number | null };

export type WatchListPartsFragment = { __typename: 'WatchList', patients: Array<{ __typename: 'WatchedPatient', id: string, numberEnding: string | null, reason: string, addedBy: string, addedAt: number, until: number | null, version: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null } }> };

export type PatientLooksPartsFragment = { __typename: 'PatientLooks', total: number, asOf: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, looks: Array<{ __typename: 'PatientLook', id: string, from: number, until: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }> };

export type FlagsQueryVariables = Exact<{
  input: FlagQuestionInput;
}>;


export type FlagsQuery = { __typename: 'Query', flags:
    | { __typename: 'FlagPage', total: number, ownHeldBack: number, asOf: number, flags: Array<{ __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }>, countsByState: Array<{ __typename: 'FlagStateCount', state: FlagState, count: number }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type FlagQueryVariables = Exact<{
  id: string;
}>;


export type FlagQuery = { __typename: 'Query', flag:
    | { __typename: 'Flag', eventIds: Array<string>, line: { __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }, accesses: Array<{ __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }>, suppressed: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, notes: Array<{ __typename: 'FlagNote', at: number, by: string, decision: FlagDecision, note: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type DecideFlagMutationVariables = Exact<{
  flag: SeenFlagInput;
  input: FlagDecisionInput;
}>;


export type DecideFlagMutation = { __typename: 'Mutation', decideFlag:
    | { __typename: 'FlagConflict', flag: { __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> } }
    | { __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type SavedFlagViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedFlagViewsQuery = { __typename: 'Query', savedFlagViews:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SavedViews', views: Array<{ __typename: 'SavedView', id: string, name: string, question: string }> }
   };

export type SaveFlagViewMutationVariables = Exact<{
  name: string;
  question: string;
}>;


export type SaveFlagViewMutation = { __typename: 'Mutation', saveFlagView:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SavedViews', views: Array<{ __typename: 'SavedView', id: string, name: string, question: string }> }
   };

export type RemoveFlagViewMutationVariables = Exact<{
  id: string;
}>;


export type RemoveFlagViewMutation = { __typename: 'Mutation', removeFlagView:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SavedViews', views: Array<{ __typename: 'SavedView', id: string, name: string, question: string }> }
   };

export type SampleQueueQueryVariables = Exact<{
  offset: number;
  limit: number;
}>;


export type SampleQueueQuery = { __typename: 'Query', sampleQueue:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SampleQueue', perWeek: number, total: number, accesses: Array<{ __typename: 'SampledAccess', id: string, week: string, state: FlagState, version: number, occurredAt: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, access: { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }>, coverage: Array<{ __typename: 'SampleCoverage', week: string, drawn: number, reviewed: number, accesses: number }> }
   };

export type DecideSampleMutationVariables = Exact<{
  sample: SeenFlagInput;
  input: FlagDecisionInput;
}>;


export type DecideSampleMutation = { __typename: 'Mutation', decideSample:
    | { __typename: 'FlagConflict', flag: { __typename: 'FlagLine', id: string } }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SampledAccess', id: string, week: string, state: FlagState, version: number, occurredAt: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, access: { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }
   };

export type ChangeSamplingMutationVariables = Exact<{
  perWeek: number;
}>;


export type ChangeSamplingMutation = { __typename: 'Mutation', changeSampling:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SampleQueue', perWeek: number, total: number, accesses: Array<{ __typename: 'SampledAccess', id: string, week: string, state: FlagState, version: number, occurredAt: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, access: { __typename: 'FlaggedAccess', id: string, from: number, until: number, sourceIds: Array<string>, itemCount: number, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }> }, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }>, coverage: Array<{ __typename: 'SampleCoverage', week: string, drawn: number, reviewed: number, accesses: number }> }
   };

export type UserActivityQueryVariables = Exact<{
  userId: string;
  organizationId?: string | null | undefined;
  year: number;
  timeZone?: string | null | undefined;
}>;


export type UserActivityQuery = { __typename: 'Query', userActivity:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UserActivity', timeZone: string, from: number, until: number, accesses: number, patients: number, explained: number, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, heatmap: Array<{ __typename: 'HeatCell', weekday: number, hour: number, count: number, isUnusual: boolean }>, days: Array<{ __typename: 'DayCount', day: string, accesses: number, patients: number, flags: number }>, peers: Array<{ __typename: 'PeerStrip', measure: PeerMeasure, unit: string, median: number, p95: number, points: Array<{ __typename: 'PeerPoint', userId: string, name: string, isSubject: boolean, value: number }> }>, flags: Array<{ __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }> }
   };

export type PatientLooksQueryVariables = Exact<{
  patientKey: string;
  offset: number;
  limit: number;
}>;


export type PatientLooksQuery = { __typename: 'Query', patientLooks:
    | { __typename: 'PatientLooks', total: number, asOf: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, looks: Array<{ __typename: 'PatientLook', id: string, from: number, until: number, flagId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, actions: Array<{ __typename: 'AccessActionCount', action: string, count: number }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type FindReviewedUsersQueryVariables = Exact<{
  text: string;
}>;


export type FindReviewedUsersQuery = { __typename: 'Query', findReviewedUsers:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'ReviewedUsers', users: Array<{ __typename: 'ReviewedUser', userId: string, name: string, organizationId: string, jobTitle: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }> }
   };

export type SurveillanceRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type SurveillanceRulesQuery = { __typename: 'Query', surveillanceRules:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SurveillanceRules', raiseAt: number, mayChange: boolean, asOf: number, accesses: number, rules: Array<{ __typename: 'SurveillanceRule', kind: FlagReasonKind, version: number, isActive: boolean, weight: number, changedAt: number | null, changedBy: string | null, why: string | null, raised: number, confirmed: number, explained: number, open: number, suppressed: number, thresholds: Array<{ __typename: 'RuleThreshold', name: string, value: number }>, explainedBy: Array<{ __typename: 'RuleExplanation', kind: ExplanationKind, takesOff: number }>, history: Array<{ __typename: 'RuleVersion', version: number, changedAt: number, changedBy: string, why: string }> }> }
   };

export type ChangeSurveillanceRuleMutationVariables = Exact<{
  input: RuleChangeInput;
}>;


export type ChangeSurveillanceRuleMutation = { __typename: 'Mutation', changeSurveillanceRule:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SurveillanceRules', raiseAt: number, mayChange: boolean, asOf: number, accesses: number, rules: Array<{ __typename: 'SurveillanceRule', kind: FlagReasonKind, version: number, isActive: boolean, weight: number, changedAt: number | null, changedBy: string | null, why: string | null, raised: number, confirmed: number, explained: number, open: number, suppressed: number, thresholds: Array<{ __typename: 'RuleThreshold', name: string, value: number }>, explainedBy: Array<{ __typename: 'RuleExplanation', kind: ExplanationKind, takesOff: number }>, history: Array<{ __typename: 'RuleVersion', version: number, changedAt: number, changedBy: string, why: string }> }> }
   };

export type RetireRulePreviewQueryVariables = Exact<{
  kind: FlagReasonKind;
}>;


export type RetireRulePreviewQuery = { __typename: 'Query', retireRulePreview:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'RetirePreview', kind: FlagReasonKind, days: number, flags: number, confirmed: number, examples: Array<{ __typename: 'FlagLine', id: string, state: FlagState, version: number, occurredAt: number, weight: number, sourceIds: Array<string>, repeats: number, side: FlagSide, mayDecide: boolean, caseId: string | null, user: { __typename: 'FlaggedUser', userId: string, name: string, roles: Array<Role>, organizationId: string, organizationName: { __typename: 'LocalizedText', en: string, fr: string } }, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null }, reasons: Array<{ __typename: 'FlagReason', kind: FlagReasonKind, ruleVersion: number, weight: number, weakenedBy: number, count: number, isSuppressed: boolean, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }>, explanations: Array<{ __typename: 'AccessExplanation', kind: ExplanationKind, at: number, facts: Array<{ __typename: 'EvidenceFact', name: string, value: string }> }> }> }
   };

export type SurveillanceRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type SurveillanceRunsQuery = { __typename: 'Query', surveillanceRuns:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SurveillanceRuns', runs: Array<{ __typename: 'SurveillanceRun', id: string, state: SurveillanceRunState, from: number, until: number, looked: number, total: number, raised: number, startedAt: number, startedBy: string, endedAt: number | null }> }
   };

export type StartSurveillanceRunMutationVariables = Exact<{
  from: number;
  until: number;
}>;


export type StartSurveillanceRunMutation = { __typename: 'Mutation', startSurveillanceRun:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SurveillanceRun', id: string, state: SurveillanceRunState, from: number, until: number, looked: number, total: number, raised: number, startedAt: number, startedBy: string, endedAt: number | null }
   };

export type CancelSurveillanceRunMutationVariables = Exact<{
  id: string;
}>;


export type CancelSurveillanceRunMutation = { __typename: 'Mutation', cancelSurveillanceRun:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'SurveillanceRun', id: string, state: SurveillanceRunState, from: number, until: number, looked: number, total: number, raised: number, startedAt: number, startedBy: string, endedAt: number | null }
   };

export type WatchListQueryVariables = Exact<{ [key: string]: never; }>;


export type WatchListQuery = { __typename: 'Query', watchList:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'WatchList', patients: Array<{ __typename: 'WatchedPatient', id: string, numberEnding: string | null, reason: string, addedBy: string, addedAt: number, until: number | null, version: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null } }> }
   };

export type AddWatchedPatientMutationVariables = Exact<{
  input: WatchedPatientInput;
}>;


export type AddWatchedPatientMutation = { __typename: 'Mutation', addWatchedPatient:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'WatchList', patients: Array<{ __typename: 'WatchedPatient', id: string, numberEnding: string | null, reason: string, addedBy: string, addedAt: number, until: number | null, version: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null } }> }
   };

export type RemoveWatchedPatientMutationVariables = Exact<{
  id: string;
  version: number;
}>;


export type RemoveWatchedPatientMutation = { __typename: 'Mutation', removeWatchedPatient:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'WatchList', patients: Array<{ __typename: 'WatchedPatient', id: string, numberEnding: string | null, reason: string, addedBy: string, addedAt: number, until: number | null, version: number, patient: { __typename: 'RevealedPerson', key: string, name: string | null, birthDate: string | null } }> }
   };

export type CopyPartsFragment = { __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null };

export type ItemPartsFragment = { __typename: 'TimelineItem', id: string, kind: RecordKind, status: RecordStatus, title: string, language: string | null, reason: GroupReason, conflicts: Array<ConflictField>, studyInstanceUid: string | null, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, hasImages: boolean, studyItemId: string | null, category: string | null, performer: string | null, value: string | null, unit: string | null, referenceRange: string | null, interpretation: string | null, state: string | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, copies: Array<{ __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, end: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null };

export type TimelineSubscriptionVariables = Exact<{
  patientKey: string;
  kinds?: Array<RecordKind> | RecordKind | null | undefined;
  onlySourceIds?: Array<string> | string | null | undefined;
  forPrint?: boolean | null | undefined;
  forExport?: boolean | null | undefined;
}>;


export type TimelineSubscription = { timeline:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'TimelineSlice', removedItemIds: Array<string>, isRestricted: boolean, isLast: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }>, items: Array<{ __typename: 'TimelineItem', id: string, kind: RecordKind, status: RecordStatus, title: string, language: string | null, reason: GroupReason, conflicts: Array<ConflictField>, studyInstanceUid: string | null, modalities: Array<string>, bodySite: string | null, laterality: Laterality | null, hasImages: boolean, studyItemId: string | null, category: string | null, performer: string | null, value: string | null, unit: string | null, referenceRange: string | null, interpretation: string | null, state: string | null, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, copies: Array<{ __typename: 'RecordCopy', copyKey: string, sourceId: string, siteName: string | null, status: RecordStatus, title: string, accession: string | null, numberOfSeries: number | null, numberOfInstances: number | null, hasImages: boolean, receivedAt: number, time: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null, issued: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, end: { __typename: 'ClinicalTime', local: string, offset: string | null, instant: number } | null }>, restriction: { __typename: 'Restriction', extent: RestrictionExtent, grounds: Array<{ __typename: 'AvailableGround', ground: OverrideGround, durationMs: number }>, activeOverride: { __typename: 'ActiveOverride', overrideId: string, ground: OverrideGround, startedAt: number, expiresAt: number, remainingMs: number, isOwn: boolean } | null }, completeness: { __typename: 'Completeness', asOf: number, isComplete: boolean, isRestricted: boolean, outcomes: Array<{ __typename: 'SourceOutcome', sourceId: string, state: SourceState, recordCount: number, withheldCount: number, failedKinds: Array<RecordKind>, elapsedMs: number | null, since: number | null, faultCode: string | null }> } | null }
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

export type RecordExportMutationVariables = Exact<{
  patientKey: string;
  itemIds: Array<string> | string;
}>;


export type RecordExportMutation = { __typename: 'Mutation', recordExport:
    | { __typename: 'Done', ok: boolean }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type UserLinePartsFragment = { __typename: 'UserLine', membershipId: string, version: number, displayName: string, familyName: string, givenName: string, email: string, jobTitle: string, employeeNumber: string, college: string, licenceNumber: string, status: MembershipStatus, statusReason: string, statusSince: number, roles: Array<Role>, offices: Array<Role>, isVerified: boolean, verifiedUntil: string | null, lastUsedAt: number | null, returnsOn: string | null, signals: Array<UserSignal> };

export type UsersChangedPartsFragment = { __typename: 'UsersChanged', membershipIds: Array<string> };

export type WrongInputPartsFragment = { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> };

export type RegistrationQueryVariables = Exact<{ [key: string]: never; }>;


export type RegistrationQuery = { __typename: 'Query', registration:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'Registration', mayManage: boolean, isSolePractitioner: boolean, sourceIds: Array<string>, roles: Array<Role>, colleges: Array<string>, documentKinds: Array<string>, reasons: Array<{ __typename: 'ActionReasons', action: StandingAction, reasons: Array<string> }>, idle: Array<{ __typename: 'IdleBar', upToDays: number | null, count: number }> }
   };

export type UsersQueryVariables = Exact<{
  input: UserListInput;
}>;


export type UsersQuery = { __typename: 'Query', users:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UserPage', total: number, users: Array<{ __typename: 'UserLine', membershipId: string, version: number, displayName: string, familyName: string, givenName: string, email: string, jobTitle: string, employeeNumber: string, college: string, licenceNumber: string, status: MembershipStatus, statusReason: string, statusSince: number, roles: Array<Role>, offices: Array<Role>, isVerified: boolean, verifiedUntil: string | null, lastUsedAt: number | null, returnsOn: string | null, signals: Array<UserSignal> }> }
   };

export type UserQueryVariables = Exact<{
  membershipId: string;
}>;


export type UserQuery = { __typename: 'Query', user:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'User', createdAt: number, requestedBy: string, isOwnRequest: boolean, isOneself: boolean, mayEdit: boolean, patientsOpened: number, lastAttestedAt: number | null, actions: Array<StandingAction>, line: { __typename: 'UserLine', membershipId: string, version: number, displayName: string, familyName: string, givenName: string, email: string, jobTitle: string, employeeNumber: string, college: string, licenceNumber: string, status: MembershipStatus, statusReason: string, statusSince: number, roles: Array<Role>, offices: Array<Role>, isVerified: boolean, verifiedUntil: string | null, lastUsedAt: number | null, returnsOn: string | null, signals: Array<UserSignal> }, verification: { __typename: 'IdentityVerification', assuranceLevel: number, at: number, by: string, documents: Array<{ __typename: 'SeenDocument', kind: string, validUntil: string | null }> } | null, entitlements: Array<{ __typename: 'UserEntitlement', sourceId: string, reason: string, grantedBy: string, grantedAt: number, expiresOn: string | null }>, identities: Array<{ __typename: 'UserIdentity', identityProviderId: string, subject: string, linkedAt: number, linkedBy: string }>, history: Array<{ __typename: 'UserHistoryLine', at: number, by: string, change: string, reason: string }> }
   };

export type TransferTargetsQueryVariables = Exact<{
  search: string;
}>;


export type TransferTargetsQuery = { __typename: 'Query', transferTargets: Array<{ __typename: 'TransferTarget', id: string, name: { __typename: 'LocalizedText', en: string, fr: string } }> };

export type RequestUserMutationVariables = Exact<{
  input: UserRequestInput;
}>;


export type RequestUserMutation = { __typename: 'Mutation', requestUser:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ChangeUserStandingMutationVariables = Exact<{
  input: StandingInput;
}>;


export type ChangeUserStandingMutation = { __typename: 'Mutation', changeUserStanding:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ChangeUserFactsMutationVariables = Exact<{
  user: SeenUserInput;
  input: UserFactsInput;
}>;


export type ChangeUserFactsMutation = { __typename: 'Mutation', changeUserFacts:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type TakePersonalFactsMutationVariables = Exact<{
  user: SeenUserInput;
  facts: PersonalFactsInput;
}>;


export type TakePersonalFactsMutation = { __typename: 'Mutation', takePersonalFacts:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type VerifyUserIdentityMutationVariables = Exact<{
  user: SeenUserInput;
  input: IdentityVerificationInput;
}>;


export type VerifyUserIdentityMutation = { __typename: 'Mutation', verifyUserIdentity:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ChangeUserRolesMutationVariables = Exact<{
  user: SeenUserInput;
  roles: Array<Role> | Role;
}>;


export type ChangeUserRolesMutation = { __typename: 'Mutation', changeUserRoles:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ChangeUserEntitlementsMutationVariables = Exact<{
  user: SeenUserInput;
  entitlements: Array<EntitlementInput> | EntitlementInput;
}>;


export type ChangeUserEntitlementsMutation = { __typename: 'Mutation', changeUserEntitlements:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type LinkUserIdentityMutationVariables = Exact<{
  user: SeenUserInput;
  identity: UserIdentityInput;
}>;


export type LinkUserIdentityMutation = { __typename: 'Mutation', linkUserIdentity:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type UnlinkUserIdentityMutationVariables = Exact<{
  user: SeenUserInput;
  identity: UserIdentityInput;
}>;


export type UnlinkUserIdentityMutation = { __typename: 'Mutation', unlinkUserIdentity:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type UserImportTemplateQueryVariables = Exact<{
  language: Language;
}>;


export type UserImportTemplateQuery = { __typename: 'Query', userImportTemplate: string | null };

export type ImportPreviewPartsFragment = { __typename: 'ImportPreview', digest: string, rows: Array<{ __typename: 'ImportRow', line: number, familyName: string, givenName: string, outcome: ImportRowOutcome, membershipId: string | null, problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }> };

export type PreviewUserImportMutationVariables = Exact<{
  input: UserImportInput;
}>;


export type PreviewUserImportMutation = { __typename: 'Mutation', previewUserImport:
    | { __typename: 'FileFault', fault: string, line: number | null, column: string | null }
    | { __typename: 'ImportPreview', digest: string, rows: Array<{ __typename: 'ImportRow', line: number, familyName: string, givenName: string, outcome: ImportRowOutcome, membershipId: string | null, problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type ApplyUserImportMutationVariables = Exact<{
  input: UserImportInput;
  digest: string;
}>;


export type ApplyUserImportMutation = { __typename: 'Mutation', applyUserImport:
    | { __typename: 'FileFault', fault: string, line: number | null, column: string | null }
    | { __typename: 'ImportPreview', digest: string, rows: Array<{ __typename: 'ImportRow', line: number, familyName: string, givenName: string, outcome: ImportRowOutcome, membershipId: string | null, problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type CompareHrListMutationVariables = Exact<{
  content: string;
}>;


export type CompareHrListMutation = { __typename: 'Mutation', compareHrList:
    | { __typename: 'FileFault', fault: string, line: number | null, column: string | null }
    | { __typename: 'HrComparison', comparedAt: number, inBoth: Array<{ __typename: 'HrMatch', membershipId: string, familyName: string, givenName: string, differences: Array<{ __typename: 'HrDifference', field: string, here: string, inHr: string }> }>, onlyHere: Array<{ __typename: 'HrUnlisted', membershipId: string, version: number, familyName: string, givenName: string, jobTitle: string, status: MembershipStatus }>, onlyInHr: Array<{ __typename: 'HrRow', line: number, familyName: string, givenName: string, jobTitle: string }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ProvisioningQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvisioningQuery = { __typename: 'Query', provisioning:
    | { __typename: 'Provisioning', usersBecome: UsersBecome, identityProviderId: string, version: number, tokens: Array<{ __typename: 'ProvisioningToken', id: string, label: string, createdBy: string, createdAt: number, expiresAt: number, lastUsedAt: number | null, revokedAt: number | null }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type CreateProvisioningTokenMutationVariables = Exact<{
  label: string;
  expiresOn: string;
}>;


export type CreateProvisioningTokenMutation = { __typename: 'Mutation', createProvisioningToken:
    | { __typename: 'ProvisioningTokenCreated', id: string, secret: string }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type RevokeProvisioningTokenMutationVariables = Exact<{
  id: string;
}>;


export type RevokeProvisioningTokenMutation = { __typename: 'Mutation', revokeProvisioningToken:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type ChangeProvisioningMutationVariables = Exact<{
  input: ProvisioningSettingInput;
}>;


export type ChangeProvisioningMutation = { __typename: 'Mutation', changeProvisioning:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UsersChanged', membershipIds: Array<string> }
    | { __typename: 'WrongInput', problems: Array<{ __typename: 'FieldProblem', field: string, problem: string }> }
   };

export type WaitingUsersQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingUsersQuery = { __typename: 'Query', users:
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
    | { __typename: 'UserPage', total: number }
   };

export type WaitingAttestationQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingAttestationQuery = { __typename: 'Query', attestation: { __typename: 'AttestationHome', openReviews: number, sheets: Array<{ __typename: 'AttestationSheetSummary', left: number, daysLeft: number, status: SheetStatus }> } };

export type WaitingOfficesQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingOfficesQuery = { __typename: 'Query', offices:
    | { __typename: 'OrganizationOffices', holders: Array<{ __typename: 'OfficeHolder', holderId: string, actions: Array<OfficeAction> }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type WaitingOrganizationsQueryVariables = Exact<{
  language: Language;
}>;


export type WaitingOrganizationsQuery = { __typename: 'Query', organizations:
    | { __typename: 'OrganizationList', alertCounts: Array<{ __typename: 'AlertCount', alert: OrganizationAlert, organizations: number }> }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type WaitingConsentQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingConsentQuery = { __typename: 'Query', consentNotices:
    | { __typename: 'ConsentNoticePage', total: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };

export type WaitingPrivacyQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingPrivacyQuery = { __typename: 'Query', flags:
    | { __typename: 'FlagPage', total: number }
    | { __typename: 'Refusal', code: RefusalCode, field: string | null, problem: string | null }
   };
