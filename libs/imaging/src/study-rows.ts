import type { Readable } from 'node:stream';
import type { StudyGrant } from './study-grant.js';

const MAX_ROWS_BYTES = 1024 * 1024;

/** One study in the DICOM JSON model (PS3.18 annex F), of which only the key attributes are read here. */
export type StudyRow = Readonly<Record<string, { readonly Value?: readonly unknown[] } | undefined>>;

/** Reads a QIDO-RS answer of few rows. Rejects when it is too long or no JSON array; no content is an empty answer. */
export async function readStudyRows(body: Readable): Promise<readonly StudyRow[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ROWS_BYTES) throw new Error('The archive answered a question about one study with too many rows.');
    chunks.push(chunk);
  }
  if (size === 0) return [];
  const rows: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (!Array.isArray(rows)) throw new Error('The archive answered a search with something that is no list.');
  return rows.filter((row): row is StudyRow => typeof row === 'object' && row !== null);
}

/** First value of a text attribute. */
export function textOf(row: StudyRow, tag: string): string | undefined {
  const value = row[tag]?.Value?.[0];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** A study of the launch set as its archive describes it. */
export interface GrantedRow { readonly grant: StudyGrant; readonly row: StudyRow }

/**
 * Rows that answer "which studies has the patient with this PatientID?". Two people may share a record number at two
 * hospitals: when the rows would be more than one opened patient's, none is the answer.
 */
export function rowsOfPatient(rows: readonly GrantedRow[], patientId: string): readonly GrantedRow[] {
  const matching = rows.filter(({ row }) => textOf(row, '00100020') === patientId.trim());
  return new Set(matching.map(({ grant }) => grant.patientKey)).size > 1 ? [] : matching;
}
