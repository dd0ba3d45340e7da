import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Hash } from './merkle-tree.js';

/** The state of the log at one moment: this many events, with this root (RFC 9162 §2.1). */
export interface TreeHead {
  readonly treeSize: number;
  readonly rootHash: Hash;
  readonly signedAtMs: number;
}

/**
 * A tree head as signed text that participants can keep: a checkpoint as transparency logs write it, so that their tools
 * read ours. Origin, size and root on a line each, then when it was signed, an empty line, and an Ed25519 signature line.
 * @see https://c2sp.org/tlog-checkpoint
 * @see https://c2sp.org/signed-note
 */
export function signCheckpoint(head: TreeHead, origin: string, privateKey: KeyObject): string {
  const text = `${origin}\n${head.treeSize}\n${head.rootHash.toString('base64')}\nsigned-at ${new Date(head.signedAtMs).toISOString()}\n`;
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  const signed = Buffer.concat([keyId(origin, createPublicKey(privateKey)), signature]);
  return `${text}\n\u2014 ${origin} ${signed.toString('base64')}\n`;
}

/** The head that a checkpoint states, or `undefined` when it is no checkpoint or not signed with this key. */
export function openCheckpoint(checkpoint: string, publicKey: KeyObject): TreeHead | undefined {
  const match = /^(?<text>(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\nsigned-at (?<signedAt>[^\n]+)\n)\n(?<signatures>(?:\u2014 [^\n]+\n)+)$/u.exec(checkpoint);
  if (!match?.groups) return undefined;
  const { text, origin, size, root, signedAt, signatures } = match.groups as Record<'text' | 'origin' | 'size' | 'root' | 'signedAt' | 'signatures', string>;
  const signedAtMs = Date.parse(signedAt);
  const expectedId = keyId(origin, publicKey);
  const isSigned = signatures.split('\n').some((line) => {
    const prefix = `\u2014 ${origin} `;
    const bytes = line.startsWith(prefix) ? Buffer.from(line.slice(prefix.length), 'base64') : Buffer.alloc(0);
    return bytes.length === 68 && bytes.subarray(0, 4).equals(expectedId) && verify(null, Buffer.from(text, 'utf8'), publicKey, bytes.subarray(4));
  });
  if (!isSigned || Number.isNaN(signedAtMs)) return undefined;
  return { treeSize: Number(size), rootHash: Buffer.from(root, 'base64'), signedAtMs };
}

/** First four bytes of `SHA-256(name || 0x0A || 0x01 || public key)`. */
function keyId(origin: string, publicKey: KeyObject): Buffer {
  const { x } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(`${origin}\n\u0001`).update(Buffer.from(x ?? '', 'base64url')).digest().subarray(0, 4);
}
