import type { RecordKind } from '@longview/clinical-model';

/** What was done in one access, counted from the log; the words are each language's own. */
export interface Looked {
  /** The list of records was on the screen: of these kinds, from these custodians. */
  readonly list?: { readonly kinds: readonly RecordKind[]; readonly from: readonly string[] };
  /** Single records that were opened and read. */
  readonly read: readonly { readonly kind: RecordKind; readonly count: number; readonly from: readonly string[] }[];
  readonly images?: { readonly count: number; readonly from: readonly string[] };
  /** Nothing was opened; `isIdentityShown`: the answer to the search held name, birth date and the like. */
  readonly isSearchOnly: boolean;
  readonly isIdentityShown: boolean;
  readonly isOpened: boolean;
  readonly isPrinted: boolean;
  readonly isExported: boolean;
  /** Something was asked for and not given. */
  readonly refused?: 'no-connection' | 'not-allowed';
}

/** Why, in the words of the reason; `none`: the log says nothing, so nothing is said. */
export type Because = { readonly kind: 'relationship'; readonly relationship: string } | { readonly kind: 'stated'; readonly reason: string } | { readonly kind: 'missing' } | { readonly kind: 'none' };

/** One language. Sentences are whole: none is put together from another one's parts. */
export interface Words {
  when(atMs: number): string;
  who(name: string, roles: readonly string[], organization: string | undefined): string;
  opening(when: string, who: string, looked: Looked): string;
  looked(looked: Looked): readonly string[];
  because(because: Because): readonly string[];
  override(ground: string | undefined): string;
  heading(patientName: string): string;
  introduction(facts: { readonly organization: string; readonly asker: string; readonly at: string; readonly from: string; readonly until: string; readonly asOf: string; readonly isWholeProvince: boolean }): readonly string[];
  readonly nothing: string;
  readonly notWhole: string;
  readonly columns: readonly [string, string];
}
