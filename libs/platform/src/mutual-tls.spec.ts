import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorizedHttpClient, createIdSource, createSecretReader, systemClock, type HttpAuthentication } from './index.js';

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** An authority, and a server's and a client's certificate by it. */
function makeCertificates(folder: string): void {
  const openssl = (...parts: readonly string[]): void => { execFileSync('openssl', parts, { cwd: folder, stdio: 'ignore' }); };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=authority', '-days', '2');
  writeFileSync(path.join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  for (const name of ['server', 'client']) {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2', '-extfile', 'names', '-out', `${name}.pem`);
  }
}

(hasOpenssl() ? describe : describe.skip)('a source that asks for a client certificate', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-tls-'));
  let server: Server;
  let resumedCount = 0;
  beforeAll(async () => {
    makeCertificates(folder);
    const read = (file: string): Buffer => readFileSync(path.join(folder, file));
    server = createServer({ key: read('server.key'), cert: read('server.pem'), ca: read('authority.pem'), requestCert: true, rejectUnauthorized: true }, (request, response) => {
      response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN);
    });
    server.on('secureConnection', (socket) => { if (socket.isSessionReused()) resumedCount++; });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const ask = async (authentication: HttpAuthentication): Promise<string> => {
    const client = new AuthorizedHttpClient({ baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }, authentication, { clock: systemClock, ids: createIdSource(systemClock), readSecret: createSecretReader(folder, {}) });
    try {
      const question = () => client.request({ path: '/', budget: { remainingBytes: 100 } });
      const { body } = await question();
      await Promise.all([question(), question(), question()]);
      return body.toString();
    } finally {
      await client.close();
    }
  };
  const certificate = { method: 'mtls', certificate: { file: 'client.pem' }, privateKey: { file: 'client.key' } } as const;

  it('knows us by ours, and further connections resume the first one’s session', async () => {
    expect(await ask({ ...certificate, certificateAuthority: { file: 'authority.pem' } })).toBe('client');
    expect(resumedCount).toBeGreaterThan(0);
  });
  it('is not spoken to when nobody we trust vouches for it', async () => {
    await expect(ask(certificate)).rejects.toMatchObject({ code: 'HTTP_TLS_REFUSED' });
    await expect(ask({ method: 'none' })).rejects.toMatchObject({ code: 'HTTP_TLS_REFUSED' });
  });
});
