import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeEventProof } from '@longview/audit';
import { PostgresAuditProofs } from '@longview/persistence';
import { EXIT, UsageError, type Command } from './command.js';
import { DATABASE_HELP, readerAddress } from './database-address.js';

export const proveEvent: Command = {
  name: 'prove-event',
  summary: 'writes the proof that one event stands in the signed access log',
  help: `longview prove-event --event <id> --out <file>

Writes the event with its place in the sealed log and the signed head, for somebody who has neither the log nor the database:
"longview verify-proof" checks it with the public key alone. Patients stay encrypted; the user is named.

  --event <id>          as the log and its exports name it, two numbers: 12-3456
  --out <file>          a file that does not exist yet
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values: { event, out } } = parseArgs({ args: [...args], options: { event: { type: 'string' }, out: { type: 'string' } } });
    const place = /^(\d{1,10})-(\d{1,15})$/.exec(event ?? '');
    if (!place) throw new UsageError('--event names the event by its two numbers.');
    if (!out) throw new UsageError('--out names the file to write.');
    const proofs = new PostgresAuditProofs(readerAddress(surroundings));
    try {
      const proof = await proofs.proveInclusion(Number(place[1]), Number(place[2]));
      if (!proof) {
        surroundings.printError('No signed head covers such an event: it is not in the log, or not sealed yet.');
        return EXIT.foundProblems;
      }
      await writeFile(out, writeEventProof(proof), { flag: 'wx', mode: 0o600 });
      surroundings.print(`Event ${event} is number ${proof.leafIndex + 1} of the sealed log; the proof is in ${out}.`);
      return EXIT.ok;
    } finally {
      await proofs.close();
    }
  },
};
