import path from 'node:path';
import { createSecretReader, type SecretReader } from '@longview/platform';

/**
 * Reads the secrets that a province file names. A relative file name counts from the folder of the province file, so
 * that both can be moved together.
 */
export function secretReaderFor(provinceFile: string, environment: Readonly<Record<string, string | undefined>>): SecretReader {
  return createSecretReader(path.dirname(path.resolve(provinceFile)), environment);
}
