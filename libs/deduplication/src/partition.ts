import type { Block, BlockRole } from './block-index.js';
import { areDisjoint, isSameCoding, type Entry } from './entry.js';
import { isTitleCompatible } from './same-report.js';
import { isSameThing } from './same-thing.js';
import type { SharedKey } from './shared-keys.js';

/** Entries that are one thing for certain, with the blocks that all of them are in. */
interface Unit { readonly entries: Entry[]; readonly blocks: Block[] }
type Relation = (a: Entry, b: Entry) => boolean;

/**
 * Divides entries that hang together by blocks into groups, strongest evidence first: one StudyInstanceUID, then one
 * identifier of the record, then issuer and accession, then likeness. Depends on nothing but the entries.
 */
export function partition(entries: readonly Entry[]): Entry[][] {
  // Most clusters are a record and its one copy.
  if (entries.length === 2) return isOnePair(entries[0]!, entries[1]!) ? [[entries[0]!, entries[1]!]] : [[entries[0]!], [entries[1]!]];
  let units = uniteByStudyUid(entries);
  units = unite(units, (a, b) => shareBlock(a, b, 'record-identifier'), areVersions);
  // One accession may cover several studies: it unites only where no source knows more than one study under it.
  if (entries[0]!.record.kind === 'imaging-study') {
    units = unite(units, (a, b) => shareBlock(a, b, 'accession'), isOneOrder);
  }
  return unite(units, isSameThing, isSameThing).map((unit) => unit.entries);
}

/** What the steps below come to for two entries. */
function isOnePair(a: Entry, b: Entry): boolean {
  const isStudy = a.record.kind === 'imaging-study';
  if (isStudy && a.studyUids[0] !== undefined && a.studyUids[0] === b.studyUids[0]) return true;
  return (shareBlock(a, b, 'record-identifier') && areVersions(a, b))
    || (isStudy && shareBlock(a, b, 'accession') && isOneOrder(a, b))
    || isSameThing(a, b);
}

function isOneOrder(a: Entry, b: Entry): boolean {
  return a.record.provenance.sourceId !== b.record.provenance.sourceId && !areDisjoint(a.studyUids, b.studyUids);
}

function shareBlock(a: Entry, b: Entry, role: BlockRole): boolean {
  for (const block of a.blocks) if (block.role === role && b.blocks.includes(block) && block.isTelling) return true;
  return false;
}

function uniteByStudyUid(entries: readonly Entry[]): Unit[] {
  const units: Unit[] = [];
  const byUid = new Map<SharedKey, Unit>();
  for (const entry of entries) {
    const uid = entry.record.kind === 'imaging-study' ? entry.studyUids[0] : undefined;
    const known = uid === undefined ? undefined : byUid.get(uid);
    if (known) {
      known.entries.push(entry);
      for (const block of entry.blocks) if (!known.blocks.includes(block)) known.blocks.push(block);
      continue;
    }
    const unit = { entries: [entry], blocks: [...entry.blocks] };
    if (uid !== undefined) byUid.set(uid, unit);
    units.push(unit);
  }
  return units;
}

/**
 * Unites units that hang together by `isLinked`, but only into classes whose members agree with exactly the same others:
 * where a record fits two that are not one, nobody can say which it copies, and all stay rows of their own.
 */
function unite(units: Unit[], isLinked: Relation, agrees: Relation): Unit[] {
  if (units.length === 1) return units;
  if (units.length === 2) return areLinked(units[0]!, units[1]!, isLinked) && areAgreed(units[0]!, units[1]!, agrees) ? [mergeUnits(units)] : units;
  const components = findComponents(units, isLinked);
  if (components.length === units.length) return units;
  return components.flatMap((component) => {
    if (component.length === 1) return component;
    const neighbours = component.map((_, index) => [index]);
    for (let i = 0; i < component.length; i++) {
      for (let j = i + 1; j < component.length; j++) {
        if (!areAgreed(component[i]!, component[j]!, agrees)) continue;
        neighbours[i]!.push(j);
        neighbours[j]!.push(i);
      }
    }
    const classes = new Map<string, Unit[]>();
    component.forEach((unit, index) => {
      const signature = neighbours[index]!.sort((a, b) => a - b).join();
      const known = classes.get(signature);
      if (known) known.push(unit);
      else classes.set(signature, [unit]);
    });
    // A class may have lost the record that held it together: what is left must hang together itself.
    return [...classes.values()].flatMap((members) => findComponents(members, isLinked)).map(mergeUnits);
  });
}

function mergeUnits(units: readonly Unit[]): Unit {
  if (units.length === 1) return units[0]!;
  const merged: Unit = { entries: [], blocks: [] };
  for (const { entries, blocks } of units) {
    merged.entries.push(...entries);
    for (const block of blocks) if (!merged.blocks.includes(block)) merged.blocks.push(block);
  }
  return merged;
}

/** Units that hang together by links; only units that share a block are compared. */
function findComponents(units: readonly Unit[], isLinked: Relation): Unit[][] {
  const holders = new Map<Block, number[]>();
  units.forEach(({ blocks }, index) => {
    for (const block of blocks) {
      if (!block.isTelling) continue;
      const known = holders.get(block);
      if (known) known.push(index);
      else holders.set(block, [index]);
    }
  });
  const isReached = new Uint8Array(units.length);
  const components: Unit[][] = [];
  for (let start = 0; start < units.length; start++) {
    if (isReached[start] === 1) continue;
    isReached[start] = 1;
    const component = [start];
    for (let at = 0; at < component.length; at++) {
      const unit = units[component[at]!]!;
      for (const block of unit.blocks) {
        for (const other of holders.get(block) ?? []) {
          if (isReached[other] === 1 || !areLinked(unit, units[other]!, isLinked)) continue;
          isReached[other] = 1;
          component.push(other);
        }
      }
    }
    components.push(component.map((index) => units[index]!));
  }
  return components;
}

function areLinked(x: Unit, y: Unit, isLinked: Relation): boolean {
  for (const a of x.entries) for (const b of y.entries) if (isLinked(a, b)) return true;
  return false;
}

function areAgreed(x: Unit, y: Unit, agrees: Relation): boolean {
  for (const a of x.entries) for (const b of y.entries) if (!agrees(a, b)) return false;
  return true;
}

/** The source's own word: this report adds to that one. */
export function isAddendumOf(addition: Entry, original: Entry): boolean {
  const { record } = addition;
  return record.kind === 'report' && original.record.kind === 'report' && record.addendumOf !== undefined
    && record.provenance.sourceId === original.record.provenance.sourceId && record.addendumOf === original.record.provenance.sourceRecordId;
}

/** What must hold for a shared identifier to mean one thing: order and specimen numbers are often sent as the record's own. */
function areVersions(a: Entry, b: Entry): boolean {
  if (areDisjoint(a.studyUids, b.studyUids)) return false;
  switch (a.record.kind) {
    // One prescription or specimen number covers several drugs or analytes: none may hide behind another.
    case 'lab': case 'medication': case 'allergy': case 'condition': return isSameCoding(a, b);
    case 'imaging-study': case 'report': case 'document': case 'visit':
      return a.record.provenance.sourceId !== b.record.provenance.sourceId || isAddition(a) || isAddition(b) || isTitleCompatible(a, b);
  }
}

const isAddition = ({ record }: Entry): boolean => record.kind === 'report' && record.addendumOf !== undefined;
