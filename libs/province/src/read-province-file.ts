import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { findCrossReferenceProblems } from './cross-references.js';
import { provinceFileSchema, type ProvinceFile } from './province-file.js';
import { ProvinceFileInvalid, type ProvinceProblem } from './province-problem.js';

/** A file must not grow without bounds when it is read. */
const MAX_ALIASES = 100;

type Path = readonly (string | number)[];

/**
 * Reads and checks a province file: YAML 1.2, the format of {@link provinceFileSchema}, and that everything it refers to
 * is there. Secrets are not read: they are only named.
 * @throws {ProvinceFileInvalid} with every problem, its line and what was expected there.
 */
export async function readProvinceFile(file: string): Promise<ProvinceFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ProvinceFileInvalid(file, [{ path: '', expected: 'a file that can be read' }], { cause });
  }
  const result = parseProvinceFile(text);
  if (!('province' in result)) throw new ProvinceFileInvalid(file, result.problems);
  return result.province;
}

/** The same for text that is at hand. */
export function parseProvinceFile(text: string): { readonly province: ProvinceFile } | { readonly problems: readonly ProvinceProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineOf = (path: Path): number | undefined => lineOfNode(document, path, lines);
  if (document.errors.length > 0) return { problems: document.errors.map(({ linePos, code }) => ({ path: '', expected: `YAML that can be read (${code})`, ...(linePos && { line: linePos[0].line }) })) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return { problems: [{ path: '', expected: 'YAML whose aliases do not multiply' }] };
  }
  const parsed = provinceFileSchema.safeParse(value);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(flatten).map(({ path, message }) => problemAt(path, message, lineOf)) };
  const problems = findCrossReferenceProblems(parsed.data).map(({ path, expected }) => problemAt(path, expected, lineOf));
  return problems.length > 0 ? { problems } : { province: parsed.data };
}

function problemAt(path: Path, expected: string, lineOf: (path: Path) => number | undefined): ProvinceProblem {
  const line = lineOf(path);
  return { path: spell(path), expected, ...(line !== undefined && { line }) };
}

/** `sources[2].records.baseUrl` */
const spell = (path: Path): string => path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '');

/** A union's issue says only that nothing fits; the branch that came closest says what is wrong. */
function flatten(issue: z.core.$ZodIssue): readonly { readonly path: Path; readonly message: string }[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
  const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0]!;
  return closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue));
}

/** The line of a node, or of the nearest one around it that exists. */
function lineOfNode(document: Document, path: Path, lines: LineCounter): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
