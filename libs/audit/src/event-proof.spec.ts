import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from './audit-event.js';
import { chainHash, LANE_START } from './chained-event.js';
import { signCheckpoint } from './checkpoint.js';
import { readEventProof, verifyEventProof, writeEventProof, type EventProof } from './event-proof.js';
import { rootOf } from './merkle-tree.js';
import { proveInclusion } from './tree-proofs.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** Fictitious. */
const events = Array.from({ length: 5 }, (_, i): AuditEvent => ({
  id: `1-${i + 1}`, action: 'patient-opened', outcome: 'success', occurredAtMs: 1_795_618_800_000 + i, actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] }, patient: { key: 'a2V5', sealed: 'AQID' },
}));
const hashes: Buffer[] = [];
for (const event of events) hashes.push(chainHash(hashes.at(-1) ?? LANE_START, event));
const checkpoint = signCheckpoint({ treeSize: 5, rootHash: rootOf(hashes), signedAtMs: 1_795_618_900_000 }, 'longview.example/access-log', privateKey);
const proven: EventProof = { event: events[3]!, previousHash: hashes[2]!, leafIndex: 3, proof: await proveInclusion({ read: async (_, first, count) => hashes.slice(first, first + count) }, 3, 5), checkpoint };

describe('the proof of one event', () => {
  it('survives being written to a file and read again, and needs only the public key', () => {
    expect(verifyEventProof(readEventProof(writeEventProof(proven))!, publicKey)).toEqual({ kind: 'proven', treeSize: 5, signedAtMs: 1_795_618_900_000 });
  });

  it.each<[string, Partial<EventProof>]>([
    ['the user', { event: { ...events[3]!, actor: { ...events[3]!.actor, userId: 'somebody-else' } } }],
    ['the patient', { event: { ...events[3]!, patient: { key: 'b3RoZXI', sealed: 'AQID' } } }],
    ['the time', { event: { ...events[3]!, occurredAtMs: 0 } }],
    ['the id', { event: { ...events[3]!, id: '1-5' } }],
    ['the event before', { previousHash: hashes[3]! }],
    ['the place', { leafIndex: 2 }],
    ['the path', { proof: [...proven.proof].reverse() }],
  ])('fails when %s is another', (_, change) => {
    expect(verifyEventProof({ ...proven, ...change }, publicKey)).toEqual({ kind: 'not-in-the-log' });
  });

  it('fails under a head that somebody else signed', () => {
    expect(verifyEventProof({ ...proven, checkpoint: signCheckpoint({ treeSize: 5, rootHash: rootOf(hashes), signedAtMs: 0 }, 'longview.example/access-log', generateKeyPairSync('ed25519').privateKey) }, publicKey)).toEqual({ kind: 'head-forged' });
  });

  it.each(['', 'null', '{}', '{"format":"longview-event-proof-1"}', writeEventProof(proven).replace('"leafIndex": 3', '"leafIndex": -1'), writeEventProof(proven).slice(0, -10)])('is not read from a text that is none (%#)', (text) => {
    expect(readEventProof(text)).toBeUndefined();
  });
});
