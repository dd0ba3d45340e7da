import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Names a secret without holding it: an environment variable or a file. */
export type SecretLocation = { readonly env: string } | { readonly file: string };

/** Resolves to the secret. Rejects with a {@link SecretFault} that names the place, never the content. */
export type SecretReader = (location: SecretLocation) => Promise<string>;

export class SecretFault extends Error {
  override readonly name = 'SecretFault';
  readonly code = 'SECRET_MISSING';
  constructor(readonly details: SecretLocation, options?: { cause?: unknown }) {
    super('A secret that the configuration names is not there.', options);
  }
}

/**
 * Reads each secret when it is needed, so that a rotated one is picked up without a restart.
 * @param baseFolder folder that relative file names count from.
 */
export function createSecretReader(baseFolder: string, environment: Readonly<Record<string, string | undefined>>): SecretReader {
  return async (location) => {
    if ('env' in location) {
      const value = environment[location.env];
      if (!value) throw new SecretFault(location);
      return value;
    }
    try {
      // Editors and `echo` end a file with a line break that is no part of the secret.
      return (await readFile(path.resolve(baseFolder, location.file), 'utf8')).replace(/\r?\n$/, '');
    } catch (cause) {
      throw new SecretFault(location, { cause });
    }
  };
}
