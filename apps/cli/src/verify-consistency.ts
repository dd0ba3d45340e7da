import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openCheckpoint, verifyConsistency } from '@longview/audit';
import { EXIT, UsageError, type Command } from './command.js';
import { readPublicKey } from './public-key.js';

export const verifyLogConsistency: Command = {
  name: 'verify-consistency',
  summary: 'checks that a newer head of the access log continues one that was kept',
  help: `longview verify-consistency --older <file> --newer <file> --proof <file> --public-key <file>

Needs no database and no log: for participants, who keep the daily heads. If the log was rewritten between the two, no proof passes.

  --older <file>        a checkpoint that was kept
  --newer <file>        a later one, or today's: GET {address}/access-log/checkpoint
  --proof <file>        GET {address}/access-log/consistency?oldSize=<older>&newSize=<newer>, the sizes being the second lines of both
  --public-key <file>   the log's Ed25519 public key (PEM), got from somewhere else than these`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { older: { type: 'string' }, newer: { type: 'string' }, proof: { type: 'string' }, 'public-key': { type: 'string' } } });
    const { older, newer, proof: proofFile, 'public-key': keyFile } = values;
    if (!older || !newer || !proofFile || !keyFile) throw new UsageError('--older, --newer, --proof and --public-key are all needed.');
    const publicKey = await readPublicKey(keyFile);
    const [oldHead, newHead] = (await Promise.all([older, newer].map((file) => readFile(file, 'utf8')))).map((text) => openCheckpoint(text, publicKey));
    if (!oldHead || !newHead) {
      surroundings.print(`NOT CONSISTENT: the ${oldHead ? 'newer' : 'older'} head is not signed with this key.`);
      return EXIT.foundProblems;
    }
    const proof = readProof(await readFile(proofFile, 'utf8'));
    if (!verifyConsistency(oldHead.treeSize, oldHead.rootHash, newHead.treeSize, newHead.rootHash, proof)) {
      surroundings.print(`NOT CONSISTENT: the proof does not show that the log of ${newHead.treeSize} events continues that of ${oldHead.treeSize}.`);
      return EXIT.foundProblems;
    }
    surroundings.print(`CONSISTENT: the log of ${newHead.treeSize} events, signed at ${new Date(newHead.signedAtMs).toISOString()}, continues that of ${oldHead.treeSize}: nothing before was rewritten.`);
    return EXIT.ok;
  },
};

function readProof(text: string): readonly Buffer[] {
  try {
    const { proof } = JSON.parse(text) as { proof?: unknown };
    if (Array.isArray(proof) && proof.every((hash) => typeof hash === 'string')) return proof.map((hash: string) => Buffer.from(hash, 'base64'));
  } catch {
    // Said below.
  }
  throw new UsageError('The file is no proof of consistency.');
}
