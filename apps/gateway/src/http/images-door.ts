import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Actor, Sessions } from '@longview/authentication';
import type { DicomwebGate } from '@longview/imaging';
import type { Clock } from '@longview/platform';

/** Longest time that what ended on another instance, without a word to this one, still opens something here. */
const MAX_AGE_MS = 1_000;
const MAX_KEPT = 10_000;

export interface ImagesDoorDependencies {
  readonly sessions: Pick<Sessions, 'callerOf' | 'recordActivity'>;
  readonly gate: Pick<DicomwebGate, 'handle'>;
  /** Reads the session of a request that nothing is known of. */
  readonly session: RequestHandler;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

export interface ImagesDoor {
  readonly handle: RequestHandler;
  /** For every other door of the same sessions: whatever somebody does there, their next image asks anew who they are. */
  readonly forgetCaller: RequestHandler;
  /** A session changed, or all of them may have. */
  forget(sessionId?: string): void;
}

/**
 * The door to pixels, in front of everything that the other routes need. A stack of frames asks hundreds of times a second:
 * who stands behind a cookie is asked once a second, and again at once when their session changes. What they may see the
 * gate decides for each request.
 */
export function imagesDoor({ sessions, gate, session, clock }: ImagesDoorDependencies): ImagesDoor {
  const recent = new Map<string, { readonly actor: Actor; readonly askedAtMs: number }>();
  let forgotten = 0;

  function recentActor(cookies: string | undefined): Actor | undefined {
    const known = cookies === undefined ? undefined : recent.get(cookies);
    return known && clock.monotonicMs() - known.askedAtMs < MAX_AGE_MS ? known.actor : undefined;
  }

  function keep(cookies: string | undefined, actor: Actor, askedAtMs: number): void {
    if (cookies === undefined) return;
    if (recent.size >= MAX_KEPT) recent.clear();
    recent.set(cookies, { actor, askedAtMs });
  }

  async function askAndPass(request: Request, response: Response): Promise<void> {
    const askedAtMs = clock.monotonicMs();
    const asOf = forgotten;
    const caller = await sessions.callerOf(request);
    const actor = caller.state === 'live' ? caller.actor : undefined;
    // The viewer asks by itself, every few seconds, whether it may stay: nobody need be there for that.
    if (actor && !asksForAccess(request)) {
      await sessions.recordActivity(request);
      if (asOf === forgotten) keep(request.headers.cookie, actor, askedAtMs);
    }
    await pass(request, response, actor);
  }

  function pass(request: Request, response: Response, actor: Actor | undefined): Promise<void> {
    const { requestId } = response.locals as { readonly requestId: string };
    const windowStudyUid = request.get('longview-study');
    // The gate itself answers 401 without a live session: every request here is decided and logged in one place.
    return gate.handle({
      method: request.method, target: request.originalUrl, accept: request.get('accept'), requestId, actor,
      ...(request.ip && { clientAddress: request.ip }),
      ...(windowStudyUid !== undefined && { windowStudyUid }),
    }, response);
  }

  return {
    handle(request, response, next) {
      const actor = asksForAccess(request) ? undefined : recentActor(request.headers.cookie);
      if (actor) return void pass(request, response, actor);
      void session(request, response, (error?: unknown) => {
        if (error) next(error);
        else askAndPass(request, response).catch(next);
      });
    },
    forgetCaller(request: Request, _response: Response, next: NextFunction) {
      if (request.headers.cookie !== undefined && recent.delete(request.headers.cookie)) forgotten++;
      next();
    },
    forget(sessionId) {
      forgotten++;
      for (const [cookies, { actor }] of recent) if (sessionId === undefined || actor.sessionId === sessionId) recent.delete(cookies);
    },
  };
}

const asksForAccess = ({ path }: Request): boolean => path.endsWith('/access');
