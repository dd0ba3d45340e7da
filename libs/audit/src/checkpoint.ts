import type { KeyObject } from 'node:crypto';
import type { Hash } from './merkle-tree.js';
import { isSignedBy, signNote } from './signed-note.js';

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
  return signNote(text, origin, privateKey);
}

/** The head that a checkpoint states, or `undefined` when it is no checkpoint or not signed with this key. */
export function openCheckpoint(checkpoint: string, publicKey: KeyObject): TreeHead | undefined {
  const match = /^(?<text>(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\nsigned-at (?<signedAt>[^\n]+)\n)\n(?<signatures>(?:\u2014 [^\n]+\n)+)$/u.exec(checkpoint);
  if (!match?.groups) return undefined;
  const { text, origin, size, root, signedAt, signatures } = match.groups as Record<'text' | 'origin' | 'size' | 'root' | 'signedAt' | 'signatures', string>;
  const signedAtMs = Date.parse(signedAt);
  if (!isSignedBy(text, signatures, origin, publicKey) || Number.isNaN(signedAtMs)) return undefined;
  return { treeSize: Number(size), rootHash: Buffer.from(root, 'base64'), signedAtMs };
}
