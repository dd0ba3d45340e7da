import type { ClinicalRecord, Coding, Identifier, IdentifierType } from '@longview/clinical-model';
import type { Block } from './block-index.js';
import type { TextFolder } from './fold-text.js';

/** A coded thing in comparable form. */
export interface CodingKeys {
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly text: string;
}

/** A record with everything it is compared by, read once. */
export interface Entry<R extends ClinicalRecord = ClinicalRecord> {
  readonly record: R;
  readonly key: string;
  /** How many entries came before it; the earliest member gives a group its id. */
  readonly order: number;
  readonly title: string;
  readonly coding: CodingKeys | undefined;
  readonly studyUids: readonly string[];
  /** `issuer|accession`, and filler order numbers, which many systems use for the same thing. */
  readonly accessions: readonly string[];
  /** Identifiers of the record itself, with their issuer. */
  readonly businessIds: readonly string[];
  /** Those it shares with other entries; filled by the block index. */
  blocks: readonly Block[];
}

const NOTHING: readonly string[] = [];
const NO_BLOCKS: readonly Block[] = [];
/** What a number numbers. A patient's or a placer's is nothing to recognise a record by. */
const NUMBERS: Readonly<Record<IdentifierType, 'order' | 'record' | 'neither'>> = { ACSN: 'order', FILL: 'order', UID: 'record', PLAC: 'neither', JHN: 'neither', MR: 'neither' };
const PLACEHOLDER = /^(?:0+|n\/?a|none|unknown|-+)$/i;

export function readEntry(record: ClinicalRecord, key: string, order: number, folder: TextFolder): Entry {
  const coding = codingOf(record);
  const studyUids = studyUidsOf(record);
  const numbers = record.identifiers.length > 0 ? readNumbers(record.identifiers, studyUids) : undefined;
  return {
    record, order, key, blocks: NO_BLOCKS,
    coding: coding && { system: coding.system, code: coding.code, text: folder.fold(coding.text) },
    title: folder.fold(record.title),
    studyUids,
    accessions: numbers?.order ?? NOTHING,
    businessIds: numbers?.record ?? NOTHING,
  };
}

function readNumbers(identifiers: readonly Identifier[], studyUids: readonly string[]): { order?: string[]; record?: string[] } {
  const numbers: { order?: string[]; record?: string[] } = {};
  for (const { system, value, type } of identifiers) {
    const what = type === undefined ? 'record' : NUMBERS[type];
    if (what === 'neither' || system === '' || value === '' || PLACEHOLDER.test(value)) continue;
    // The study's UID is read from its own field.
    if (what === 'record' && studyUids.includes(value.startsWith('urn:oid:') ? value.slice(8) : value)) continue;
    (numbers[what] ??= []).push(`${system}|${value.trim()}`);
  }
  return numbers;
}

function studyUidsOf(record: ClinicalRecord): readonly string[] {
  if (record.kind === 'imaging-study') return record.studyInstanceUid ? [record.studyInstanceUid] : NOTHING;
  return record.kind === 'report' ? record.studyInstanceUids : NOTHING;
}

function codingOf(record: ClinicalRecord): Coding | undefined {
  switch (record.kind) {
    case 'imaging-study': return record.procedure;
    case 'report': case 'lab': case 'condition': return record.code;
    case 'document': return record.type;
    case 'visit': return record.reason;
    case 'medication': return record.medication;
    case 'allergy': return record.substance;
  }
}

/** Equal codes of one system, otherwise equal words. Two codes of one system that differ are never made equal by their words. */
export function isSameCoding(a: CodingKeys | undefined, b: CodingKeys | undefined): boolean {
  if (!a || !b) return false;
  if (a.code !== undefined && b.code !== undefined && a.system === b.system) return a.code === b.code;
  return a.text !== '' && a.text === b.text;
}

export function sharesAny(a: readonly string[], b: readonly string[]): boolean {
  for (const value of a) if (b.includes(value)) return true;
  return false;
}

/** True when both name something and nothing in common. */
export function areDisjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !sharesAny(a, b);
}

/** True when one issuer gave both a number, and not the same. */
export function hasOtherAccession(a: Entry, b: Entry): boolean {
  return !sharesAny(a.accessions, b.accessions)
    && a.accessions.some((left) => b.accessions.some((right) => left.slice(0, left.lastIndexOf('|')) === right.slice(0, right.lastIndexOf('|'))));
}
