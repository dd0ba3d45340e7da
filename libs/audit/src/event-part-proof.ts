import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { AuditEvent } from './audit-event.js';
import { chainHash } from './chained-event.js';
import { hashText, verifyPlace, type EventProof, type EventProofVerdict } from './event-proof.js';
import type { Hash } from './merkle-tree.js';

/**
 * What somebody may be told of an event, whatever else it says. Its sealed patient and its request are never told: nobody
 * knows them by heart, so that what was left out cannot be found by trying which event has the hash.
 */
export interface EventPart extends Pick<AuditEvent, 'id' | 'action' | 'outcome' | 'occurredAtMs' | 'actor' | 'sessionId' | 'purposeOfUse' | 'rule' | 'custodians' | 'objects' | 'details'> {
  readonly patient?: { readonly key: string };
}

/** A part of an event, with everything that shows that the signed log holds an event of this hash in this place. */
export interface EventPartProof extends Pick<EventProof, 'leafIndex' | 'proof' | 'checkpoint'> {
  readonly part: EventPart;
  /** Of the whole event, as {@link chainHash} makes it. */
  readonly hash: Hash;
}

const FORMAT = 'longview-event-part-1';
/** In the file itself, for whoever finds it without its product. */
const NOTE = 'A part of an event: the rest concerns others. The proof shows that the signed log holds an event of this hash in this place, not what it says. The whole event is in the log; its keeper can show it with "longview prove-event" and the id.';
const fileSchema = z.strictObject({
  format: z.literal(FORMAT), note: z.string().max(1_000), part: z.looseObject({ id: z.string(), action: z.string(), occurredAtMs: z.number(), actor: z.looseObject({ userId: z.string(), displayName: z.string() }) }),
  hash: hashText, leafIndex: z.int().nonnegative(), proof: z.array(hashText).max(64), checkpoint: z.string().max(10_000),
});

/** Leaves of a proven event what may be told, and instead of the rest its hash. */
export function takePart({ event, previousHash, leafIndex, proof, checkpoint }: EventProof, { custodians, objects }: Pick<AuditEvent, 'custodians' | 'objects'>): EventPartProof {
  const { id, action, outcome, occurredAtMs, actor, sessionId, purposeOfUse, rule, details, patient } = event;
  const part: EventPart = {
    id, action, outcome, occurredAtMs, actor, ...(sessionId !== undefined && { sessionId }), ...(purposeOfUse && { purposeOfUse }), ...(rule !== undefined && { rule }), ...(patient && { patient: { key: patient.key } }),
    ...(custodians && { custodians }), ...(objects && { objects }), ...(details && { details }),
  };
  return { part, hash: chainHash(previousHash, event), leafIndex, proof, checkpoint };
}

/** The proof as a file that can be handed on. The user is named in it, the patient is a key. */
export function writeEventPartProof({ part, hash, leafIndex, proof, checkpoint }: EventPartProof): string {
  return `${JSON.stringify({ format: FORMAT, note: NOTE, part, hash: hash.toString('base64'), leafIndex, proof: proof.map((one) => one.toString('base64')), checkpoint }, null, 2)}\n`;
}

/** `undefined` for text that is no such file. */
export function readEventPartProof(text: string): EventPartProof | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = fileSchema.safeParse(content);
  const bytes = (hash: string): Hash => Buffer.from(hash, 'base64');
  return data && { part: data.part as unknown as EventPart, hash: bytes(data.hash), leafIndex: data.leafIndex, proof: data.proof.map(bytes), checkpoint: data.checkpoint };
}

/** Whether the signed log holds an event of this hash in this place. What the part says is not proven: that only the whole event is. */
export function verifyEventPartProof({ hash, ...place }: EventPartProof, publicKey: KeyObject): EventProofVerdict {
  return verifyPlace(hash, place, publicKey);
}
