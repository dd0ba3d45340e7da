import type { NextFunction, Request, Response } from 'express';
import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/express';
import type { Logger } from '@longview/platform';
import type { Sessions } from '@longview/authentication';
import { createContext, type ApiContext } from './api-context.js';
import type { CompiledOperations } from './compiled-operations.js';
import { toPublicError } from './public-errors.js';

/** Streams of one session on one instance: a few windows with a timeline and their session's events each. */
const MAX_STREAMS_OF_SESSION = 24;

interface Dependencies {
  readonly operations: CompiledOperations;
  readonly sessions: Sessions;
  readonly log: Logger;
}

/**
 * Subscriptions as server-sent events. Apollo's checks do not run here: documents are trusted (`readOperation`),
 * validated, limited and compiled by the same code as everywhere, and only subscriptions are accepted.
 */
export function createStreamHandler({ operations, sessions, log }: Dependencies) {
  const openStreams = new Map<string, number>();

  const handle = createHandler<{ requestId: string }>({
    // Null: no "single connection mode", whose state would live in one process.
    authenticate: () => null,
    context: ({ context: { res } }) => ({ requestId: (res.locals as { requestId: string }).requestId }),
    onSubscribe: async ({ raw, context: { res } }, { query, operationName, variables }) => {
      // With `data`, or graphql-sse takes it for something else.
      const refuse = (...errors: readonly GraphQLError[]): ExecutionResult => ({ data: null, errors });
      const operation = operations.get(query, operationName ?? undefined);
      if (!('type' in operation)) return refuse(...operation);
      if (operation.type !== OperationTypeNode.SUBSCRIPTION) return refuse(new GraphQLError('Only subscriptions are streamed.', { extensions: { code: 'SUBSCRIPTION_EXPECTED' } }));
      const context = await createContext(sessions, raw, res);
      if (!mayOpen(context, res)) return refuse(new GraphQLError('Too many streams are open.', { extensions: { code: 'TOO_MANY_STREAMS' } }));
      return operation.subscribe(context, variables);
    },
    onNext: ({ requestId }, _request, result) => {
      const { errors } = result as ExecutionResult;
      return errors && { ...result, errors: errors.map((error) => toPublicError(error, requestId, log)) };
    },
  });

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
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) return next(error);
      // The stream breaks off: its client sees a connection that ended without `complete`.
      log.error({ err: error, requestId: (response.locals as { requestId?: string }).requestId }, 'a stream failed');
      response.destroy();
    });
  };
}
