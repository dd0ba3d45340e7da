import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { PostgresAuditReader } from '@longview/persistence';
import { eventLine, firstLine, headLine } from './audit-export.js';
import { EXIT, UsageError, type Command } from './command.js';
import { DATABASE_HELP, readerAddress } from './database-address.js';

export const exportAudit: Command = {
  name: 'export-audit',
  summary: 'writes the access log, as it is now, to a file that can be verified elsewhere',
  help: `longview export-audit --out <file>

Writes every event and every signed head of the access log, one JSON object a line. Patients stay encrypted; users are named.

  --out <file>          a file that does not exist yet
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values: { out } } = parseArgs({ args: [...args], options: { out: { type: 'string' } } });
    if (!out) throw new UsageError('--out names the file to write.');
    const reader = new PostgresAuditReader(readerAddress(surroundings));
    // Never over another export, and for nobody else to read: it says who looked at whom.
    const file = createWriteStream(out, { flags: 'wx', mode: 0o600 });
    try {
      await once(file, 'open');
      const write = async (line: string): Promise<void> => {
        if (!file.write(`${line}\n`)) await once(file, 'drain');
      };
      const count = await reader.snapshot(async ({ heads, events }) => {
        let eventCount = 0;
        await write(firstLine());
        for (const head of heads) await write(headLine(head));
        for await (const event of events) {
          await write(eventLine(event));
          eventCount++;
        }
        return { eventCount, headCount: heads.length };
      });
      file.end();
      await once(file, 'finish');
      surroundings.print(`${count.eventCount} events and ${count.headCount} signed heads written to ${out}.`);
      return EXIT.ok;
    } finally {
      file.destroy();
      await reader.close();
    }
  },
};
