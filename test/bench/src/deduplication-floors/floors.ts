import type { ClinicalRecord } from '@longview/clinical-model';

/** What a record can be recognised by, as one would write it in an afternoon. */
function keysOf(record: ClinicalRecord): string[] {
  const keys = record.identifiers.map(({ system, value }) => `${record.kind}|${system}|${value}`);
  if (record.kind === 'imaging-study' && record.studyInstanceUid) keys.push(`study|${record.studyInstanceUid}`);
  if (record.kind === 'report') for (const uid of record.studyInstanceUids) keys.push(`report|${uid}`);
  keys.push(`${record.kind}|${record.title}|${record.time?.instantMs ?? ''}`);
  return keys;
}

function collect(parents: Int32Array, records: readonly ClinicalRecord[]): ClinicalRecord[][] {
  const groups = new Map<number, ClinicalRecord[]>();
  records.forEach((record, index) => {
    const root = find(parents, index);
    const group = groups.get(root);
    if (group) group.push(record);
    else groups.set(root, [record]);
  });
  return [...groups.values()];
}

function find(parents: Int32Array, index: number): number {
  let root = index;
  while (parents[root] !== root) root = parents[root]!;
  parents[index] = root;
  return root;
}

const singletons = (count: number): Int32Array => Int32Array.from({ length: count }, (_, index) => index);

/** Floor: one map of keys and a union-find; no rules, reasons, conflicts, order, links or ids. */
export function groupByBlocking(records: readonly ClinicalRecord[]): ClinicalRecord[][] {
  const parents = singletons(records.length);
  const holders = new Map<string, number>();
  records.forEach((record, index) => {
    for (const key of keysOf(record)) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, index);
      else parents[find(parents, index)] = find(parents, holder);
    }
  });
  return collect(parents, records);
}

/** Floor: every record against every other by the same keys. */
export function groupByPairs(records: readonly ClinicalRecord[]): ClinicalRecord[][] {
  const parents = singletons(records.length);
  const keys = records.map(keysOf);
  for (let a = 0; a < records.length; a++) {
    for (let b = a + 1; b < records.length; b++) {
      if (keys[a]!.some((key) => keys[b]!.includes(key))) parents[find(parents, a)] = find(parents, b);
    }
  }
  return collect(parents, records);
}
