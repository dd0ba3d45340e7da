import { readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../texts');

/** The agreement that Longview comes with, until the program office publishes its own. */
export async function readFirstAgreement(): Promise<{ readonly en: string; readonly fr: string }> {
  const [en, fr] = await Promise.all(['en', 'fr'].map(async (language) => (await readFile(path.join(folder, `user-agreement.${language}.txt`), 'utf8')).trim()));
  return { en: en!, fr: fr! };
}
