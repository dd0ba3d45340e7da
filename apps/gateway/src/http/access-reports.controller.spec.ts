import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import type { Sessions } from '@longview/authentication';
import type { Composition } from '../composition/compose.js';
import { AccessReportsController } from './access-reports.controller.js';

/** A file without an end, and how it was ended. */
function endlessFile() {
  const state = { pieces: 0, ended: Promise.withResolvers<void>() };
  const chunks = (async function* () {
    try {
      for (;;) {
        state.pieces++;
        yield 'a row of a file\n'.repeat(4_000);
      }
    } finally {
      state.ended.resolve();
    }
  })();
  return { state, chunks };
}

describe('the door to files of the log', () => {
  const sessionEvents = new EventEmitter();
  const logged: unknown[] = [];
  let file: { contentType: string; fileName: string; chunks: AsyncGenerator<string> } | undefined;
  let server: http.Server;
  let url: string;

  beforeEach(async () => {
    logged.length = 0;
    const composition = { sessionEvents, accessFiles: { open: () => Promise.resolve(file) }, api: { log: { error: (facts: unknown) => logged.push(facts) } } } as unknown as Composition;
    const sessions = { callerOf: () => Promise.resolve({ state: 'live', actor: { sessionId: 'ours' } }) } as unknown as Sessions;
    const controller = new AccessReportsController(composition, sessions);
    const app = express();
    app.use(express.json(), (_, response, next) => {
      response.locals['requestId'] = 'request';
      next();
    });
    app.post('/file', (request, response, next) => void controller.file(request, response).catch(next));
    server = app.listen(0);
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = (token: unknown, signal?: AbortSignal) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }), ...(signal && { signal }) });
  const opened = (chunks: AsyncGenerator<string>) => ({ contentType: 'text/csv; charset=utf-8', fileName: 'report.csv', chunks });

  it('hands out a file as an attachment that nothing keeps', async () => {
    file = opened((async function* () { yield 'one\n'; yield 'two\n'; })());
    const response = await ask('ticket');
    expect([response.status, response.headers.get('content-disposition'), response.headers.get('cache-control'), await response.text()]).toEqual([200, 'attachment; filename="report.csv"', 'no-store', 'one\ntwo\n']);
  });

  it('has nothing for a ticket that is none', async () => {
    file = undefined;
    expect((await ask('used')).status).toBe(404);
    expect((await ask(undefined)).status).toBe(404);
  });

  it('waits for a slow reader instead of reading the log ahead, and ends when they leave', async () => {
    const { state, chunks } = endlessFile();
    file = opened(chunks);
    const abort = new AbortController();
    const response = await ask('ticket', abort.signal);
    await response.body!.getReader().read();
    // However long it takes, what nobody takes is not made: socket buffers hold a few pieces.
    for (let before = -1; before !== state.pieces;) {
      before = state.pieces;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(state.pieces).toBeLessThan(1_000);
    abort.abort();
    await state.ended.promise;
    expect(logged).toEqual([]);
  });

  it('ends with the session that asked', async () => {
    const { state, chunks } = endlessFile();
    file = opened(chunks);
    const response = await ask('ticket');
    const reading = response.text();
    sessionEvents.emit('event', { kind: 'ended', sessionId: 'another' });
    sessionEvents.emit('event', { kind: 'locked', sessionId: 'ours' });
    await expect(reading).rejects.toThrow();
    await state.ended.promise;
    expect(sessionEvents.listenerCount('event')).toBe(0);
  });

  it('breaks off, and says so in the log, when the file cannot go on', async () => {
    file = opened((async function* () { yield 'one\n'; throw new Error('The database is away.'); })());
    await expect(ask('ticket').then((response) => response.text())).rejects.toThrow();
    expect(logged).toMatchObject([{ requestId: 'request', err: { message: 'The database is away.' } }]);
  });
});
