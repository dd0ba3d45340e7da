import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayClient, startChild, startTestDatabase, workspaceRoot, type Account, type RunningChild, type TestDatabase } from '@longview/test-support';
import { find } from './chart-reader.js';

interface Ready { readonly issuer: string; readonly clientSecretFile: string; readonly accounts: readonly Account[] }

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the province file for one’s own servers, as the guide gives it', () => {
  let folder: string;
  let baseUrl: string;
  let text: string;
  let ready: Ready;
  let database: TestDatabase;
  let signIn: RunningChild;
  let gateway: RunningChild;
  const settings = async (env: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> => ({
    NODE_ENV: 'test', DATABASE_URL: database.ownerUrl, DATABASE_RUNTIME_URL: database.runtimeUrl, LONGVIEW_PROVINCE: path.join(folder, 'my.yaml'), LONGVIEW_SECRETS: path.join(folder, 'secrets'),
    PORT: new URL(baseUrl).port, PUBLIC_URL: baseUrl, LONGVIEW_DEMONSTRATION_CLIENT_SECRET: await fs.readFile(ready.clientSecretFile, 'utf8'), ...env,
  });

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'longview-own-servers-'));
    baseUrl = `http://localhost:${await freePort()}`;
    database = await startTestDatabase();
    signIn = startChild('apps/sandbox/dist/main.js', ['--data', path.join(folder, 'sandbox'), '--public-url', baseUrl, '--identity-provider-only', '--identity-provider-port', String(await freePort())]);
    ready = JSON.parse(await signIn.untilLine((line) => line.startsWith('{"ready":true'))) as Ready;
    const guide = await fs.readFile(path.join(workspaceRoot, 'docs/operations/province-file.md'), 'utf8');
    // The first example, with the sign-in on a port of this run and sources that nobody keeps.
    const closed = await freePort();
    text = /```yaml\n(.*?)```/s.exec(guide)![1]!.replace('http://localhost:4280', ready.issuer).replaceAll(/localhost:80(42|80)/g, `localhost:${closed}`);
    await fs.writeFile(path.join(folder, 'my.yaml'), text);
    gateway = startChild('apps/gateway/dist/main.js', [], await settings());
    await gateway.untilLine((line) => line.includes('"the gateway answers"'));
  });
  afterAll(async () => {
    await gateway?.stop();
    await signIn?.stop();
    await database?.stop();
    await fs.rm(folder, { recursive: true, force: true });
  });

  const signInAs = async (username: string): Promise<{ client: GatewayClient; end: URL }> => {
    const client = new GatewayClient(baseUrl);
    return { client, end: await client.signIn(ready.accounts.find((account) => account.username === username)!) };
  };

  it('lets the demonstration account in that the file names, through the sign-in alone', async () => {
    const { client, end } = await signInAs('dr.leclair');
    expect(end.href).toBe(`${baseUrl}/find`);
    expect((await client.run<{ me: object }>('Me')).me).toMatchObject({ userId: 'dr-leclair', actingFor: { id: 'our-hospital' } });
    // Both sources are asked; neither is there, and neither passes for an empty answer.
    const found = await find(client, { family: 'Doe', birthDate: '1966-01-01' });
    expect(found.completeness.isComplete).toBe(false);
    expect(found.completeness.outcomes.map(({ sourceId, state }) => [sourceId, state]).sort()).toEqual([['fhir', 'DOWN'], ['orthanc', 'DOWN']]);
  });

  it('lets nobody in whom it does not name', async () => {
    expect((await signInAs('dr.osei')).end.search).toBe('?problem=unknown-user');
  });

  it('writes its client secret nowhere but into the file of its owner', async () => {
    const secret = await fs.readFile(ready.clientSecretFile, 'utf8');
    expect((await fs.stat(ready.clientSecretFile)).mode & 0o077).toBe(0);
    expect(signIn.output() + gateway.output()).not.toContain(secret);
  });

  it('does not run in production, whatever it calls itself', async () => {
    const startInProduction = async (): Promise<string> => {
      const other = startChild('apps/gateway/dist/main.js', [], await settings({ NODE_ENV: 'production', PORT: '0' }));
      try {
        return await other.untilLine((line) => line.includes('"the gateway answers"'), 20_000).catch((error: Error) => error.message);
      } finally {
        await other.stop();
      }
    };
    expect(await startInProduction()).toContain('demonstration province');
    await fs.writeFile(path.join(folder, 'my.yaml'), text.replace('isDemonstration: true', 'isDemonstration: false'));
    expect(await startInProduction()).toContain('everybody knows the passwords of the demonstration sign-in');
  });
});
