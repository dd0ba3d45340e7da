import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, type AuditEntry } from '@longview/audit';
import { applyMigrations, LogConnections, PostgresAuditStore, PostgresLogFollower, PostgresSealStore } from '@longview/persistence';
import { Iti20Feed, SyslogTlsSender, SyslogUnavailable } from './index.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey } = generateKeyPairSync('ed25519');
/** Fictitious. */
const entry: AuditEntry = { action: 'report-opened', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] }, patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' } };

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(hasOpenssl() ? describe : describe.skip)('the feed to an audit record repository', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'longview-feed-'));
  const file = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  let sealStore: PostgresSealStore;
  let logConnections: LogConnections;
  let log: GroupCommitAuditLog;
  let sealer: AuditSealer;
  let server: Server;
  let port: number;
  let received: string[];
  let connections: TLSSocket[];
  let feedNumber = 0;
  const feeds: Iti20Feed[] = [];
  const failures: unknown[] = [];

  beforeAll(async () => {
    const openssl = (...parts: readonly string[]): void => { execFileSync('openssl', parts, { cwd: folder, stdio: 'ignore' }); };
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    openssl('req', '-x509', ...key, '-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=authority', '-days', '2');
    writeFileSync(path.join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
    for (const name of ['server', 'client']) {
      openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2', '-extfile', 'names', '-out', `${name}.pem`);
    }
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    sealStore = new PostgresSealStore(runtimeUrl);
    logConnections = new LogConnections(runtimeUrl, { poolSize: 3 });
    log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
    sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now, intervalMs: 20 });
    // Sealed before any feed was known: no feed sends these.
    await Promise.all([1, 2, 3].map(() => log.append(entry)));
    for (let sealed = 0; sealed < 3;) sealed += await sealer.sealNow();
    sealer.start();
  });
  beforeEach(() => {
    received = [];
    connections = [];
    feedNumber++;
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.stop()));
    await stopReceiving();
  });
  afterAll(async () => {
    await sealer.stop();
    await log.close();
    await sealStore.close();
    await logConnections.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Reads octet-counted frames, as a repository does; asks for the client's certificate. */
  const receive = async (atPort = 0): Promise<void> => {
    server = createServer({ key: file('server.key'), cert: file('server.pem'), ca: file('authority.pem'), requestCert: true, rejectUnauthorized: true }, (socket) => {
      connections.push(socket);
      let buffer = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        buffer = Buffer.concat([buffer, chunk]);
        for (;;) {
          const length = /^(\d+) /.exec(buffer.subarray(0, 12).toString('ascii'));
          const end = length ? length[0].length + Number(length[1]) : Infinity;
          if (buffer.length < end) break;
          received.push(buffer.subarray(length![0].length, end).toString('utf8'));
          buffer = buffer.subarray(end);
        }
      });
    });
    server.on('tlsClientError', () => undefined);
    server.listen(atPort, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const stopReceiving = async (): Promise<void> => {
    for (const socket of connections) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  const startFeed = async (change: Partial<ConstructorParameters<typeof SyslogTlsSender>[0]> = {}): Promise<Iti20Feed> => {
    const follower = new PostgresLogFollower(logConnections, `repository-${feedNumber}`, 'now');
    await follower.open();
    const sender = new SyslogTlsSender({ host: '127.0.0.1', port, certificateAuthority: file('authority.pem'), certificate: file('client.pem'), privateKey: file('client.key'), settleMs: 50, ...change });
    const feed = new Iti20Feed({ follower, sender, systemUrl: 'https://longview.example', onFailure: (error) => failures.push(error), intervalMs: 10 });
    feeds.push(feed);
    feed.start();
    return feed;
  };
  const write = async (count: number): Promise<readonly string[]> => {
    const ids = await Promise.all(Array.from({ length: count }, () => log.append(entry)));
    return ids;
  };
  const idsIn = (messages: readonly string[]): Set<string> => new Set(messages.map((message) => /ParticipantObjectID="(\d+-\d+)"/.exec(message)?.[1] ?? ''));
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  // A receiver that is away is asked ever more rarely.
  jest.setTimeout(30_000);

  it('sends every event as syslog over TLS, once the feed is known', async () => {
    await receive();
    await startFeed();
    const ids = await write(450);
    await until(() => received.length >= ids.length);
    expect(received).toHaveLength(ids.length);
    expect(idsIn(received)).toEqual(new Set(ids));
    expect(received[0]).toMatch(/^<85>1 \d{4}-\d\d-\d\dT[\d:.]+Z longview\.example longview - IHE\+RFC-3881 - <\?xml version="1\.0" encoding="UTF-8"\?><AuditMessage>/);
  });

  it('goes on where it was after the receiver went away, and loses nothing', async () => {
    await receive();
    await startFeed();
    const first = await write(20);
    await until(() => received.length >= first.length);
    const samePort = port;
    const failedBefore = failures.length;
    await stopReceiving();
    const second = await write(20);
    await until(() => failures.length > failedBefore);
    await receive(samePort);
    const third = await write(5);
    await until(() => idsIn(received).size >= 45);
    expect(idsIn(received)).toEqual(new Set([...first, ...second, ...third]));
    expect(failures.every((error) => error instanceof SyslogUnavailable)).toBe(true);
  });

  it('is carried on by another instance, and never by two at once', async () => {
    await receive();
    await Promise.all([startFeed(), startFeed(), startFeed()]);
    const ids = await write(60);
    await until(() => received.length >= ids.length);
    await feeds[0]!.stop();
    const more = await write(10);
    await until(() => received.length >= ids.length + more.length);
    expect(received).toHaveLength(ids.length + more.length);
    expect(idsIn(received)).toEqual(new Set([...ids, ...more]));
  });

  it('sends nothing to a receiver that is not the one it must be', async () => {
    await receive();
    const failedBefore = failures.length;
    await startFeed({ certificateAuthority: file('client.pem') });
    await write(1);
    await until(() => failures.length > failedBefore);
    expect(received).toEqual([]);
  });
});
