import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openCheckpoint, signCheckpoint, type TreeHead } from './checkpoint.js';
import { leafHash } from './merkle-tree.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const head: TreeHead = { treeSize: 1042, rootHash: leafHash(Buffer.from('x')), signedAtMs: Date.UTC(2026, 10, 20, 15, 0, 0) };
const ORIGIN = 'longview.example/access-log';

describe('a checkpoint', () => {
  const checkpoint = signCheckpoint(head, ORIGIN, privateKey);

  it('is text that a person can read and a transparency log tool understands', () => {
    expect(checkpoint).toMatch(/^longview\.example\/access-log\n1042\n[A-Za-z0-9+/]{43}=\nsigned-at 2026-11-20T15:00:00\.000Z\n\n— longview\.example\/access-log [A-Za-z0-9+/=]+\n$/);
  });

  it('opens with the key that signed it', () => {
    expect(openCheckpoint(checkpoint, publicKey)).toEqual(head);
  });

  it('opens also when others have signed below', () => {
    const witness = generateKeyPairSync('ed25519');
    const line = signCheckpoint(head, 'witness.example', witness.privateKey).split('\n').at(-2)!;
    expect(openCheckpoint(`${checkpoint}${line}\n`, publicKey)).toEqual(head);
  });

  it.each([
    ['another size', checkpoint.replace('1042', '1043')],
    ['another time', checkpoint.replace('2026', '2025')],
    ['another origin', checkpoint.replaceAll('longview.example', 'longview.invalid')],
    ['no signature', checkpoint.split('\n').slice(0, 5).join('\n')],
    ['something before it', `x\n${checkpoint}`],
    ['nothing', ''],
  ])('does not open with %s', (_, text) => {
    expect(openCheckpoint(text, publicKey)).toBeUndefined();
  });

  it('does not open with another key', () => {
    expect(openCheckpoint(checkpoint, generateKeyPairSync('ed25519').publicKey)).toBeUndefined();
  });
});
