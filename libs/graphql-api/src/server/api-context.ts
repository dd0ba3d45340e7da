import type { Request, Response } from 'express';
import type { Actor, Caller, Sessions } from '@longview/authentication';
import type { RequestFacts } from '@longview/disclosure';

/** What every resolver knows of the request it answers. */
export interface ApiContext {
  readonly request: Request;
  readonly caller: Caller;
  readonly facts: RequestFacts;
}

/** @param signal aborted when the client leaves before it has its answer. */
export async function createContext(sessions: Sessions, request: Request, response: Response): Promise<ApiContext> {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  const { requestId } = response.locals as { readonly requestId: string };
  return {
    request,
    caller: await sessions.callerOf(request),
    facts: { requestId, signal: abort.signal, ...(request.ip && { clientAddress: request.ip }) },
  };
}

/** Who acts, in a field whose access level promises that there is somebody. */
export function actorOf({ caller }: ApiContext): Actor & { readonly organizationId: string } {
  if (caller.state !== 'live' || caller.actor.organizationId === undefined) throw new Error('A field that needs somebody acting is not annotated so.');
  return { ...caller.actor, organizationId: caller.actor.organizationId };
}
