/**
 * What a directive restricts, in Ontario's four scopes (PHIPA s.55.6): everything; one custodian's record, from
 * whoever looks; everything, from the agents of one custodian; everything, from one named person.
 */
export type DirectiveScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'custodian-record'; readonly custodianId: string }
  | { readonly kind: 'custodian-agents'; readonly custodianId: string }
  | { readonly kind: 'person'; readonly userId: string };
export const DIRECTIVE_SCOPES = ['everything', 'custodian-record', 'custodian-agents', 'person'] as const satisfies readonly DirectiveScope['kind'][];

/** Whom a directive leaves alone: "everybody but my family doctor". An exception is one of its own directive only. */
export interface DirectiveExceptions {
  /** People who act for one of these organizations. */
  readonly organizationIds: readonly string[];
  readonly userIds: readonly string[];
}
export const NO_EXCEPTIONS: DirectiveExceptions = { organizationIds: [], userIds: [] };

/** As much of a directive as a decision needs. */
export interface DirectiveTerms {
  readonly id: string;
  readonly scope: DirectiveScope;
  readonly exceptions: DirectiveExceptions;
  readonly startsAtMs: number;
  /** The first moment without effect; a directive that was withdrawn ended then. Absent: until it is withdrawn. */
  readonly endsAtMs?: number;
}

/** On whose word it was entered. */
export const DIRECTIVE_REQUESTERS = ['patient', 'substitute', 'custodian'] as const;
export type DirectiveRequester = (typeof DIRECTIVE_REQUESTERS)[number];

/** A directive as the desk keeps it: one version of it, by whom, and whether the patient was told. */
export interface ConsentDirective extends DirectiveTerms {
  /** 1, 2, … : each change is a new version, and every version stays in the history. */
  readonly version: number;
  readonly requestedBy: DirectiveRequester;
  readonly enteredBy: { readonly userId: string; readonly displayName: string; readonly organizationId: string };
  readonly enteredAtMs: number;
  readonly withdrawnAtMs?: number;
  /** Day (YYYY-MM-DD) on which this version was confirmed to the patient in writing. */
  readonly confirmedOn?: string;
}

/** True while the directive has effect. */
export function isInEffect({ startsAtMs, endsAtMs }: Pick<DirectiveTerms, 'startsAtMs' | 'endsAtMs'>, nowMs: number): boolean {
  return startsAtMs <= nowMs && (endsAtMs === undefined || nowMs < endsAtMs);
}
