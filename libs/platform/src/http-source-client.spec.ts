import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpSourceClient, parseJson, readRetryAfterMs, type HttpSourceClientOptions } from './index.js';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of opened.splice(0)) await close(); });

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void, options: Partial<HttpSourceClientOptions> = {}): Promise<{ client: HttpSourceClient; server: Server }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new HttpSourceClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`, ...options });
  opened.push(() => client.close(), async () => { server.closeAllConnections(); server.close(); });
  return { client, server };
}

describe('the HTTP client of a source', () => {
  it('keeps its connection from one question to the next', async () => {
    let connections = 0;
    const { client, server } = await serve((_, response) => response.end('x'), { maxConnections: 1 });
    server.on('connection', () => connections++);
    await client.warmUp();
    for (let i = 0; i < 5; i++) expect((await client.request({ path: '/base/x', budget: { remainingBytes: 10 } })).body.toString()).toBe('x');
    expect(connections).toBe(1);
  });

  it('opens no more connections than it may', async () => {
    let open = 0, most = 0;
    const { client } = await serve((_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => { open--; response.end('x'); }, 10);
    }, { maxConnections: 3 });
    await Promise.all(Array.from({ length: 12 }, () => client.request({ path: '/', budget: { remainingBytes: 100 } })));
    expect(most).toBe(3);
  });

  it('lets answers share a budget, and gives back what a refused one took', async () => {
    const { client } = await serve((request, response) => response.end(Buffer.alloc(request.url === '/big' ? 80 : 30)));
    const budget = { remainingBytes: 100 };
    await client.request({ path: '/small', budget });
    expect(budget.remainingBytes).toBe(70);
    await expect(client.request({ path: '/big', budget })).rejects.toMatchObject({ code: 'HTTP_TOO_LARGE' });
    expect(budget.remainingBytes).toBe(70);
    await client.request({ path: '/small', budget });
    expect(budget.remainingBytes).toBe(40);
  });

  it('keeps the status of a refusal whose page is too long to read', async () => {
    const { client } = await serve((_, response) => { response.writeHead(500).end(Buffer.alloc(200_000)); });
    expect(await client.request({ path: '/', budget: { remainingBytes: 1_000_000 } })).toMatchObject({ status: 500, body: Buffer.alloc(0) });
  });

  it('takes back a question that still waits for a connection', async () => {
    const asked: string[] = [];
    const { client } = await serve((request) => { asked.push(request.url!); }, { maxConnections: 1 });
    const leave = new AbortController();
    const first = client.request({ path: '/first', budget: { remainingBytes: 1 }, signal: leave.signal }).catch((error: unknown) => error);
    const second = client.request({ path: '/second', budget: { remainingBytes: 1 }, signal: leave.signal }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 30));
    leave.abort();
    expect(await Promise.all([first, second])).toEqual([expect.objectContaining({ code: 'HTTP_ABORTED' }), expect.objectContaining({ code: 'HTTP_ABORTED' })]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual(['/first']);
  });

  it('repeats no question that may have changed something', async () => {
    let count = 0;
    const { client } = await serve((request) => { count++; request.socket.destroy(); });
    await expect(client.request({ method: 'POST', path: '/', body: 'x', budget: { remainingBytes: 1 } })).rejects.toMatchObject({ code: 'HTTP_RESET' });
    expect(count).toBe(1);
    await expect(client.request({ method: 'POST', path: '/', body: 'x', isReadOnly: true, budget: { remainingBytes: 1 } })).rejects.toMatchObject({ code: 'HTTP_RESET' });
    expect(count).toBe(3);
  });

  it('streams with back-pressure, and stops the server when the reader leaves', async () => {
    const closed = Promise.withResolvers<number>();
    const { client } = await serve((_, response) => {
      let sent = 0;
      const fill = (): void => { while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024; };
      response.on('drain', fill).on('close', () => closed.resolve(sent));
      fill();
    });
    const { status, body } = await client.stream({ path: '/' });
    expect(status).toBe(200);
    await once(body, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 50));
    body.on('error', () => undefined).destroy();
    expect(await closed.promise).toBeLessThan(32 * 1024 * 1024);
  });

  it('follows links on its own host only', async () => {
    const { client } = await serve(() => undefined);
    const { host } = new URL(client.origin);
    expect(client.pathOf('next?page=2')).toBe('/base/next?page=2');
    expect(client.pathOf(`https://${host}/inner?x=1`)).toBe('/inner?x=1');
    for (const link of ['http://elsewhere.invalid/', '//elsewhere.invalid/x', 'http://127.0.0.1:1/', `ftp://${host}/`, `http://${host}@elsewhere.invalid/`, 'http://[', 'file:///etc/passwd']) expect(client.pathOf(link)).toBeUndefined();
  });

  it('reads JSON with a byte-order mark, and quotes nothing of what is none', () => {
    expect(parseJson({ body: Buffer.from('\ufeff{"a":1}') })).toEqual({ a: 1 });
    let fault: unknown;
    try { parseJson({ body: Buffer.from('Tremblay') }); } catch (error) { fault = error; }
    expect(fault).toMatchObject({ code: 'HTTP_MALFORMED', details: { bytes: 8 } });
    expect((fault as Error).cause).toBeUndefined();
  });

  it('understands both forms of Retry-After', () => {
    expect(readRetryAfterMs({ 'retry-after': '120' }, 0)).toBe(120_000);
    expect(readRetryAfterMs({ 'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT' }, 10_000)).toBe(20_000);
    expect(readRetryAfterMs({ 'retry-after': '9999999' }, 0)).toBe(3_600_000);
    expect([readRetryAfterMs({ 'retry-after': 'soon' }, 0), readRetryAfterMs({}, 0)]).toEqual([undefined, undefined]);
  });
});
