import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Sessions } from '@longview/authentication';
import type { AgreementLanguage, UserAgreements } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { Language } from '../schema/enums.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { AcceptedUserAgreement, PublishUserAgreementResult, UserAgreement, UserAgreementDraft, type PublishedUserAgreement } from './user-agreement.models.js';

/** Comes before anything else at log-in, and is therefore open to who is signed in and may do nothing yet. */
@Resolver()
export class UserAgreementResolver {
  private readonly agreements: UserAgreements;

  constructor(private readonly sessions: Sessions, @Inject(GRAPHQL_API) { agreements }: GraphqlApiOptions) {
    this.agreements = agreements;
  }

  @RequiresAccess('signed-in')
  @Query(() => UserAgreement, { nullable: true, description: 'The version in force, with what changed since the one that this person accepted.' })
  async userAgreement(@Args('language', { type: () => Language }) language: AgreementLanguage, @Context() { caller }: ApiContext): Promise<UserAgreement | null> {
    const read = caller.state === 'live' ? await this.agreements.toRead(caller.participant.userId, language) : undefined;
    if (!read) return null;
    const { runs, effectiveFromMs, acceptedAtMs, expiresAtMs, ...rest } = read;
    return { ...rest, text: runs, effectiveFrom: effectiveFromMs, ...(acceptedAtMs !== undefined && { acceptedAt: acceptedAtMs }), ...(expiresAtMs !== undefined && { expiresAt: expiresAtMs }) };
  }

  @RequiresAccess('signed-in')
  @Query(() => [AcceptedUserAgreement], { description: 'Newest first.' })
  async acceptedUserAgreements(@Context() { caller }: ApiContext): Promise<readonly AcceptedUserAgreement[]> {
    const accepted = caller.state === 'live' ? await this.agreements.acceptedBy(caller.participant.userId) : [];
    return accepted.map(({ acceptedAtMs, expiresAtMs, ...one }) => ({ ...one, acceptedAt: acceptedAtMs, expiresAt: expiresAtMs }));
  }

  @RequiresAccess('signed-in')
  @Mutation(() => DoneResult, { description: 'CONFLICT when another version came into force since this one was read.' })
  async acceptUserAgreement(
    @Args('version', { type: () => Int }) version: number, @Args('language', { type: () => Language }) language: AgreementLanguage, @Context() { caller, facts }: ApiContext,
  ): Promise<Done | Refusal> {
    if (caller.state !== 'live') return refusal('session-ended');
    if (!(await this.agreements.accept(caller.actor, facts, version, language))) return refusal('conflict');
    await this.sessions.noteAgreement(caller.logIn);
    return DONE;
  }

  @RequiresAccess('acting')
  @Mutation(() => PublishUserAgreementResult)
  async publishUserAgreement(@Args('draft') { textEn, textFr, effectiveFrom }: UserAgreementDraft, @Context() context: ApiContext): Promise<PublishedUserAgreement | Refusal> {
    const outcome = await this.agreements.publish({ actor: actorOf(context), facts: context.facts }, { textEn, textFr, effectiveFromMs: effectiveFrom });
    if (outcome.kind === 'published') return { __typename: 'PublishedUserAgreement', version: outcome.version };
    if (outcome.code !== 'invalid-input') return refusal(outcome.code);
    return refusal('invalid-input', outcome.field === 'effectiveFromMs' ? 'effectiveFrom' : outcome.field, outcome.problem);
  }
}
