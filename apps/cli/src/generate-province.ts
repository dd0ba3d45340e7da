import { parseArgs } from 'node:util';
import { openPostgresDatabase } from '@longview/persistence';
import { systemClock } from '@longview/platform';
import { readProvinceFile } from '@longview/province';
import { generateProvince as generate, ProvinceNotEmpty, PROVINCE_USERS } from '@longview/synthetic-province';
import { EXIT, UsageError, type Command } from './command.js';
import { DATABASE_HELP, databaseAddresses } from './database-address.js';

export const generateProvince: Command = {
  name: 'generate-province',
  summary: 'fills an empty database with an invented province of full size',
  help: `longview generate-province [--users <number>] [--seed <number>] [--one-hospital] [--add]

Writes organizations, sites, agreements, people, offices and entitlements that do not exist, by sector as the province has them,
all or nothing. For demonstrations and measurements: never into the database of a province that people work with.

  --users <number>      how many people (${PROVINCE_USERS})
  --seed <number>       another province of the same size (9)
  --one-hospital        all hospital sites belong to one organization: the longest list there can be
  --add                 add to organizations that are there already; without it, such a database is refused

  LONGVIEW_PROVINCE     a province file: its sources and its first identity provider are used (those of the sandbox)
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { users: { type: 'string' }, seed: { type: 'string' }, 'one-hospital': { type: 'boolean' }, add: { type: 'boolean' } } });
    const users = wholeNumber('--users', values.users, { least: 1, most: 1_000_000 });
    const seed = wholeNumber('--seed', values.seed, { least: 0, most: 2 ** 32 - 1 });
    const { ownerUrl } = databaseAddresses(surroundings);
    const file = surroundings.environment['LONGVIEW_PROVINCE'];
    const province = file ? await readProvinceFile(file) : undefined;
    const sources = province?.sources.toSorted((a, b) => Number(b.isRepository) - Number(a.isRepository)).map(({ id }) => id);
    const database = openPostgresDatabase(ownerUrl, { applicationName: 'longview-generate-province', statementTimeoutMs: 120_000 });
    try {
      const { organizations, sites, users: people, commonServiceUsers, largestOrganization, sectors } = await generate(database, systemClock, {
        ...(users !== undefined && { users }), ...(seed !== undefined && { seed }), ...(sources && { sourceIds: sources }),
        ...(province && { identityProviderId: province.identityProviders[0]!.id }), oneHospital: values['one-hospital'] ?? false, addToExisting: values.add ?? false,
      });
      // Plans are made from statistics: right after loading there are none.
      await database.query('analyze');
      for (const { sector, sites: count, users: total } of sectors) surroundings.print(`${sector.padEnd(30)} ${String(count).padStart(6)} sites ${String(total).padStart(7)} users`);
      surroundings.print(`${organizations} organizations, ${sites} sites, ${people} users, ${commonServiceUsers} of them entitled to the DI Common Service; the largest organization, ${largestOrganization.id}, has ${largestOrganization.users}.`);
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof ProvinceNotEmpty)) throw error;
      surroundings.printError(`${error.message} (--add)`);
      return EXIT.foundProblems;
    } finally {
      await database.close();
    }
  },
};

function wholeNumber(name: string, text: string | undefined, { least, most }: { readonly least: number; readonly most: number }): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new UsageError(`${name} is a whole number from ${least} to ${most}.`);
  return value;
}
