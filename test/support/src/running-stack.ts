import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditEvent } from '@longview/audit';
import { createTestDatabase, startTestServer, type DatabaseAddresses } from '../../../tools/test-database.mjs';
import { unwrittenAccesses, type AskedOperation } from './asked-operations.js';
import { startChild, type RunningChild } from './child-process.js';
import { GatewayClient, type Account } from './gateway-client.js';

export interface StackAccount extends Account {
  readonly displayName: string;
  readonly role: string;
  readonly organization: string;
  readonly note: string;
}

export interface StackOptions {
  /** Changes the sandbox's province file before the gateway reads it: gets its text, gives back the new one. */
  readonly province?: (text: string) => string;
  /** Further settings of the gateway. */
  readonly env?: Readonly<Record<string, string>>;
  /** A server for this stack alone, stopped with it; otherwise that of the run. */
  readonly server?: { readonly ownerUrl: string; readonly runtimeUrl: string; readonly stop: () => Promise<void> };
  /** Further arguments of the sandbox. */
  readonly sandboxArguments?: readonly string[];
}

export interface RunningStack {
  /** Where the first instance listens; also its PUBLIC_URL. */
  readonly baseUrl: string;
  readonly accounts: readonly StackAccount[];
  readonly database: DatabaseAddresses;
  /** The sandbox's own door, for faults: `POST {sandboxAdmin}/faults`. */
  readonly sandboxAdmin: string;
  readonly provinceFile: string;
  readonly secretsFolder: string;
  /** A client that is signed in as this account; fails when the log-in does not lead to a page of ours. */
  signIn(username: string): Promise<GatewayClient>;
  /** Another gateway on the same database, as behind a load balancer. @returns where it listens. */
  startAnother(env?: Readonly<Record<string, string>>): Promise<string>;
  /** Sets a source's fault, as the sandbox names it; `undefined` heals all. */
  fault(fault: { readonly sourceId: string; readonly fault: string; readonly delayMs?: number; readonly door?: 'fhir' | 'dicomweb' } | undefined): Promise<void>;
  /** Process id of the first instance, for those who measure it. */
  readonly gatewayPid: number;
  /** Everything that every gateway of this stack wrote. */
  gatewayLog(): string;
  stop(): Promise<void>;
}

/** A whole Longview: embedded PostgreSQL, the simulated province, one gateway. Needs the built `dist` of all three. */
export async function startStack(options: StackOptions = {}): Promise<RunningStack> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'longview-stack-'));
  const stops: (() => Promise<unknown>)[] = [() => fs.rm(folder, { recursive: true, force: true })];
  const asked: AskedOperation[] = [];
  const unwritten: string[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
    if (unwritten.length > 0) throw new Error(`The access log lacks events: ${unwritten.join('; ')}.`);
  };
  try {
    const server = options.server ?? (await startTestServer());
    stops.push(() => server.stop());
    const database = await createTestDatabase(server);
    stops.push(() => database.drop());
    // When every gateway has ended: what was answered must stand in the log.
    stops.push(async () => void unwritten.push(...(await unwrittenAccesses(database.runtimeUrl, asked, keepEvents))));
    const baseUrl = `http://localhost:${await freePort()}`;

    const sandbox = startChild('apps/sandbox/dist/main.js', ['--data', path.join(folder, 'sandbox'), '--public-url', baseUrl, ...(options.sandboxArguments ?? [])]);
    stops.push(sandbox.stop);
    const ready = JSON.parse(await sandbox.untilLine((line) => line.startsWith('{"ready":true'))) as { provinceFile: string; adminUrl: string; accounts: readonly StackAccount[] };
    if (options.province) await fs.writeFile(ready.provinceFile, options.province(await fs.readFile(ready.provinceFile, 'utf8')));

    const gateways: RunningChild[] = [];
    const secretsFolder = path.join(folder, 'secrets');
    const startGateway = async (listenUrl: string, env: Readonly<Record<string, string>>): Promise<void> => {
      const gateway = startChild('apps/gateway/dist/main.js', [], {
        NODE_ENV: 'test', DATABASE_URL: database.ownerUrl, DATABASE_RUNTIME_URL: database.runtimeUrl, LONGVIEW_PROVINCE: ready.provinceFile, LONGVIEW_SECRETS: secretsFolder,
        PORT: new URL(listenUrl).port, PUBLIC_URL: baseUrl, ...env,
      });
      gateways.push(gateway);
      stops.push(gateway.stop);
      await Promise.race([untilLookedAt(listenUrl), gateway.untilEnd()]);
    };
    await startGateway(baseUrl, options.env ?? {});

    return {
      baseUrl, database, accounts: ready.accounts, sandboxAdmin: ready.adminUrl, provinceFile: ready.provinceFile, secretsFolder, stop,
      async signIn(username) {
        const account = ready.accounts.find((one) => one.username === username);
        if (!account) throw new Error(`The sandbox has no account ${username}.`);
        const client = new GatewayClient(baseUrl, baseUrl, asked);
        const end = await client.signIn(account);
        if (end.origin !== baseUrl || end.pathname === '/sign-in') throw new Error(`Signing in as ${username} ended at ${end.href}.`);
        return client;
      },
      async startAnother(env = {}) {
        const url = `http://localhost:${await freePort()}`;
        await startGateway(url, { ...options.env, ...env });
        return url;
      },
      async fault(fault) {
        const response = await fetch(`${ready.adminUrl}/faults`, fault ? { method: 'POST', body: JSON.stringify(fault) } : { method: 'DELETE' });
        if (!response.ok) throw new Error(`The sandbox refused a fault: ${await response.text()}`);
      },
      gatewayPid: gateways[0]!.pid,
      gatewayLog: () => gateways.map(({ output }) => output()).join('\n'),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For the programs of others that judge them (`test/interop`). */
function keepEvents(events: readonly AuditEvent[]): void {
  const file = process.env['LONGVIEW_AUDIT_EVENTS'];
  if (file) appendFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

/** Sources are looked at once after the start; portal and viewer may be missing here, where nobody looks at a page. */
async function untilLookedAt(baseUrl: string): Promise<void> {
  for (const deadlineMs = Date.now() + 30_000; Date.now() < deadlineMs; await delay(100)) {
    const response = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
    const report = (await response?.json()) as { database: string; sources: Record<string, string> } | undefined;
    if (report?.database === 'ok' && Object.values(report.sources).every((state) => state !== 'pending')) return;
  }
  throw new Error('The gateway did not look at every source within half a minute.');
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
