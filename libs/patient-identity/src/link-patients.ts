import type { PatientRecord } from '@longview/clinical-model';
import { comparePrepared, prepareIdentity, type PreparedIdentity } from './compare-identity.js';
import { DisjointSets } from './disjoint-sets.js';
import type { IdentityReason, PersonCandidate } from './identity-verdict.js';
import { mergeIdentity } from './merge-identity.js';
import { scorePrepared } from './score-demographics.js';
import { comparePersonNumbers } from './shared-identifiers.js';
import { findSimilarNames } from './similar-names.js';

/** More registrations than this under one number: the number is a placeholder that somebody invented, and links nobody. */
const MAX_HOLDERS = 500;

interface Registration {
  readonly key: string;
  readonly record: PatientRecord;
  readonly prepared: PreparedIdentity;
}

/**
 * Builds persons from several sources' registrations: by a shared number, or by a source's own word that one registration
 * took over from another, and only where the demographics agree.
 *
 * Never chains: when A agrees with B and B with C, but A and C disagree, nobody can say whose B is, and all three stay
 * apart. The outcome does not depend on the order of `records`; a registration told twice counts once. Persons come with
 * most registrations first, then by family name.
 */
export function linkPatients(records: readonly PatientRecord[]): readonly PersonCandidate[] {
  const registrations = readRegistrations(records);
  const components = findComponents(registrations);
  const people = components.flatMap((component) => splitByConsistency(component));
  const identities = people.map((members) => mergeIdentity(members.map(({ record }) => record)));
  const similar = findSimilarNames(identities);
  return people
    .map((members, index): PersonCandidate => ({
      identity: identities[index]!, members: members.map(({ record }) => record), reason: reasonFor(members), hasSimilarName: similar[index]!,
    }))
    .sort((a, b) => b.members.length - a.members.length || compareText(sortName(a), sortName(b)));
}

function readRegistrations(records: readonly PatientRecord[]): Registration[] {
  const byKey = new Map<string, { record: PatientRecord; text: string }>();
  for (const record of records) {
    const key = registrationKey(record.provenance.sourceId, record.provenance.sourceRecordId);
    const known = byKey.get(key);
    const text = JSON.stringify(record);
    // Told twice: the later reading counts; the text decides between two of the same instant.
    const age = known ? record.provenance.receivedAtMs - known.record.provenance.receivedAtMs || compareText(text, known.text) : 1;
    if (age > 0) byKey.set(key, { record, text });
  }
  return [...byKey].map(([key, { record }]) => ({ key, record, prepared: prepareIdentity(record) })).sort((a, b) => compareText(a.key, b.key));
}

const registrationKey = (sourceId: string, sourceRecordId: string): string => `${sourceId}/${sourceRecordId}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Registrations that hang together by numbers or by a source's own links: those that may be one person at all. */
function findComponents(registrations: readonly Registration[]): Registration[][] {
  const sets = new DisjointSets(registrations.length);
  const holders = new Map<string, number[]>();
  const indexOf = new Map(registrations.map(({ key }, index) => [key, index]));
  registrations.forEach(({ record, prepared }, index) => {
    for (const { key } of prepared.numbers.all) {
      const block = holders.get(key);
      if (block) block.push(index);
      else holders.set(key, [index]);
    }
    const successor = record.replacedBy === undefined ? undefined : indexOf.get(registrationKey(record.provenance.sourceId, record.replacedBy));
    if (successor !== undefined) sets.union(index, successor);
  });
  for (const block of holders.values()) {
    if (block.length <= MAX_HOLDERS) for (const index of block) sets.union(block[0]!, index);
  }
  return groupBy(registrations, (_, index) => sets.find(index));
}

/**
 * Divides a component into classes whose members agree with exactly the same others. Within a class everybody agrees with
 * everybody, and a registration that fits two people who are not one belongs to neither.
 */
function splitByConsistency(component: readonly Registration[]): Registration[][] {
  if (component.length === 1) return [[...component]];
  // Registrations of one person are mostly word for word alike: each distinct description is compared once.
  const distinct = groupBy(component, descriptionOf);
  const neighbours = distinct.map((_, index) => [index]);
  distinct.forEach((a, i) => distinct.slice(i + 1).forEach((b, offset) => {
    if (!areConsistent(a[0]!.prepared, b[0]!.prepared)) return;
    neighbours[i]!.push(i + 1 + offset);
    neighbours[i + 1 + offset]!.push(i);
  }));
  const signatures = neighbours.map((list) => list.sort((a, b) => a - b).join());
  const byKey = (a: Registration, b: Registration): number => compareText(a.key, b.key);
  return groupBy(distinct.map((members, index) => ({ members, signature: signatures[index]! })), ({ signature }) => signature)
    .flatMap((classes) => keepConnected(classes.flatMap(({ members }) => members).sort(byKey)));
}

/** Equal for registrations that need no comparison with each other; a number that cannot have been issued always needs one. */
function descriptionOf({ key, prepared: { demographics, numbers } }: Registration): string {
  const healthNumbers = numbers.all.filter(({ isHealthNumber }) => isHealthNumber);
  return JSON.stringify([demographics, healthNumbers.map((number) => number.key), healthNumbers.every(({ isValid }) => isValid) ? '' : key]);
}

/** A class may have lost the member whose number held it together: what is left must still hang together itself. */
function keepConnected(members: Registration[]): Registration[][] {
  const connected = findComponents(members);
  return connected.length === 1 ? [members] : connected;
}

function areConsistent(a: PreparedIdentity, b: PreparedIdentity): boolean {
  const numbers = comparePersonNumbers(a.numbers, b.numbers);
  if (numbers.hasOtherHealthNumber) return false;
  return numbers.shared.length > 0 ? comparePrepared(a, b).kind === 'same-person' : !scorePrepared(a.demographics, b.demographics).disagrees;
}

function reasonFor(members: readonly Registration[]): IdentityReason {
  const [first] = members;
  if (members.length === 1) return first!.prepared.numbers.all.length === 0 ? 'no-identifier' : 'no-shared-identifier';
  const counts = new Map<string, number>();
  for (const { prepared } of members) for (const { key, isHealthNumber } of prepared.numbers.all) if (isHealthNumber) counts.set(key, (counts.get(key) ?? 0) + 1);
  if ([...counts.values()].some((count) => count > 1)) return 'same-health-number';
  const isLinkedBySource = members.some(({ record }) => record.replacedBy !== undefined);
  return isLinkedBySource && !members.some((a, i) => members.slice(i + 1).some((b) => comparePersonNumbers(a.prepared.numbers, b.prepared.numbers).shared.length > 0))
    ? 'linked-by-source' : 'same-local-identifier';
}

function sortName({ identity, members }: PersonCandidate): string {
  const { sourceId, sourceRecordId } = members[0]!.provenance;
  return `${identity.names[0]?.family ?? ''} ${identity.names[0]?.given.join(' ') ?? ''} ${identity.birthDate ?? ''} ${registrationKey(sourceId, sourceRecordId)}`.toLowerCase();
}

function groupBy<T>(items: readonly T[], keyOf: (item: T, index: number) => string | number): T[][] {
  const groups = new Map<string | number, T[]>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return [...groups.values()];
}
