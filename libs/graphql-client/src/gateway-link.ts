import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { OperationTypeNode, type DocumentNode } from 'graphql';
import { createClient, NetworkError, type Client, type RequestParams } from 'graphql-sse';

export interface GatewayAddress {
  /** Answers queries and mutations: one POST, one JSON answer. */
  readonly graphqlUrl: string;
  /** Answers subscriptions: one POST, a stream of server-sent events. */
  readonly streamUrl: string;
}

/**
 * Speaks to the gateway on its own origin, so that cookie, Origin and CSRF rules are the same for every operation.
 * Sends trusted documents: the hash that codegen computed stands for the text, and no text leaves the browser.
 * Unsubscribing aborts the request, which cancels what the gateway asks the sources.
 */
export class GatewayLink extends ApolloLink {
  private readonly events: Client;

  constructor(private readonly address: GatewayAddress) {
    super();
    this.events = createClient({ url: address.streamUrl, credentials: 'same-origin', retryAttempts: 0 });
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return operation.operationType === OperationTypeNode.SUBSCRIPTION ? this.stream(operation) : this.post(operation);
  }

  private post(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((sink) => {
      const abort = new AbortController();
      const send = async (): Promise<ApolloLink.Result> => {
        const response = await fetch(this.address.graphqlUrl, {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
          body: JSON.stringify(trustedRequest(operation)),
          signal: abort.signal,
        });
        const bodyText = await response.text();
        if (!response.headers.get('content-type')?.includes('json')) throw new ServerError('The gateway sent no GraphQL answer', { response, bodyText });
        const result: ApolloLink.Result = JSON.parse(bodyText);
        if (!response.ok && result.data === undefined) throw new ServerError('The gateway refused the operation', { response, bodyText });
        return result;
      };
      send().then(
        (result) => { sink.next(result); sink.complete(); },
        (error: unknown) => { if (!abort.signal.aborted) sink.error(error); },
      );
      return () => abort.abort();
    });
  }

  private stream(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((sink) => this.events.subscribe<Record<string, unknown>>(trustedRequest(operation), {
      next: (result) => sink.next(result as ApolloLink.Result),
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    }));
  }
}

/** `query` stays empty: the gateway finds the text by its hash, and refuses text that it does not know. */
function trustedRequest({ query, variables, operationName }: ApolloLink.Operation): RequestParams & { readonly documentId: string } {
  return { documentId: documentIdOf(query), query: '', variables, ...(operationName !== undefined && { operationName }) };
}

function documentIdOf(document: DocumentNode): string {
  const { __meta__: meta } = document as DocumentNode & { readonly __meta__?: { readonly hash: string } };
  if (!meta) throw new Error('An operation must come from the generated documents');
  return meta.hash;
}

/** True when the gateway said that nobody is signed in. */
export function isUnauthenticated(error: unknown): boolean {
  if (error instanceof NetworkError) return error.response?.status === 401;
  return ServerError.is(error) && error.statusCode === 401;
}
