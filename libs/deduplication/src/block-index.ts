import type { RecordKind } from '@longview/clinical-model';
import type { Entry } from './entry.js';
import type { Holder } from './shared-keys.js';

/** What a block's entries have in common. */
export type BlockRole = 'study-uid' | 'record-identifier' | 'accession' | 'likeness';

/** More records than this under one key: a placeholder or a habit, which says nothing about the records. */
const MAX_HOLDERS = 512;

/** Two or more entries that share a key and are therefore compared with each other. Sharing one decides nothing yet. */
export class Block {
  constructor(readonly role: BlockRole, readonly entries: Entry[]) {}

  /** A study UID is never a habit; any other key stops telling anything once too many records have it. */
  get isTelling(): boolean {
    return this.entries.length <= MAX_HOLDERS || this.role === 'study-uid';
  }

  /** True in the moment in which it stops to tell anything: what it had brought together must be looked at again. */
  get hasJustOverflowed(): boolean {
    return this.entries.length === MAX_HOLDERS + 1 && this.role !== 'study-uid';
  }
}

const NOBODY: readonly Entry[] = [];

/** Entries by something that copies of one thing have in common, and by the second at which it happened. */
type Likenesses = Map<string, Map<number, Holder>>;

/** Finds the entries that a new one has to be compared with, in time independent of how many there are. */
export class BlockIndex {
  /** By kind, and words or code. The words of a code system are told apart from codes by where they stand. */
  private readonly words = new Map<RecordKind, Likenesses>();
  private readonly codes = new Map<RecordKind, Map<string | undefined, Likenesses>>();
  private readonly addenda = new Map<string, Holder>();

  /** Enters an entry under its keys. It and those it meets keep the blocks that they share. */
  place(entry: Entry): void {
    const { record, studyUids, accessions, businessIds } = entry;
    if (record.kind === 'report') {
      for (const key of studyUids) key.reports = meet(entry, key.reports, 'likeness');
      for (const key of businessIds) key.reports = meet(entry, key.reports, 'record-identifier');
      for (const key of accessions) key.reports = meet(entry, key.reports, 'accession');
    } else {
      for (const key of studyUids) key.others = meet(entry, key.others, 'study-uid');
      for (const key of businessIds) key.others = meet(entry, key.others, 'record-identifier');
      if (record.kind === 'imaging-study') for (const key of accessions) key.others = meet(entry, key.others, 'accession');
    }
    this.placeByLikeness(entry);
  }

  /** Enters a report under the key of a report that it adds to, or under its own when another adds to it. */
  enterFamily(entry: Entry, originalKey: string): void {
    const holder = this.addenda.get(originalKey);
    if (!holdersOf(holder).includes(entry)) this.addenda.set(originalKey, meet(entry, holder, 'record-identifier'));
  }

  private placeByLikeness(entry: Entry): void {
    const { record, title, coding, codingText } = entry;
    const { kind, time } = record;
    // Whole seconds are small integers, which maps find fastest.
    const second = time ? Math.floor(time.instantMs / 1000) : Number.NaN;
    switch (kind) {
      case 'imaging-study': if (time) meetAt(entry, under(this.words, kind), record.modalities.length === 1 ? record.modalities[0]! : record.modalities.join(), second); break;
      case 'report': case 'document': if (time) meetAt(entry, under(this.words, kind), title, second); break;
      case 'visit': meetAt(entry, under(this.words, kind), record.visitClass, second); break;
      default:
        meetAt(entry, under(this.words, kind), codingText, second);
        if (coding?.code !== undefined) meetAt(entry, under(under(this.codes, kind), coding.system), coding.code, second);
    }
  }
}

/** Who carries a key once `entry` does as well. */
function meet(entry: Entry, holder: Holder | undefined, role: BlockRole): Holder {
  if (holder === undefined || holder === entry) return entry;
  if (holder instanceof Block) {
    if (holder.entries.at(-1) === entry) return holder;
    holder.entries.push(entry);
    entry.blocks = withBlock(entry.blocks, holder);
    return holder;
  }
  const block = new Block(role, [holder, entry]);
  holder.blocks = withBlock(holder.blocks, block);
  entry.blocks = withBlock(entry.blocks, block);
  return block;
}

function withBlock(blocks: readonly Block[], block: Block): readonly Block[] {
  return blocks.length === 0 ? [block] : [...blocks, block];
}

function meetAt(entry: Entry, likenesses: Likenesses, words: string, second: number): void {
  const holders = under(likenesses, words);
  holders.set(second, meet(entry, holders.get(second), 'likeness'));
}

function under<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}

export function holdersOf(holder: Holder | undefined): readonly Entry[] {
  return holder === undefined ? NOBODY : holder instanceof Block ? holder.entries : [holder];
}
