import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from './audit-event.js';
import { chainHash, LANE_START } from './chained-event.js';
import { signCheckpoint } from './checkpoint.js';
import { readEventPartProof, takePart, verifyEventPartProof, writeEventPartProof } from './event-part-proof.js';
import { readEventProof, writeEventProof, type EventProof } from './event-proof.js';
import { rootOf } from './merkle-tree.js';
import { proveInclusion } from './tree-proofs.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** Fictitious. */
const events = Array.from({ length: 5 }, (_, i): AuditEvent => ({
  id: `1-${i + 1}`, action: 'records-shown', outcome: 'success', occurredAtMs: 1_795_618_800_000 + i, actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] }, requestId: 'a-request', clientAddress: '192.0.2.1', patient: { key: 'a2V5', sealed: 'AQID' },
  custodians: ['ours', 'theirs'].map((custodianId) => ({ custodianId, sourceId: `${custodianId}-records`, itemCount: 3, use: 'collection' })), objects: ['Report/theirs'], consentBlockedSourceIds: ['closed'],
}));
const hashes: Buffer[] = [];
for (const event of events) hashes.push(chainHash(hashes.at(-1) ?? LANE_START, event));
const checkpoint = signCheckpoint({ treeSize: 5, rootHash: rootOf(hashes), signedAtMs: 1_795_618_900_000 }, 'longview.example/access-log', privateKey);
const whole: EventProof = { event: events[3]!, previousHash: hashes[2]!, leafIndex: 3, proof: await proveInclusion({ read: async (_, first, count) => hashes.slice(first, first + count) }, 3, 5), checkpoint };
const part = takePart(whole, { custodians: events[3]!.custodians!.slice(0, 1) });

describe('the proof of a part of an event', () => {
  it('shows with the public key alone that the event’s hash is in the signed log, after having been a file', () => {
    expect(verifyEventPartProof(readEventPartProof(writeEventPartProof(part))!, publicKey)).toEqual({ kind: 'proven', treeSize: 5, signedAtMs: 1_795_618_900_000 });
    expect(part.hash.equals(hashes[3]!)).toBe(true);
  });

  it('says nothing that was not to be told, nor what the rest could be guessed with', () => {
    const file = writeEventPartProof(part);
    expect(file).toContain('ours-records');
    for (const hidden of ['theirs', 'closed', 'AQID', 'a-request', '192.0.2.1', 'previousHash']) expect(file).not.toContain(hidden);
  });

  it('fails for another hash, place or path, and under a head that somebody else signed', () => {
    for (const change of [{ hash: hashes[2]! }, { leafIndex: 2 }, { proof: [...part.proof].reverse() }]) expect(verifyEventPartProof({ ...part, ...change }, publicKey)).toEqual({ kind: 'not-in-the-log' });
    expect(verifyEventPartProof(part, generateKeyPairSync('ed25519').publicKey)).toEqual({ kind: 'head-forged' });
  });

  it('is never taken for the proof of a whole event, nor the other way round', () => {
    expect(readEventProof(writeEventPartProof(part))).toBeUndefined();
    for (const text of [writeEventProof(whole), '', 'null', '{}']) expect(readEventPartProof(text)).toBeUndefined();
  });
});
