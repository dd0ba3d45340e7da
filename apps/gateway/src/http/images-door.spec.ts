import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import type { Actor, Caller } from '@longview/authentication';
import type { GateRequest } from '@longview/imaging';
import { createSettableClock } from '@longview/platform';
import { imagesDoor, type ImagesDoor } from './images-door.js';

const actorOf = (sessionId: string): Actor => ({ sessionId, userId: 'u', displayName: 'Demo' }) as Actor;

interface Scene { readonly door: ImagesDoor; readonly passed: GateRequest[]; readonly asked: () => number; readonly active: () => number; readonly clock: ReturnType<typeof createSettableClock>; ask(cookie?: string, path?: string): Promise<GateRequest> }

/** @param callerOf who stands behind a cookie, or somebody whose session has ended. */
function scene(callerOf: (cookie: string | undefined) => Caller | Promise<Caller>): Scene {
  const clock = createSettableClock(0);
  const passed: GateRequest[] = [];
  let asked = 0;
  let active = 0;
  let arrived: () => void;
  const door = imagesDoor({
    clock,
    session: (_request, _response, next) => next(),
    sessions: { callerOf: async (request) => { asked++; return callerOf(request.headers.cookie); }, recordActivity: async () => void active++ },
    gate: { handle: async (request) => { passed.push(request); arrived(); } },
  });
  return {
    door, passed, clock, asked: () => asked, active: () => active,
    async ask(cookie, path = '/studies/1.2.3/series/1/instances/1/frames/1') {
      const next = new Promise<void>((resolve) => { arrived = resolve; });
      const headers = cookie === undefined ? {} : { cookie };
      door.handle({ method: 'GET', path, originalUrl: `/dicom-web${path}`, headers, get: () => undefined } as unknown as Request, { locals: { requestId: 'r' } } as unknown as Response, () => undefined);
      await next;
      return passed.at(-1)!;
    },
  };
}

const live = (sessionId: string): Caller => ({ state: 'live', actor: actorOf(sessionId) }) as Caller;

describe('the door to pixels', () => {
  it('asks once for a burst of frames who stands behind the cookie, and anew after a second', async () => {
    const { ask, asked, active, clock } = scene((cookie) => live(cookie!));
    for (let frame = 0; frame < 5; frame++) expect((await ask('a')).actor?.sessionId).toBe('a');
    expect([asked(), active()]).toEqual([1, 1]);
    clock.advance(1_000);
    await ask('a');
    expect(asked()).toBe(2);
  });

  it('never takes one cookie for another', async () => {
    const { ask, asked } = scene((cookie) => live(cookie!));
    await ask('a');
    expect((await ask('b')).actor?.sessionId).toBe('b');
    expect(asked()).toBe(2);
  });

  it('asks anew at once when the session changed, and after any other request of the same browser', async () => {
    let state: Caller = live('a');
    const { ask, door } = scene(() => state);
    await ask('a');
    state = { state: 'ended' };
    expect((await ask('a')).actor).toBeDefined();
    door.forget('another');
    expect((await ask('a')).actor).toBeDefined();
    door.forget('a');
    expect((await ask('a')).actor).toBeUndefined();
    state = live('a');
    await ask('a');
    state = { state: 'ended' };
    door.forgetCaller({ headers: { cookie: 'a' } } as Request, {} as Response, () => undefined);
    expect((await ask('a')).actor).toBeUndefined();
  });

  it('keeps nobody who was asked about before the session changed', async () => {
    const answer = Promise.withResolvers<Caller>();
    const { ask, door, asked } = scene(() => answer.promise);
    const first = ask('a');
    door.forget('a');
    answer.resolve(live('a'));
    await first;
    await ask('a');
    expect(asked()).toBe(2);
  });

  it('remembers nobody whose session is locked or over, nor a request without a cookie', async () => {
    const { ask, asked } = scene((cookie) => (cookie === undefined ? { state: 'ended' } : { state: 'locked' } as Caller));
    for (const cookie of ['a', 'a', undefined, undefined]) expect((await ask(cookie)).actor).toBeUndefined();
    expect(asked()).toBe(4);
  });

  it('answers whether one may stay from the session itself, and takes the question for no activity', async () => {
    const { ask, asked, active } = scene((cookie) => live(cookie!));
    await ask('a');
    await ask('a', '/studies/1.2.3/access');
    expect([asked(), active()]).toEqual([2, 1]);
  });
});
