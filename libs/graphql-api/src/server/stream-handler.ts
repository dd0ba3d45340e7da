import type { NextFunction, Request, Response } from 'express';
import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import type { Logger } from '@longview/platform';
import type { Sessions } from '@longview/authentication';
import { createContext, type ApiContext } from './api-context.js';
import type { CompiledOperations } from './compiled-operations.js';
import { toPublicError } from './public-errors.js';

/** Streams of one session on one instance: a few windows with a timeline and their session's events each. */
const MAX_STREAMS_OF_SESSION = 24;
/** More often than proxies on the way give up a quiet connection. */
const PING_EVERY_MS = 12_000;
const PING = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

interface Dependencies {
  readonly operations: CompiledOperations;
  readonly sessions: Sessions;
  readonly log: Logger;
}

/**
 * Subscriptions as server-sent events, one connection each: the "distinct connections mode" of the GraphQL over SSE protocol.
 * Apollo's checks do not run here: documents are trusted (`readOperation`), validated, limited and compiled by the same
 * code as everywhere, and only subscriptions are accepted.
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export function createStreamHandler({ operations, sessions, log }: Dependencies) {
  const openStreams = new Map<string, number>();

  /** The events to send, or the one answer that says why there are none. */
  async function open(request: Request, response: Response): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    const { query, operationName, variables } = request.body as { readonly query: string; readonly operationName?: string; readonly variables?: Readonly<Record<string, unknown>> | null };
    const operation = operations.get(query, operationName);
    if (!('type' in operation)) return { data: null, errors: operation };
    if (operation.type !== OperationTypeNode.SUBSCRIPTION) return refusal('Only subscriptions are streamed.', 'SUBSCRIPTION_EXPECTED');
    const context = await createContext(sessions, request, response);
    if (!mayOpen(context, response)) return refusal('Too many streams are open.', 'TOO_MANY_STREAMS');
    return operation.subscribe(context, variables);
  }

  async function send(request: Request, response: Response): Promise<void> {
    const { requestId } = response.locals as { readonly requestId: string };
    // As bytes: a text is looked through once more for its length, and copied after that.
    const nextOf = (event: ExecutionResult): Buffer => Buffer.from(`event: next\ndata: ${JSON.stringify(publicly(event, requestId))}\n\n`);
    const events = await open(request, response);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    if (!(Symbol.asyncIterator in events)) {
      response.write(nextOf(events));
      return void response.end(COMPLETE);
    }
    // Browsers wait for the first byte of the body, which may be long in coming.
    response.write(PING);
    const pinging = setInterval(() => response.write(PING), PING_EVERY_MS).unref();
    const leave = (): void => void events.return(undefined).catch(() => undefined);
    response.once('close', leave);
    try {
      for await (const event of events) {
        if (response.destroyed) return;
        if (!response.write(nextOf(event))) await untilDrained(response);
      }
      response.end(COMPLETE);
    } finally {
      clearInterval(pinging);
      response.off('close', leave);
    }
  }

  const publicly = (result: ExecutionResult, requestId: string): ExecutionResult =>
    (result.errors ? { ...result, errors: result.errors.map((error) => toPublicError(error, requestId, log)) } : result);

  function mayOpen({ caller, facts }: ApiContext, response: Response): boolean {
    const key = caller.state === 'ended' ? facts.clientAddress ?? '' : caller.logIn.sessionId;
    const count = openStreams.get(key) ?? 0;
    if (count >= MAX_STREAMS_OF_SESSION) return false;
    openStreams.set(key, count + 1);
    response.once('close', () => {
      const left = (openStreams.get(key) ?? 1) - 1;
      if (left > 0) openStreams.set(key, left);
      else openStreams.delete(key);
    });
    return true;
  }

  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('x-accel-buffering', 'no');
    response.setHeader('cache-control', 'no-store');
    if (request.headers.accept !== 'text/event-stream') return void response.status(406).end();
    send(request, response).catch((error: unknown) => {
      if (!response.headersSent) return next(error);
      // The stream breaks off: its client sees a connection that ended without `complete`.
      log.error({ err: error, requestId: (response.locals as { requestId?: string }).requestId }, 'a stream failed');
      response.destroy();
    });
  };
}

const refusal = (message: string, code: string): ExecutionResult => ({ data: null, errors: [new GraphQLError(message, { extensions: { code } })] });

/** A reader who is slow makes us wait, and one who leaves lets us go. */
function untilDrained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
