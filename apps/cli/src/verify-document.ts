import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openSealedDocument } from '@longview/audit';
import { EXIT, UsageError, type Command } from './command.js';
import { readPublicKey } from './public-key.js';

export const verifyDocument: Command = {
  name: 'verify-document',
  summary: "checks that a patient's list is as it was handed out",
  help: `longview verify-document --file <file> --public-key <file>

Needs no database and no log. The file as it was handed out, CSV or HTML: a change of a single character anywhere is found.

  --file <file>         the list, with the seal at its end
  --public-key <file>   the log's Ed25519 public key (PEM), got from somewhere else than the file`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { file: { type: 'string' }, 'public-key': { type: 'string' } } });
    const { file, 'public-key': keyFile } = values;
    if (!file || !keyFile) throw new UsageError('--file and --public-key are both needed.');
    const seal = openSealedDocument(await readFile(file, 'utf8'), await readPublicKey(keyFile));
    if (!seal) {
      surroundings.print('NOT AS HANDED OUT: the file was changed, or it was not sealed with this key.');
      return EXIT.foundProblems;
    }
    surroundings.print(`AS HANDED OUT: sealed as ${seal.name} at ${new Date(seal.signedAtMs).toISOString()}.`);
    return EXIT.ok;
  },
};
