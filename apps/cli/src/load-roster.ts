import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { GroupCommitAuditLog, PatientPseudonymizer } from '@longview/audit';
import { loadRoster as load, type RosterOutcome } from '@longview/care-relationship';
import { openPostgresDatabase, PostgresAuditStore } from '@longview/persistence';
import { createIdSource, systemClock } from '@longview/platform';
import { EXIT, UsageError, type Command } from './command.js';
import { DATABASE_HELP, readerAddress } from './database-address.js';

/** More wrong lines than anybody reads are only counted. */
const MOST_LINES = 20;

export const loadRoster: Command = {
  name: 'load-roster',
  summary: 'replaces the roster of an organization by a CSV of health numbers',
  help: `longview load-roster --organization <id> --file <csv>

Opening a patient of their organization's roster asks nobody for a reason. The file has one health number a line, in a column
called healthNumber or the first one; everything else in it is not read. All or nothing: one line that is no health number
changes nothing. The database keeps a keyed hash of each number, never the number.

  --organization <id>   whose roster it is
  --file <csv>          the whole roster: whoever is not in it is on it no more

  LONGVIEW_SECRETS      folder of the gateway's keys; audit-index.key is read
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values: { organization, file } } = parseArgs({ args: [...args], options: { organization: { type: 'string' }, file: { type: 'string' } } });
    if (!organization || !file) throw new UsageError('--organization says whose roster it is, --file which file.');
    const folder = surroundings.environment['LONGVIEW_SECRETS'];
    if (!folder) throw new UsageError('LONGVIEW_SECRETS does not say where the keys are.');
    const url = readerAddress(surroundings);
    const indexKey = Buffer.from((await readFile(path.join(folder, 'audit-index.key'), 'utf8')).trim(), 'base64url');
    const outcome = await loadWith(url, indexKey, organization, await readFile(file, 'utf8'));
    if (outcome.kind === 'loaded') {
      surroundings.print(`${outcome.patientCount} patients on the roster of ${organization}: ${outcome.addedCount} new, ${outcome.removedCount} not any more.`);
      return EXIT.ok;
    }
    for (const { line, problem } of outcome.problems.slice(0, MOST_LINES)) surroundings.printError(problem === 'no-column' ? `line ${line}: no column is called healthNumber` : `line ${line}: no health number`);
    surroundings.printError(`${outcome.problems.length} line(s) are wrong: nothing was changed.`);
    return EXIT.foundProblems;
  },
};

async function loadWith(url: string, indexKey: Buffer, organizationId: string, text: string): Promise<RosterOutcome> {
  const database = openPostgresDatabase(url, { applicationName: 'longview-load-roster' });
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(url), { nowMs: () => systemClock.nowMs(), lanes: 1 });
  try {
    const { rows } = await database.query('select 1 from organization where id = $1', [organizationId]);
    if (rows.length === 0) throw new UsageError('There is no organization of this id.');
    // Hashes are all that is made here, so nothing is ever sealed with the second key.
    const pseudonymizer = new PatientPseudonymizer({ indexKey, sealingKeys: new Map([[0, indexKey]]) });
    const { username } = os.userInfo();
    return await load({ database, audit, clock: systemClock, ids: createIdSource(systemClock), keyOf: (identifier) => pseudonymizer.keyOf(identifier) }, organizationId, text, { userId: `operator:${username}`, displayName: username, roles: [] });
  } finally {
    await audit.close();
    await database.close();
  }
}
