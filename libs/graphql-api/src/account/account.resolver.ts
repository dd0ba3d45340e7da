import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { isOpen } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { ApiContext } from '../server/api-context.js';
import { Account, OwnStanding } from './account.models.js';

/** What people may know of themselves, also when they may do nothing else. */
@Resolver()
export class AccountResolver {
  constructor(@Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {}

  @RequiresAccess('signed-in', { countsAsActivity: false })
  @Query(() => [OwnStanding], { description: 'At every organization, open or not.' })
  async myStanding(@Context() { caller }: ApiContext): Promise<readonly OwnStanding[]> {
    if (caller.state !== 'live') return [];
    const { userId, memberships } = caller.participant;
    const { directory } = this.options;
    const [contacts, awaited] = await Promise.all([directory.contactsOf(memberships.map(({ organizationId }) => organizationId)), directory.awaitedReturnsOf(userId)]);
    const contactOf = new Map(contacts.map((contact) => [contact.organizationId, contact]));
    return memberships.map((membership) => ({
      organizationId: membership.organizationId, organizationName: membership.organizationName, organizationStatus: membership.organizationStatus,
      isOrganizationAgreementInForce: membership.isOrganizationAgreementInForce, status: membership.status, reason: membership.statusReason, since: membership.statusSinceMs,
      isOpen: isOpen(membership), isReturnRequested: awaited.includes(membership.organizationId), roles: membership.roles, entitledSourceIds: [...membership.entitledSourceIds],
      contact: contactOf.get(membership.organizationId) ?? { registrationAuthorities: [], phone: '', email: '' },
    }));
  }

  @RequiresAccess('signed-in')
  @Query(() => Account, { nullable: true })
  async myAccount(@Context() { caller }: ApiContext): Promise<Account | null> {
    if (caller.state !== 'live') return null;
    const { userId, displayName, assuranceLevel } = caller.participant;
    const { directory, signInsOf, province } = this.options;
    const [registration, signIns] = await Promise.all([directory.registrationOf(userId), signInsOf(userId)]);
    if (!registration) return null;
    const { verifiedAtMs, verifiedUntil, identities, ...rest } = registration;
    const nameOf = new Map(province.identityProviders.map(({ id, name }) => [id, name]));
    return {
      ...rest, displayName, assuranceLevel,
      identities: identities.map(({ identityProviderId, linkedAtMs }) => ({ identityProviderId, linkedAt: linkedAtMs, name: nameOf.get(identityProviderId) ?? { en: identityProviderId, fr: identityProviderId } })),
      signIns: signIns.map(({ occurredAtMs, clientAddress }) => ({ at: occurredAtMs, ...(clientAddress !== undefined && { clientAddress }) })),
      ...(verifiedAtMs !== undefined && { verifiedAt: verifiedAtMs }), ...(verifiedUntil !== undefined && { verifiedUntil }),
    };
  }
}
