import type { ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';

/** A flag that becomes a case: what the case is about. */
export interface FlagForCase {
  /** Who decided so. */
  readonly request: ChangeRequest;
  readonly flagId: string;
  /** Whose person it was. */
  readonly organizationId: string;
  readonly userId: string;
  readonly patient: { readonly key: string; readonly sealed: string };
  /** Ids of the log's events that belong to the flag's accesses. */
  readonly accessEventIds: readonly string[];
  /** `asked`: the person is asked first. */
  readonly state: 'asked' | 'in-review';
  readonly question?: string;
  readonly note?: string;
}

/** Opens a case for a flag, in the transaction that decides the flag. */
export interface FlagCases {
  open(connection: Queryable, flag: FlagForCase): Promise<{ readonly caseId: string }>;
}

/** A case has come to its end: its flags say so, and the yield of their rules counts it. */
export async function settleFlags(connection: Queryable, caseId: string, outcome: 'explained' | 'confirmed'): Promise<void> {
  await connection.query('update flag set state = $2, version = version + 1 where case_id = $1 and state <> $2', [caseId, outcome]);
}
