import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEventPartProof, readEventProof, verifyEventPartProof, verifyEventProof } from '@longview/audit';
import { EXIT, UsageError, type Command } from './command.js';
import { readPublicKey } from './public-key.js';

export const verifyProof: Command = {
  name: 'verify-proof',
  summary: 'checks the proof of one event, with the public key alone',
  help: `longview verify-proof --proof <file> --public-key <file>

Needs no database and no log: says whether the log whose key this is holds the event just so.
Of a part of an event, as the privacy office hands out where the rest concerns others, it says whether the log holds an event
of its hash.

  --proof <file>        written by "longview prove-event"
  --public-key <file>   the log's Ed25519 public key (PEM), got from somewhere else than the proof`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { proof: { type: 'string' }, 'public-key': { type: 'string' } } });
    if (!values.proof) throw new UsageError('--proof names the file to check.');
    if (!values['public-key']) throw new UsageError('--public-key names the key to verify with.');
    const publicKey = await readPublicKey(values['public-key']);
    const text = await readFile(values.proof, 'utf8');
    const [proof, part] = [readEventProof(text), readEventPartProof(text)];
    const verdict = proof ? verifyEventProof(proof, publicKey) : part && verifyEventPartProof(part, publicKey);
    if (!verdict) throw new UsageError('The file is no proof of an event.');
    switch (verdict.kind) {
      case 'proven':
        surroundings.print(proof
          ? `PROVEN: event ${proof.event.id} (${proof.event.action} by ${proof.event.actor.userId} at ${new Date(proof.event.occurredAtMs).toISOString()}) is number ${proof.leafIndex + 1} of the ${verdict.treeSize} events signed at ${new Date(verdict.signedAtMs).toISOString()}.`
          : `PROVEN IN PART: an event of the hash in the file is number ${part!.leafIndex + 1} of the ${verdict.treeSize} events signed at ${new Date(verdict.signedAtMs).toISOString()}. What the file says of it (event ${part!.part.id}) is not proven by that.`);
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
