import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChild, startStack, type RunningStack } from '@longview/test-support';
import { find, storyOf } from './chart-reader.js';

describe('a gateway in production', () => {
  let stack: RunningStack;
  let keys: string;

  beforeAll(async () => {
    keys = await fs.mkdtemp(path.join(os.tmpdir(), 'longview-keys-'));
    for (const name of ['session.key', 'sealing.key', 'audit-index.key', 'audit-sealing.key']) await fs.writeFile(path.join(keys, name), `${randomBytes(32).toString('base64url')}\n`);
    await fs.writeFile(path.join(keys, 'audit-signing.pem'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    stack = await startStack({ province: (text) => text.replace('isDemonstration: true', 'isDemonstration: false'), env: { NODE_ENV: 'production', LONGVIEW_SECRETS: keys } });
  });
  afterAll(async () => {
    await stack?.stop();
    await fs.rm(keys, { recursive: true, force: true });
  });

  it("answers the portal's own documents", async () => {
    const doctor = await stack.signIn('dr.leclair');
    expect((await find(doctor, { healthNumber: (await storyOf(stack, 'broken-arm')).healthNumber })).__typename).toBe('PatientSearchAnswer');
    const events = doctor.stream<{ sessionEvents: { kind: string } }>('SessionEvents');
    expect((await events.next()).value).toMatchObject({ sessionEvents: { kind: 'ALIVE' } });
    await events.return(undefined);
  });

  it('executes no other text and does not tell its schema', async () => {
    const doctor = await stack.signIn('dr.leclair');
    for (const query of ['{ me { userId } }', '{ __schema { types { name } } }', 'query Me { me { userId displayName } }']) {
      expect(await doctor.post({ query })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'UNKNOWN_DOCUMENT' } }] });
    }
    await expect(doctor.streamBody({ query: 'subscription { sessionEvents { kind } }' }).next()).rejects.toThrow('UNKNOWN_DOCUMENT');
  });

  const startWith = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const gateway = startChild('apps/gateway/dist/main.js', [], {
      NODE_ENV: 'production', PORT: '0', PUBLIC_URL: 'http://localhost:1', DATABASE_URL: stack.database.ownerUrl, DATABASE_RUNTIME_URL: stack.database.runtimeUrl,
      LONGVIEW_PROVINCE: stack.provinceFile, LONGVIEW_SECRETS: keys, ...env,
    });
    try {
      return await gateway.untilLine((line) => line.includes('"the gateway answers"'), 20_000);
    } catch (error) {
      return (error as Error).message;
    } finally {
      await gateway.stop();
    }
  };

  it('does not start with a demonstration, without keys, with keys made for trying out, or without TLS', async () => {
    const demonstration = path.join(keys, 'demonstration.yaml');
    await fs.writeFile(demonstration, (await fs.readFile(stack.provinceFile, 'utf8')).replace('isDemonstration: false', 'isDemonstration: true'));
    expect(await startWith({ LONGVIEW_PROVINCE: demonstration })).toContain('demonstration province');
    const empty = path.join(keys, 'empty');
    await fs.mkdir(empty);
    expect(await startWith({ LONGVIEW_SECRETS: empty })).toContain('audit-signing.pem');
    await fs.writeFile(path.join(empty, 'made-for-development'), '');
    expect(await startWith({ LONGVIEW_SECRETS: empty })).toContain('trying out');
    expect(await startWith({ PUBLIC_URL: 'http://longview.example' })).toContain('PUBLIC_URL must be https');
    expect(await startWith({ DATABASE_RUNTIME_URL: '' })).toContain('DATABASE_RUNTIME_URL');
  });

  it('names what is wrong with a province file by line, and no value of it', async () => {
    const broken = path.join(keys, 'broken.yaml');
    const text = (await fs.readFile(stack.provinceFile, 'utf8')).replace('custodianId: st-brigid', 'custodianId: very-secret-value');
    await fs.writeFile(broken, text);
    const line = text.split('\n').findIndex((one) => one.includes('very-secret-value')) + 1;
    const said = await startWith({ LONGVIEW_PROVINCE: broken });
    expect(said).toContain(`line ${line}: sources[0].custodianId: the id of the organization accountable for the source`);
    expect(said).not.toContain('very-secret-value');
  });
});
