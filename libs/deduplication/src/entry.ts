import type { ClinicalRecord, Coding, Identifier, IdentifierType, RecordKind } from '@longview/clinical-model';
import type { Block } from './block-index.js';
import { TextFolder } from './fold-text.js';
import { SharedKeys, type SharedKey } from './shared-keys.js';

/** A record with everything it is compared by, read once. */
export interface Entry<R extends ClinicalRecord = ClinicalRecord> {
  readonly record: R;
  /** How many entries came before it; the earliest member gives a group its id. */
  readonly order: number;
  readonly title: string;
  readonly coding: Coding | undefined;
  /** Its words in comparable form. */
  readonly codingText: string;
  readonly studyUids: readonly SharedKey[];
  /** Accession numbers, and filler order numbers, which many systems use for the same thing. */
  readonly accessions: readonly SharedKey[];
  /** Identifiers of the record itself. */
  readonly businessIds: readonly SharedKey[];
  /** Those it shares with other entries; filled by the block index. */
  blocks: readonly Block[];
  /** Another kind of record to which its source gave the same id. */
  namesake: Entry | undefined;
}

const NO_UIDS: readonly string[] = [];
const NO_KEYS: readonly SharedKey[] = [];
const NO_BLOCKS: readonly Block[] = [];
/** What a number numbers. A patient's or a placer's is nothing to recognise a record by. */
const NUMBERS: Readonly<Record<IdentifierType, 'order' | 'record' | 'neither'>> = { ACSN: 'order', FILL: 'order', UID: 'record', PLAC: 'neither', JHN: 'neither', MR: 'neither' };
const PLACEHOLDER = /^(?:0+|n\/?a|none|unknown|-+)$/i;

/** Reads records for comparison with each other; entries of two readers share no keys. */
export class EntryReader {
  private readonly folder = new TextFolder();
  private readonly keys = new SharedKeys();

  read(record: ClinicalRecord, order: number): Entry {
    const coding = codingOf(record);
    const uids = studyUidsOf(record);
    const entry = {
      record, order, blocks: NO_BLOCKS, namesake: undefined, coding,
      codingText: coding ? this.folder.fold(coding.text) : '',
      title: this.folder.fold(record.title),
      studyUids: uids.length === 0 ? NO_KEYS : uids.length === 1 ? [this.keys.studyUid(uids[0]!)] : uids.map((uid) => this.keys.studyUid(uid)),
      accessions: NO_KEYS, businessIds: NO_KEYS,
    };
    if (record.identifiers.length > 0) this.readNumbers(record.identifiers, record.kind, uids, entry);
    return entry;
  }

  private readNumbers(identifiers: readonly Identifier[], kind: RecordKind, uids: readonly string[], entry: { accessions: readonly SharedKey[]; businessIds: readonly SharedKey[] }): void {
    for (const { system, value, type } of identifiers) {
      const what = type === undefined ? 'record' : NUMBERS[type];
      if (what === 'neither' || system === '' || value === '' || PLACEHOLDER.test(value)) continue;
      // The study's UID is read from its own field.
      if (what === 'record' && uids.includes(value.startsWith('urn:oid:') ? value.slice(8) : value)) continue;
      if (what === 'order') entry.accessions = withKey(entry.accessions, this.keys.order(system, value.trim()));
      else entry.businessIds = withKey(entry.businessIds, this.keys.record(kind, system, value.trim()));
    }
  }
}

function withKey(keys: readonly SharedKey[], key: SharedKey): readonly SharedKey[] {
  return keys.length === 0 ? [key] : [...keys, key];
}

function studyUidsOf(record: ClinicalRecord): readonly string[] {
  if (record.kind === 'imaging-study') return record.studyInstanceUid ? [record.studyInstanceUid] : NO_UIDS;
  return record.kind === 'report' ? record.studyInstanceUids : NO_UIDS;
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
export function isSameCoding({ coding: a, codingText: textOfA }: Entry, { coding: b, codingText: textOfB }: Entry): boolean {
  if (!a || !b) return false;
  if (a.code !== undefined && b.code !== undefined && a.system === b.system) return a.code === b.code;
  return textOfA !== '' && textOfA === textOfB;
}

export function sharesAny<T>(a: readonly T[], b: readonly T[]): boolean {
  for (const value of a) if (b.includes(value)) return true;
  return false;
}

/** True when both name something and nothing in common. */
export function areDisjoint<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length > 0 && b.length > 0 && !sharesAny(a, b);
}

/** True when one issuer gave both a number, and not the same. */
export function hasOtherAccession(a: Entry, b: Entry): boolean {
  return !sharesAny(a.accessions, b.accessions) && a.accessions.some(({ issuer }) => b.accessions.some((other) => other.issuer === issuer));
}
