import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { AuditEvent } from './audit-event.js';
import { chainHash } from './chained-event.js';
import { openCheckpoint } from './checkpoint.js';
import { verifyInclusion, type Hash } from './merkle-tree.js';

/** One event with everything that shows, to whoever has the log's public key, that the signed log holds it just so. */
export interface EventProof {
  readonly event: AuditEvent;
  /** The hash of the event before it in its lane, which its own hash covers. */
  readonly previousHash: Hash;
  /** Its place in the sealed order, from 0. */
  readonly leafIndex: number;
  /** RFC 9162 §2.1.3. */
  readonly proof: readonly Hash[];
  /** The signed head that the proof leads to. */
  readonly checkpoint: string;
}

const FORMAT = 'longview-event-proof-1';
/** 32 bytes in Base64. */
export const hashText = z.base64().length(44);
const fileSchema = z.strictObject({
  format: z.literal(FORMAT), event: z.looseObject({ id: z.string() }), previousHash: hashText, leafIndex: z.int().nonnegative(), proof: z.array(hashText).max(64), checkpoint: z.string().max(10_000),
});

/** The proof as a file that can be handed on. Patients stay encrypted in it; the user is named. */
export function writeEventProof({ event, previousHash, leafIndex, proof, checkpoint }: EventProof): string {
  return `${JSON.stringify({ format: FORMAT, event, previousHash: previousHash.toString('base64'), leafIndex, proof: proof.map((hash) => hash.toString('base64')), checkpoint }, null, 2)}\n`;
}

/** `undefined` for text that is no such file. */
export function readEventProof(text: string): EventProof | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = fileSchema.safeParse(content);
  const bytes = (hash: string): Hash => Buffer.from(hash, 'base64');
  // What the event says is not checked for form: its hash is.
  return data && { event: data.event as unknown as AuditEvent, previousHash: bytes(data.previousHash), leafIndex: data.leafIndex, proof: data.proof.map(bytes), checkpoint: data.checkpoint };
}

export type EventProofVerdict =
  | { readonly kind: 'proven'; readonly treeSize: number; readonly signedAtMs: number }
  /** The head is not signed with this key. */
  | { readonly kind: 'head-forged' }
  /** The event, its place or the hash before it is not what the signed head covers. */
  | { readonly kind: 'not-in-the-log' };

/** Needs nothing but the proof and the public key; what makes the key the log's own is that the reader got it from somewhere else. */
export function verifyEventProof({ event, previousHash, ...place }: EventProof, publicKey: KeyObject): EventProofVerdict {
  return verifyPlace(chainHash(previousHash, event), place, publicKey);
}

/** Whether the signed log holds this very hash in that place. */
export function verifyPlace(hash: Hash, { leafIndex, proof, checkpoint }: Pick<EventProof, 'leafIndex' | 'proof' | 'checkpoint'>, publicKey: KeyObject): EventProofVerdict {
  const head = openCheckpoint(checkpoint, publicKey);
  if (!head) return { kind: 'head-forged' };
  return verifyInclusion(hash, leafIndex, head.treeSize, proof, head.rootHash) ? { kind: 'proven', treeSize: head.treeSize, signedAtMs: head.signedAtMs } : { kind: 'not-in-the-log' };
}
