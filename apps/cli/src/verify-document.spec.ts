import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sealOf } from '@longview/audit';
import { longview } from './longview.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const folder = mkdtempSync(path.join(tmpdir(), 'longview-document-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> => {
  const output: string[] = [];
  const print = (text: string): void => void output.push(text);
  const code = await longview(args, { environment: {}, print, printError: print });
  return { code, output: output.join('\n') };
};

describe('longview verify-document', () => {
  it('tells a list as it was handed out from one that was changed', async () => {
    const document = '\uFEFFQuand,Ce qui s’est passé\r\n"3 novembre",Dre Exemple a consulté votre dossier.\r\n\n';
    const sealed = document + sealOf(document, { name: 'longview.example/patient-list', signedAtMs: Date.UTC(2026, 10, 20, 15) }, privateKey);
    const [file, changed, key] = ['list.csv', 'changed.csv', 'key.pem'].map((name) => path.join(folder, name)) as [string, string, string];
    writeFileSync(file, sealed);
    writeFileSync(changed, sealed.replace('3 novembre', '4 novembre'));
    writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }));
    expect(await run(['verify-document', '--file', file, '--public-key', key])).toEqual({ code: 0, output: 'AS HANDED OUT: sealed as longview.example/patient-list at 2026-11-20T15:00:00.000Z.' });
    expect(await run(['verify-document', '--file', changed, '--public-key', key])).toMatchObject({ code: 1, output: expect.stringContaining('NOT AS HANDED OUT') });
    expect((await run(['verify-document', '--file', file])).code).toBe(2);
  });
});
