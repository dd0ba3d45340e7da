import { createHash, type KeyObject } from 'node:crypto';
import { isSignedBy, signNote } from './signed-note.js';

const FIRST_LINE = 'longview-seal v1';
const COMMENT_BEGINS = '<!--\n';
const COMMENT_ENDS = '-->\n';

/** What a seal says of the document above it. */
export interface DocumentSeal {
  /** Of the installation that signed, and what it signs under this name. */
  readonly name: string;
  readonly signedAtMs: number;
}

/**
 * What is put under a document that leaves the house, so that whoever holds the log's public key can tell whether a word of
 * it was changed: its SHA-256 and when it was signed, as a signed note. In HTML the seal is a comment.
 * @param document ends with a line feed.
 */
export function sealOf(document: string, { name, signedAtMs }: DocumentSeal, privateKey: KeyObject, { isHtml = false } = {}): string {
  const note = signNote(`${FIRST_LINE}\nsha256 ${sha256(document)}\nsigned-at ${new Date(signedAtMs).toISOString()}\n`, name, privateKey);
  return isHtml ? `${COMMENT_BEGINS}${note}${COMMENT_ENDS}` : note;
}

/** The seal of a document as it was handed out; nothing when it has none, was changed, or was not sealed with this key. */
export function openSealedDocument(file: string, publicKey: KeyObject): DocumentSeal | undefined {
  const at = file.lastIndexOf(`${FIRST_LINE}\n`);
  if (at < 0) return undefined;
  const isHtml = file.slice(0, at).endsWith(COMMENT_BEGINS) && file.endsWith(COMMENT_ENDS);
  const document = file.slice(0, isHtml ? at - COMMENT_BEGINS.length : at);
  const note = file.slice(at, isHtml ? -COMMENT_ENDS.length : undefined);
  const match = /^(?<text>[^\n]+\nsha256 (?<hash>[0-9a-f]{64})\nsigned-at (?<signedAt>[^\n]+)\n)\n(?<signature>\u2014 (?<name>[^\n ]+) [^\n]+\n)$/u.exec(note);
  if (!match?.groups) return undefined;
  const { text, hash, signedAt, signature, name } = match.groups as Record<'text' | 'hash' | 'signedAt' | 'signature' | 'name', string>;
  const signedAtMs = Date.parse(signedAt);
  return hash === sha256(document) && !Number.isNaN(signedAtMs) && isSignedBy(text, signature, name, publicKey) ? { name, signedAtMs } : undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
