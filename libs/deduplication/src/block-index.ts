import type { Entry } from './entry.js';

/** What a block's entries have in common. */
export type BlockRole = 'study-uid' | 'record-identifier' | 'accession' | 'likeness';

/** Entries that share a key and are therefore compared with each other. Sharing one decides nothing yet. */
export interface Block {
  readonly role: BlockRole;
  readonly entries: Entry[];
}

/** More records than this under one key: a placeholder or a habit, which says nothing about the records. */
const MAX_HOLDERS = 512;

/** A study UID is never a habit; any other key stops telling anything once too many records have it. */
export function isTelling(block: Block): boolean {
  return block.entries.length <= MAX_HOLDERS || block.role === 'study-uid';
}

/** True in the moment in which a block stops to tell anything: what it had brought together must be looked at again. */
export function hasJustOverflowed(block: Block): boolean {
  return block.entries.length === MAX_HOLDERS + 1 && block.role !== 'study-uid';
}

/**
 * Finds the entries that a new one has to be compared with, in time independent of how many there are. Two levels of maps
 * (what kind of key, which value) spare the building of a string for every key of every record.
 */
export class BlockIndex {
  private readonly spaces = new Map<string, Map<string | number, Block>>();
  private readonly likenessSpaces = new Map<string, Map<string, string>>();

  /** Enters an entry into its blocks, which it keeps. */
  place(entry: Entry): void {
    const { record, studyUids, accessions, businessIds, coding, title } = entry;
    const { kind } = record;
    const isImaging = kind === 'imaging-study' || kind === 'report';
    for (const uid of studyUids) this.enter(entry, kind === 'report' ? 'report u' : 'study u', uid, kind === 'report' ? 'likeness' : 'study-uid');
    for (const id of businessIds) this.enter(entry, kind, id, 'record-identifier');
    if (isImaging) for (const accession of accessions) this.enter(entry, kind === 'report' ? 'report a' : 'study a', accession, 'accession');
    const timeMs = record.time?.instantMs ?? Number.NaN;
    switch (kind) {
      case 'imaging-study': if (record.time) this.enter(entry, this.likeness(kind, record.modalities.join()), timeMs, 'likeness'); break;
      case 'report': case 'document': if (record.time) this.enter(entry, this.likeness(kind, title), timeMs, 'likeness'); break;
      case 'visit': this.enter(entry, this.likeness(kind, record.visitClass), timeMs, 'likeness'); break;
      default:
        this.enter(entry, this.likeness(kind, coding?.text ?? ''), timeMs, 'likeness');
        if (coding?.code !== undefined) this.enter(entry, this.likeness(kind, `${coding.system}|${coding.code}`), timeMs, 'likeness');
    }
  }

  /** Enters a report into the block of a report that it adds to, whether that one is known already or not. */
  enterFamily(entry: Entry, originalKey: string): void {
    if (!this.spaces.get('addenda')?.get(originalKey)?.entries.includes(entry)) this.enter(entry, 'addenda', originalKey, 'record-identifier');
  }

  studiesByUid(uid: string): readonly Entry[] {
    return this.spaces.get('study u')?.get(uid)?.entries ?? [];
  }

  studiesByAccession(accession: string): readonly Entry[] {
    return this.spaces.get('study a')?.get(accession)?.entries ?? [];
  }

  reportsByUid(uid: string): readonly Entry[] {
    return this.spaces.get('report u')?.get(uid)?.entries ?? [];
  }

  reportsByAccession(accession: string): readonly Entry[] {
    return this.spaces.get('report a')?.get(accession)?.entries ?? [];
  }

  private enter(entry: Entry, space: string, value: string | number, role: BlockRole): void {
    let blocks = this.spaces.get(space);
    if (!blocks) this.spaces.set(space, (blocks = new Map()));
    const block = blocks.get(value);
    if (block) block.entries.push(entry);
    const entered = block ?? { role, entries: [entry] };
    if (!block) blocks.set(value, entered);
    entry.blocks.push(entered);
  }

  private likeness(kind: string, text: string): string {
    let spaces = this.likenessSpaces.get(kind);
    if (!spaces) this.likenessSpaces.set(kind, (spaces = new Map()));
    let space = spaces.get(text);
    if (space === undefined) spaces.set(text, (space = `${kind} = ${text}`));
    return space;
  }
}
