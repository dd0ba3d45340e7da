import type { Role } from '@longview/access-policy';

export type MembershipStatus = 'requested' | 'reviewed' | 'approved' | 'active' | 'on-leave' | 'suspended' | 'revoked';
export type OrganizationStatus = 'applying' | 'active' | 'suspended' | 'departed';

/** A person as far as signing in and acting need to know them. */
export interface Participant {
  readonly userId: string;
  readonly displayName: string;
  /** False stops the person at every organization. */
  readonly isActive: boolean;
  /** What the registration has established; 1 when the identity was never verified or its documents are past their day. */
  readonly assuranceLevel: 1 | 2 | 3;
  readonly memberships: readonly Membership[];
}

/** What a person may do for one organization, as it stands now. */
export interface Membership {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly organizationStatus: OrganizationStatus;
  /** A participation agreement of the organization is in force today. */
  readonly isOrganizationAgreementInForce: boolean;
  /** Viewing participation: its people may look at others' records. */
  readonly isOrganizationViewing: boolean;
  readonly status: MembershipStatus;
  /** A code: `not-attested`, `idle`, `left` …; empty where none was given. */
  readonly statusReason: string;
  readonly statusSinceMs: number;
  /** Clinical and technical roles of the membership, and the offices in force that the person holds here. */
  readonly roles: readonly Role[];
  /** Neither expired nor beyond what the organization has. */
  readonly entitledSourceIds: ReadonlySet<string>;
}

/** The person may act for the organization: it takes part, and the membership is active. */
export function isOpen({ organizationStatus, status }: Membership): boolean {
  return organizationStatus === 'active' && status === 'active';
}

/** Nobody attested the membership by a campaign's deadline. */
export function isUnattested({ status, statusReason }: Pick<Membership, 'status' | 'statusReason'>): boolean {
  return status === 'suspended' && statusReason === 'not-attested';
}

/** Whom a person asks about their standing at an organization. */
export interface OrganizationContact {
  readonly organizationId: string;
  readonly phone: string;
  readonly email: string;
  /** Names of the Local Registration Authorities in office. */
  readonly registrationAuthorities: readonly string[];
}

/** What the register holds of a person, for the person. */
export interface Registration {
  readonly email: string;
  readonly college: string;
  readonly licenceNumber: string;
  readonly verifiedAtMs?: number;
  /** Calendar day to whose end the documents seen are valid. */
  readonly verifiedUntil?: string;
  readonly identities: readonly { readonly identityProviderId: string; readonly linkedAtMs: number }[];
}

/** Who takes part in the province. Asked on every request: whose standing was taken away is out at once. */
export interface ParticipantDirectory {
  /** One indexed statement. */
  findById(userId: string): Promise<Participant | undefined>;
  /** By a log-in identity: subjects are unique within their identity provider only. One indexed statement. */
  findByIdentity(identityProviderId: string, subject: string): Promise<Participant | undefined>;
  contactsOf(organizationIds: readonly string[]): Promise<readonly OrganizationContact[]>;
  registrationOf(userId: string): Promise<Registration | undefined>;
  /** Organizations that the person has asked to wake a sleeping membership, and that have not answered. */
  awaitedReturnsOf(userId: string): Promise<readonly string[]>;
  /** Notes that the person came to work for the organization: who does not come for long is asked whether they still need to. */
  noteUse(userId: string, organizationId: string): Promise<void>;
  /** Counts a patient whom the person opened for the organization: part of the evidence when they are attested. */
  notePatientOpened(userId: string, organizationId: string): Promise<void>;
  /**
   * Somebody whose membership sleeps because it was not used (`suspended`, `idle`) signed in: asks the organization, once
   * for each time it fell asleep, to wake it (`return-requested` in the membership's history).
   * @returns organizations that were asked now.
   */
  requestReturn(userId: string): Promise<readonly string[]>;
}
