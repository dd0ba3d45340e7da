import { parseArgs } from 'node:util';
import { applyMigrations } from '@longview/persistence';
import { EXIT, type Command } from './command.js';
import { DATABASE_HELP, databaseAddresses } from './database-address.js';

export const migrate: Command = {
  name: 'migrate',
  summary: 'brings the database schema up to date',
  help: `longview migrate

Applies the migrations that are missing, one instance at a time, and grants the runtime role what it needs.

${DATABASE_HELP}`,
  async run(args, surroundings) {
    parseArgs({ args: [...args], options: {} });
    const { ownerUrl, runtimeUrl } = databaseAddresses(surroundings);
    const applied = await applyMigrations(ownerUrl, decodeURIComponent(new URL(runtimeUrl).username));
    for (const name of applied) surroundings.print(`applied ${name}`);
    surroundings.print(applied.length === 0 ? 'The schema is up to date.' : `The schema is up to date: ${applied.length} migration(s) applied.`);
    return EXIT.ok;
  },
};
