import { areDisjoint, isSameCoding, type Entry } from './entry.js';
import { isTitleCompatible } from './same-report.js';
import { isSameThing } from './same-thing.js';

/** Entries that are one thing for certain, with the blocking keys of all of them. */
interface Unit { readonly entries: readonly Entry[]; readonly keys: readonly string[] }
type Relation = (a: Entry, b: Entry) => boolean;

/**
 * Divides entries that hang together by blocking keys into groups, strongest evidence first: one StudyInstanceUID, then
 * one identifier of the record, then issuer and accession, then likeness. Depends on nothing but the entries.
 * @param keysOf the blocking keys of an entry, without those that so many records have that they say nothing.
 */
export function partition(entries: readonly Entry[], keysOf: (entry: Entry) => readonly string[]): Entry[][] {
  const { kind } = entries[0]!.record;
  let units = uniteByStudyUid(entries, keysOf);
  // Whether a shared identifier still tells something is known from the blocking keys.
  const isTelling = (a: Entry, prefix: string, shared: (a: Entry) => readonly string[], b: Entry): boolean =>
    shared(a).some((id) => shared(b).includes(id) && keysOf(a).includes(prefix + id));
  units = unite(units,
    (a, b) => isTelling(a, `${kind} b `, ({ businessIds }) => businessIds, b) || isAddendumOf(a, b) || isAddendumOf(b, a),
    areVersions);
  if (kind === 'imaging-study') {
    // One accession may cover several studies: it unites only where no source knows more than one study under it.
    units = unite(units,
      (a, b) => isTelling(a, `${kind} a `, ({ accessions }) => accessions, b),
      (a, b) => a.record.provenance.sourceId !== b.record.provenance.sourceId && !areDisjoint(a.studyUids, b.studyUids));
  }
  units = unite(units, isSameThing, isSameThing);
  return units.map((unit) => [...unit.entries]);
}

function uniteByStudyUid(entries: readonly Entry[], keysOf: (entry: Entry) => readonly string[]): Unit[] {
  const units: { entries: Entry[]; keys: string[] }[] = [];
  const byUid = new Map<string, { entries: Entry[]; keys: string[] }>();
  for (const entry of entries) {
    const uid = entry.record.kind === 'imaging-study' ? entry.studyUids[0] : undefined;
    const known = uid === undefined ? undefined : byUid.get(uid);
    if (known) {
      known.entries.push(entry);
      for (const key of keysOf(entry)) if (!known.keys.includes(key)) known.keys.push(key);
      continue;
    }
    const unit = { entries: [entry], keys: [...keysOf(entry)] };
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
  const components = findComponents(units, isLinked);
  if (components.length === units.length) return units;
  return components.flatMap((component) => {
    if (component.length === 1) return component;
    const neighbours = component.map((_, index) => [index]);
    for (let i = 0; i < component.length; i++) {
      for (let j = i + 1; j < component.length; j++) {
        if (!component[i]!.entries.every((a) => component[j]!.entries.every((b) => agrees(a, b)))) continue;
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
  return units.length === 1 ? units[0]! : { entries: units.flatMap(({ entries }) => entries), keys: [...new Set(units.flatMap(({ keys }) => keys))] };
}

/** Units that hang together by links; only units that share a blocking key are compared. */
function findComponents(units: readonly Unit[], isLinked: Relation): Unit[][] {
  const holders = new Map<string, number[]>();
  units.forEach(({ keys }, index) => {
    for (const key of keys) {
      const known = holders.get(key);
      if (known) known.push(index);
      else holders.set(key, [index]);
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
      for (const key of unit.keys) {
        const sharing = holders.get(key)!;
        if (sharing.length === 1) continue;
        for (const other of sharing) {
          if (isReached[other] === 1 || !unit.entries.some((a) => units[other]!.entries.some((b) => isLinked(a, b)))) continue;
          isReached[other] = 1;
          component.push(other);
        }
      }
    }
    components.push(component.map((index) => units[index]!));
  }
  return components;
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
    case 'lab': case 'medication': case 'allergy': case 'condition': return isSameCoding(a.coding, b.coding);
    case 'imaging-study': case 'report': case 'document': case 'visit':
      return a.record.provenance.sourceId !== b.record.provenance.sourceId || isAddendumOf(a, b) || isAddendumOf(b, a) || isTitleCompatible(a, b);
  }
}
