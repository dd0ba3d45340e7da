import { RECORD_KINDS, type RecordKind } from '@longview/clinical-model';

/** One copy of a record at one source. */
export interface CopyReference {
  readonly sourceId: string;
  readonly kind: RecordKind;
  readonly sourceRecordId: string;
}

/**
 * Names a copy to the browser in one opaque word. It is made for every row, so it is encoded and not sealed; what it may
 * name is checked where it is used: the source's record is read again, and its identity compared with the opened patient.
 * It travels in request bodies only, never in an address.
 */
export function copyKeyOf({ sourceId, kind, sourceRecordId }: CopyReference): string {
  return Buffer.from(`${sourceId}\n${kind}\n${sourceRecordId}`).toString('base64url');
}

/** `undefined` for a word that names no copy. */
export function readCopyKey(copyKey: string): CopyReference | undefined {
  if (copyKey.length > MAX_KEY_LENGTH) return undefined;
  const [sourceId, kind, sourceRecordId, ...rest] = Buffer.from(copyKey, 'base64url').toString('utf8').split('\n');
  const known = RECORD_KINDS.find((one) => one === kind);
  return !sourceId || known === undefined || !sourceRecordId || rest.length > 0 ? undefined : { sourceId, kind: known, sourceRecordId };
}

const MAX_KEY_LENGTH = 1_024;
