import { UsageError, type Surroundings } from './command.js';

/** What each command's help says about where the database is. */
export const DATABASE_HELP = `  DATABASE_URL          address of the role that owns the schema
  DATABASE_RUNTIME_URL  address of the role that the product runs with; without it, the owner is used`;

export interface DatabaseAddresses {
  readonly ownerUrl: string;
  readonly runtimeUrl: string;
}

/** From the environment and not from an argument: arguments are visible to everybody on the machine. */
export function databaseAddresses({ environment }: Surroundings): DatabaseAddresses {
  const { DATABASE_URL: ownerUrl, DATABASE_RUNTIME_URL: runtimeUrl } = environment;
  if (!ownerUrl) throw new UsageError('DATABASE_URL does not say where the database is.');
  return { ownerUrl, runtimeUrl: runtimeUrl ?? ownerUrl };
}

/** To read with: the role that may do less, if it is known. */
export function readerAddress({ environment }: Surroundings): string {
  const url = environment['DATABASE_RUNTIME_URL'] ?? environment['DATABASE_URL'];
  if (!url) throw new UsageError('Neither DATABASE_RUNTIME_URL nor DATABASE_URL says where the database is.');
  return url;
}
