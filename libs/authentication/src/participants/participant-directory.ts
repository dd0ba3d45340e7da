import type { Role } from '@longview/access-policy';

/** A person as far as signing in and acting need to know them. */
export interface Participant {
  readonly userId: string;
  readonly displayName: string;
  readonly isActive: boolean;
  readonly assuranceLevel: 1 | 2 | 3;
  readonly memberships: readonly Membership[];
}

/** What a person may do for one organization. */
export interface Membership {
  readonly organizationId: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly isOrganizationActive: boolean;
  readonly roles: readonly Role[];
  /** Already narrowed to what the organization is entitled to. */
  readonly entitledSourceIds: ReadonlySet<string>;
}

/** Who takes part in the province. Asked on every request: a person who was removed is out at once. */
export interface ParticipantDirectory {
  findById(userId: string): Participant | undefined;
  /** By a log-in identity: subjects are unique within their identity provider only. */
  findByIdentity(identityProviderId: string, subject: string): Participant | undefined;
}
