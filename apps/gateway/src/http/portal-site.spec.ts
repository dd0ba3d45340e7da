import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { portalSite } from './portal-site.js';

const SCRIPT = 'console.log("the portal");';
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longview-portal-'));
  await mkdir(join(folder, 'assets'));
  const files: Record<string, string | Buffer> = {
    'index.html': '<meta name="csp-nonce" content="__CSP_NONCE__">', 'favicon.svg': '<svg/>', 'assets/small-1.js': 'small', 'assets/font-1.woff2': 'font',
    'assets/app-1.js': SCRIPT, 'assets/app-1.js.br': brotliCompressSync(SCRIPT), 'assets/app-1.js.gz': gzipSync(SCRIPT),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  server = createServer(express().use(await portalSite(folder)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string; header: (name: string) => string | null }> {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
  return { status: answer.status, text: await answer.text(), header: (name) => answer.headers.get(name) };
}

describe('the portal’s site', () => {
  it.each([['gzip, deflate, br, zstd', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip'], ['identity', null]])('sends an asset to who reads "%s" in the coding %s', async (acceptEncoding, coding) => {
    const { status, text, header } = await get('/assets/app-1.js', { 'accept-encoding': acceptEncoding });
    expect([status, text, header('content-encoding')]).toEqual([200, SCRIPT, coding]);
    expect(header('content-type')).toBe('text/javascript; charset=utf-8');
    expect(header('vary')).toMatch(/accept-encoding/i);
    expect(header('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('knows a kept copy again by what it sent', async () => {
    const etag = (await get('/assets/app-1.js', { 'accept-encoding': 'br' })).header('etag')!;
    // Named, or the client would forbid answers from what is kept.
    const again = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    expect((await get('/assets/app-1.js', { ...again, 'accept-encoding': 'br' })).status).toBe(304);
    expect((await get('/assets/app-1.js', { ...again, 'accept-encoding': 'identity' })).status).toBe(200);
  });

  it('sends as it is what has no compressed copy', async () => {
    const { text, header } = await get('/assets/small-1.js', { 'accept-encoding': 'br' });
    expect([text, header('content-encoding'), header('vary')]).toEqual(['small', null, null]);
  });

  it('has no page for an asset that it has not', async () => {
    expect((await get('/assets/gone-1.js', { accept: 'text/html' })).status).toBe(404);
  });

  it('answers every other address with the page, unkept, under a nonce of its own', async () => {
    const [one, other] = [await get('/p/some-key/timeline', { accept: 'text/html' }), await get('/index.html', { accept: 'text/html' })];
    const nonceOf = ({ text }: typeof one): string => /content="([^"]+)"/.exec(text)![1]!;
    expect(one.header('cache-control')).toBe('no-store');
    expect(one.header('content-security-policy')).toContain(`'nonce-${nonceOf(one)}'`);
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(other.text).not.toContain('__CSP_NONCE__');
  });

  it('leaves the gateway’s other doors to those who keep them', async () => {
    for (const path of ['/graphql', '/auth/login', '/viewer/', '/healthz']) expect((await get(path, { accept: 'text/html' })).text).not.toContain('csp-nonce');
  });

  it('does not open over a folder that holds no built portal', async () => {
    await expect(portalSite(join(folder, 'assets'))).rejects.toThrow();
  });
});
