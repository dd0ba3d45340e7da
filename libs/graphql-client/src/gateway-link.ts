import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { OperationTypeNode, type DocumentNode } from 'graphql';
import type { Observer } from 'rxjs';
import { readEvents } from './event-stream.js';

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
  constructor(private readonly address: GatewayAddress) {
    super();
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return operation.operationType === OperationTypeNode.SUBSCRIPTION ? this.stream(operation) : this.post(operation);
  }

  private post(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return ask(async (sink, signal) => {
      const response = await this.send(this.address.graphqlUrl, operation, 'application/graphql-response+json, application/json', signal);
      const bodyText = await response.text();
      if (!response.headers.get('content-type')?.includes('json')) throw new ServerError('The gateway sent no GraphQL answer', { response, bodyText });
      const result: ApolloLink.Result = JSON.parse(bodyText);
      if (!response.ok && result.data === undefined) throw new ServerError('The gateway refused the operation', { response, bodyText });
      sink.next(result);
      sink.complete();
    });
  }

  private stream(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return ask(async (sink, signal) => {
      const response = await this.send(this.address.streamUrl, operation, 'text/event-stream', signal);
      if (!response.ok || !response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) throw new ServerError('The gateway refused the stream', { response, bodyText: await response.text() });
      for await (const { event, data } of readEvents(response.body)) {
        if (event === 'complete') return sink.complete();
        if (event === 'next') sink.next(JSON.parse(data) as ApolloLink.Result);
      }
      throw new ServerError('The stream broke off', { response, bodyText: '' });
    });
  }

  private send(url: string, operation: ApolloLink.Operation, accept: string, signal: AbortSignal): Promise<Response> {
    return fetch(url, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify(trustedRequest(operation)), signal });
  }
}

/** Whoever stops listening stops the request; what fails after that concerns nobody. */
function ask(run: (sink: Observer<ApolloLink.Result>, signal: AbortSignal) => Promise<void>): Observable<ApolloLink.Result> {
  return new Observable((sink) => {
    const abort = new AbortController();
    run(sink, abort.signal).catch((error: unknown) => { if (!abort.signal.aborted) sink.error(error); });
    return () => abort.abort();
  });
}

/** `query` stays empty: the gateway finds the text by its hash, and refuses text that it does not know. */
function trustedRequest({ query, variables, operationName }: ApolloLink.Operation): object {
  return { documentId: documentIdOf(query), query: '', variables, ...(operationName !== undefined && { operationName }) };
}

function documentIdOf(document: DocumentNode): string {
  const { __meta__: meta } = document as DocumentNode & { readonly __meta__?: { readonly hash: string } };
  if (!meta) throw new Error('An operation must come from the generated documents');
  return meta.hash;
}

/** True when the gateway said that nobody is signed in. */
export function isUnauthenticated(error: unknown): boolean {
  return ServerError.is(error) && error.statusCode === 401;
}
