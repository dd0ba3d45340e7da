import type { RecordKind } from '@longview/clinical-model';
import type { Block } from './block-index.js';
import type { Entry } from './entry.js';

/** Whoever carries a key: a key that only one entry has needs no block yet. */
export type Holder = Entry | Block;

/**
 * A study's UID, or a number with its issuer. There is one object for each, so that carriers are found and compared
 * without a string for every number of every record.
 */
export class SharedKey {
  /** Reports that carry it, apart from all others: a report is no copy of its study. */
  reports: Holder | undefined = undefined;
  others: Holder | undefined = undefined;

  constructor(readonly issuer: string) {}
}

type Numbers = Map<string, Map<string, SharedKey>>;

/** Every key that a set of records carries. */
export class SharedKeys {
  private readonly uids = new Map<string, SharedKey>();
  private readonly orders: Numbers = new Map();
  private readonly ofKind = new Map<RecordKind, Numbers>();

  studyUid(uid: string): SharedKey {
    let key = this.uids.get(uid);
    if (!key) this.uids.set(uid, (key = new SharedKey('')));
    return key;
  }

  /** An accession or filler order number: a study and its report carry the same. */
  order(issuer: string, value: string): SharedKey {
    return numberIn(this.orders, issuer, value);
  }

  /** An identifier of the record itself: what numbers one kind of record says nothing about another. */
  record(kind: RecordKind, issuer: string, value: string): SharedKey {
    let numbers = this.ofKind.get(kind);
    if (!numbers) this.ofKind.set(kind, (numbers = new Map()));
    return numberIn(numbers, issuer, value);
  }
}

function numberIn(numbers: Numbers, issuer: string, value: string): SharedKey {
  let values = numbers.get(issuer);
  if (!values) numbers.set(issuer, (values = new Map()));
  let key = values.get(value);
  if (!key) values.set(value, (key = new SharedKey(issuer)));
  return key;
}
