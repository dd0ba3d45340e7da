import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { decide, dutiesOf, Sessions, type LogInState } from '@longview/authentication';
import { RequiresAccess } from '../access/requires-access.js';
import { ConsentWatch } from '../consent/consent-watch.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import type { SessionEventName } from '../schema/enums.js';
import type { ApiContext } from '../server/api-context.js';
import { Me, SessionEvent, type Organization } from './session.models.js';
import { watchSession } from './watch-session.js';

const EVENT_OF_STATE: Record<LogInState, SessionEventName> = { live: 'alive', locked: 'locked', ended: 'ended' };

/** Who is signed in, for which organization, and whether they still are. */
@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: Sessions, private readonly consents: ConsentWatch, @Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {}

  @RequiresAccess('anyone')
  @Query(() => Me, { nullable: true, description: 'Null when nobody is signed in.' })
  async me(@Context() { caller }: ApiContext): Promise<Me | null> {
    if (caller.state === 'ended') return null;
    const { participant, logIn, state } = caller;
    const organizations = this.sessions.choicesOf(participant).map(({ organizationId, organizationName, roles }): Organization => ({ id: organizationId, name: organizationName, roles }));
    const actingFor = organizations.find(({ id }) => id === logIn.organizationId);
    const { idleTimeoutMs, idleWarningMs } = this.sessions.settings;
    const { expiresAtMs } = await this.options.agreements.standingOf(participant.userId);
    return {
      userId: participant.userId, displayName: participant.displayName, organizations, ...(actingFor && { actingFor }),
      duties: caller.state === 'live' ? dutiesOf(caller.actor) : [],
      mayFindPatients: caller.state === 'live' && decide({ actor: caller.actor, action: 'search-patient' }).effect === 'permit',
      agreement: { isAccepted: caller.state === 'live' && caller.actor.hasAcceptedAgreement, ...(expiresAtMs !== undefined && { expiresAt: expiresAtMs }) },
      session: { isLocked: state === 'locked', idleTimeoutMs, idleWarningMs, expiresAt: logIn.expiresAtMs },
    };
  }

  @RequiresAccess('signed-in')
  @Mutation(() => DoneResult)
  async chooseOrganization(@Args('organizationId', { type: () => ID }) organizationId: string, @Context() { caller, request }: ApiContext): Promise<Done | Refusal> {
    if (caller.state !== 'live') return refusal('session-ended');
    return (await this.sessions.chooseOrganization(request, caller, organizationId)) ? DONE : refusal('not-allowed');
  }

  @RequiresAccess('signed-in')
  @Mutation(() => DoneResult)
  keepSessionAlive(): Done {
    return DONE;
  }

  @RequiresAccess('signed-in', { countsAsActivity: false })
  @Mutation(() => DoneResult)
  async lockSession(@Context() { caller }: ApiContext): Promise<Done> {
    if (caller.state === 'live') await this.sessions.lock(caller.logIn);
    return DONE;
  }

  @RequiresAccess('anyone')
  @Subscription(() => SessionEvent, { description: 'Ends or locks the open pages of this session on every instance within seconds.' })
  async *sessionEvents(@Context() context: ApiContext): AsyncGenerator<SessionEvent> {
    for await (const news of watchSession(this.sessions, this.consents, context)) yield 'state' in news ? { kind: EVENT_OF_STATE[news.state] } : { kind: 'consent-changed', patientKey: news.changedPatientKey };
  }
}
