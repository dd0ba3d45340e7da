import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { AnswerCache } from './answer-cache.js';
import { GatewayLink, isUnauthenticated, type GatewayAddress } from './gateway-link.js';

/** `unsettled`: the session lives, but what it may do is another than the page believes; who is signed in must be asked anew. */
export type SessionLoss = 'ended' | 'locked' | 'unsettled';

export interface ClientOptions extends Partial<GatewayAddress> {
  /** Called whenever an answer says that this session may show nothing any more. May be called several times. */
  readonly onSessionLost: (loss: SessionLoss) => void;
}

/**
 * The portal's GraphQL client. Keeps demographics and lists in a memory cache only; `clearStore()` empties it, and the
 * pages do so when the session locks or ends.
 */
export function createClient({ onSessionLost, graphqlUrl = '/graphql', streamUrl = '/graphql/stream' }: ClientOptions): ApolloClient {
  const watchSession = new ApolloLink((operation, forward) => new Observable((sink) => forward(operation).subscribe({
    next: (result) => {
      const loss = sessionLossIn(result.data);
      if (loss) onSessionLost(loss);
      sink.next(result);
    },
    error: (error) => {
      if (isUnauthenticated(error)) onSessionLost('ended');
      sink.error(error);
    },
    complete: () => sink.complete(),
  })));
  return new ApolloClient({
    link: ApolloLink.from([watchSession, new GatewayLink({ graphqlUrl, streamUrl })]),
    cache: new AnswerCache(),
    // Clinical answers are read afresh each time: a cached copy would bypass the access log.
    defaultOptions: { query: { fetchPolicy: 'no-cache' }, mutate: { fetchPolicy: 'no-cache' } },
    devtools: { enabled: false },
  });
}

/** Looks at the answer's root fields for a refusal that speaks of the session itself. */
export function sessionLossIn(data: unknown): SessionLoss | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  for (const value of Object.values(data)) {
    if (typeof value !== 'object' || value === null || value.__typename !== 'Refusal') continue;
    if (value.code === 'SESSION_ENDED') return 'ended';
    if (value.code === 'SESSION_LOCKED') return 'locked';
    if (value.code === 'AGREEMENT_REQUIRED' || value.code === 'ORGANIZATION_NOT_CHOSEN') return 'unsettled';
  }
  return undefined;
}
