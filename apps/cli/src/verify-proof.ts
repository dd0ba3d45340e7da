import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEventProof, verifyEventProof } from '@longview/audit';
import { EXIT, UsageError, type Command } from './command.js';
import { readPublicKey } from './public-key.js';

export const verifyProof: Command = {
  name: 'verify-proof',
  summary: 'checks the proof of one event, with the public key alone',
  help: `longview verify-proof --proof <file> --public-key <file>

Needs no database and no log: says whether the log whose key this is holds the event just so.

  --proof <file>        written by "longview prove-event"
  --public-key <file>   the log's Ed25519 public key (PEM), got from somewhere else than the proof`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { proof: { type: 'string' }, 'public-key': { type: 'string' } } });
    if (!values.proof) throw new UsageError('--proof names the file to check.');
    if (!values['public-key']) throw new UsageError('--public-key names the key to verify with.');
    const publicKey = await readPublicKey(values['public-key']);
    const proof = readEventProof(await readFile(values.proof, 'utf8'));
    if (!proof) throw new UsageError('The file is no proof of an event.');
    const verdict = verifyEventProof(proof, publicKey);
    switch (verdict.kind) {
      case 'proven':
        surroundings.print(`PROVEN: event ${proof.event.id} (${proof.event.action} by ${proof.event.actor.userId} at ${new Date(proof.event.occurredAtMs).toISOString()}) is number ${proof.leafIndex + 1} of the ${verdict.treeSize} events signed at ${new Date(verdict.signedAtMs).toISOString()}.`);
        return EXIT.ok;
      case 'head-forged':
        surroundings.print('NOT PROVEN: the signed head in it is not signed with this key.');
        return EXIT.foundProblems;
      case 'not-in-the-log':
        surroundings.print('NOT PROVEN: the event is not what the signed log holds in that place.');
        return EXIT.foundProblems;
    }
  },
};
