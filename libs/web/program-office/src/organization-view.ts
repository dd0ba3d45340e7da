import type { ParticipatingOrganizationQuery } from '@longview/graphql-client';

/** One participating organization, with everything that the program office is shown of it. */
export type OrganizationView = Extract<NonNullable<ParticipatingOrganizationQuery['organization']>, { __typename: 'ParticipatingOrganization' }>;
