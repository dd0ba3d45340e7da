import type { Entry } from './entry.js';

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

/** A key that only one entry has needs no block yet. */
type Holder = Entry | Block;
const NOBODY: readonly Entry[] = [];

/**
 * Finds the entries that a new one has to be compared with, in time independent of how many there are. Two levels of maps
 * (what kind of key, which value) spare the building of a string for every key of every record.
 */
export class BlockIndex {
  private readonly spaces = new Map<string, Map<string | number, Holder>>();
  private readonly likenessSpaces = new Map<string, Map<string, string>>();

  /** Enters an entry under its keys. It and those it meets keep the blocks that they share. */
  place(entry: Entry): void {
    const { record, studyUids, accessions, businessIds, coding, title } = entry;
    const { kind } = record;
    for (const uid of studyUids) this.enter(entry, kind === 'report' ? 'report u' : 'study u', uid, kind === 'report' ? 'likeness' : 'study-uid');
    for (const id of businessIds) this.enter(entry, kind, id, 'record-identifier');
    if (kind === 'imaging-study' || kind === 'report') for (const accession of accessions) this.enter(entry, kind === 'report' ? 'report a' : 'study a', accession, 'accession');
    // Whole seconds are small integers, which maps find fastest.
    const second = record.time ? Math.floor(record.time.instantMs / 1000) : Number.NaN;
    switch (kind) {
      case 'imaging-study': if (record.time) this.enter(entry, this.likeness(kind, record.modalities.join()), second, 'likeness'); break;
      case 'report': case 'document': if (record.time) this.enter(entry, this.likeness(kind, title), second, 'likeness'); break;
      case 'visit': this.enter(entry, this.likeness(kind, record.visitClass), second, 'likeness'); break;
      default:
        this.enter(entry, this.likeness(kind, coding?.text ?? ''), second, 'likeness');
        if (coding?.code !== undefined) this.enter(entry, this.likeness(kind, `${coding.system}|${coding.code}`), second, 'likeness');
    }
  }

  /** Enters a report under the key of a report that it adds to, or under its own when another adds to it. */
  enterFamily(entry: Entry, originalKey: string): void {
    if (!holdersOf(this.spaces.get('addenda')?.get(originalKey)).includes(entry)) this.enter(entry, 'addenda', originalKey, 'record-identifier');
  }

  studiesByUid(uid: string): readonly Entry[] {
    return holdersOf(this.spaces.get('study u')?.get(uid));
  }

  studiesByAccession(accession: string): readonly Entry[] {
    return holdersOf(this.spaces.get('study a')?.get(accession));
  }

  reportsByUid(uid: string): readonly Entry[] {
    return holdersOf(this.spaces.get('report u')?.get(uid));
  }

  reportsByAccession(accession: string): readonly Entry[] {
    return holdersOf(this.spaces.get('report a')?.get(accession));
  }

  private enter(entry: Entry, space: string, value: string | number, role: BlockRole): void {
    let holders = this.spaces.get(space);
    if (!holders) this.spaces.set(space, (holders = new Map()));
    const holder = holders.get(value);
    if (holder === undefined) {
      holders.set(value, entry);
    } else if (holder instanceof Block) {
      holder.entries.push(entry);
      entry.blocks = [...entry.blocks, holder];
    } else if (holder !== entry) {
      const block = new Block(role, [holder, entry]);
      holders.set(value, block);
      holder.blocks = [...holder.blocks, block];
      entry.blocks = [...entry.blocks, block];
    }
  }

  private likeness(kind: string, text: string): string {
    let spaces = this.likenessSpaces.get(kind);
    if (!spaces) this.likenessSpaces.set(kind, (spaces = new Map()));
    let space = spaces.get(text);
    if (space === undefined) spaces.set(text, (space = `${kind} = ${text}`));
    return space;
  }
}

function holdersOf(holder: Holder | undefined): readonly Entry[] {
  return holder === undefined ? NOBODY : holder instanceof Block ? holder.entries : [holder];
}
