import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

interface Manifest { readonly name: string; readonly nx?: { readonly tags?: readonly string[] }; readonly exports?: Readonly<Record<string, unknown>> }

/** Files of the repository that git tracks or would track, without generated ones. */
export const files: readonly string[] = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n').filter((file) => file !== '' && fs.existsSync(path.join(root, file)) && !file.includes('/generated/'));

export const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

export const projects = files.filter((file) => /^(apps|libs|test)\/.*package\.json$/.test(file)).map((file) => ({ dir: path.dirname(file), manifest: JSON.parse(read(file)) as Manifest }));
export const libraries = projects.filter(({ dir }) => dir.startsWith('libs/'));
