import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openViewerSite } from './viewer-site.js';

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longview-viewer-'));
  await mkdir(join(folder, 'ext'));
  const files = { 'index.html': '<p>page</p>', 'ended.html': '<p>ended</p>', 'worker.bundle.0123456789abcdef.js': 'worker', 'app.bundle.0123456789abcdef.js': 'application', 'app.bundle.0123456789abcdef.js.br': 'compressed', 'ext/one.js': 'extension', 'secret.txt': 'not listed' };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'viewer-manifest.json'), JSON.stringify({
    version: '1', decoderWorkers: ['worker.bundle.0123456789abcdef.js'],
    files: { 'index.html': {}, 'ended.html': {}, 'worker.bundle.0123456789abcdef.js': {}, 'app.bundle.0123456789abcdef.js': { br: 10 }, 'ext/one.js': {}, 'gone.js': {} },
  }));
  const site = await openViewerSite(folder);
  server = createServer((incoming, response) => void site.handle({ method: incoming.method ?? '', target: incoming.url ?? '', acceptEncoding: incoming.headers['accept-encoding'] }, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; text: string }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, headers, agent: false }, resolve).on('error', reject).end();
  });
  return { status: answer.statusCode, headers: answer.headers, text: (await buffer(answer)).toString() };
}

describe('the viewer’s site', () => {
  it('serves the page for a launch, unkept and under the page’s policy', async () => {
    const { status, headers, text } = await get('/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3');
    expect([status, text, headers['cache-control'], headers['content-type']]).toEqual([200, '<p>page</p>', 'no-store', 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
  });

  it('relaxes the policy of the decoder worker alone', async () => {
    expect((await get('/viewer/worker.bundle.0123456789abcdef.js')).headers['content-security-policy']).toContain("'unsafe-eval'");
    expect((await get('/viewer/app.bundle.0123456789abcdef.js')).headers['content-security-policy']).not.toContain("'unsafe-eval'");
  });

  it('sends the compressed copy to who reads it', async () => {
    const compressed = await get('/viewer/app.bundle.0123456789abcdef.js', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect([compressed.text, compressed.headers['content-encoding'], compressed.headers['content-length']]).toEqual(['compressed', 'br', '10']);
    const plain = await get('/viewer/app.bundle.0123456789abcdef.js', { 'accept-encoding': 'gzip' });
    expect([plain.text, plain.headers['content-encoding']]).toEqual(['application', undefined]);
  });

  it.each(['/viewer/secret.txt', '/viewer/viewer-manifest.json', '/viewer/gone.js', '/viewer/local', '/viewer/ext/../secret.txt'])('answers not found for %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('does not open over a folder that holds no prepared viewer', async () => {
    await expect(openViewerSite(join(folder, 'ext'))).rejects.toThrow();
  });
});
