import { decideDuty } from '@longview/access-policy';
import { governedChange, type Change, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { auditFactsOf, purposeOf, type CaseDeps } from './case-deps.js';
import { decideAct } from './case-machine.js';
import { findCase, standingOf, type CaseRow } from './case-table.js';
import type { CaseAct, CaseChange, CaseState } from './case-words.js';

/** What somebody saw of a case when they decided to change it. */
export interface SeenCase {
  readonly caseId: string;
  readonly version: number;
}

/** A change of one case that is under way, inside its transaction. */
export interface CaseInChange extends Change {
  readonly row: CaseRow;
  /** Where the act leads. */
  readonly state: CaseState;
  readonly seal: (text: string) => string;
}

/** What is written down of a change beside the case itself. */
export interface CaseStep {
  readonly change: CaseChange;
  /** Columns of `privacy_case` that change besides its state, by their names. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** What people gave as their reason; may name a patient, so the log does not get it. */
  readonly reason?: string;
  /** For the log: nothing of a patient. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly objects?: readonly string[];
  /** What the log calls it; `case-changed` when absent. */
  readonly action?: 'case-changed' | 'letter-issued';
  /** Whom it is about, when it is about one. */
  readonly patient?: { readonly key: string; readonly sealed: string };
}

export const notFound = (change: Pick<Change, 'refuse'>): never => change.refuse({ code: 'not-allowed', rule: 'no-such-case' });

/** The duty, for the organization that somebody acts for. Whose case it is stands in the case. */
export function requireReview({ actor }: ChangeRequest, change: Pick<Change, 'refuse'>): void {
  const decision = decideDuty({ actor, duty: 'review-accesses' });
  if (decision.effect !== 'permit') change.refuse({ code: 'not-allowed', rule: decision.rule });
}

/**
 * Does one thing with one case, in one transaction with its history and, before the commit, its event in the log. The row
 * is locked first, so of two people at once the second finds another version and is told of a conflict.
 */
export async function changeCase(deps: CaseDeps, request: ChangeRequest, act: CaseAct, { caseId, version }: SeenCase, work: (change: CaseInChange) => Promise<CaseStep>): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return governedChange(deps, request, 'case-changed', async (change) => {
    requireReview(request, change);
    const row = (await findCase(change.connection, request.actor, caseId, { lock: true })) ?? notFound(change);
    if (row.version !== version) change.refuse({ code: 'conflict' });
    const verdict = decideAct(act, standingOf(row), request.actor.userId);
    if (verdict.kind === 'may-not') return change.refuse({ code: 'invalid-input', field: 'state', problem: verdict.problem });
    const step = await work({ ...change, row, state: verdict.state, seal: (text) => deps.sealer.seal(text, purposeOf(caseId)) });
    await writeStep(deps, change.connection, request, { caseId, version: version + 1, state: verdict.state, nowMs: change.nowMs, set: { state: verdict.state } }, step);
    return { kind: 'changed' as const };
  });
}

interface StepPlace {
  readonly caseId: string;
  /** After the step. */
  readonly version: number;
  readonly state: CaseState;
  readonly nowMs: number;
  readonly set: Readonly<Record<string, unknown>>;
}

async function writeStep(deps: CaseDeps, connection: Queryable, request: ChangeRequest, { caseId, version, state, nowMs, set }: StepPlace, step: CaseStep): Promise<void> {
  const columns = Object.entries({ ...set, ...step.set, version });
  await connection.query(`update privacy_case set ${columns.map(([column], index) => `${column} = $${index + 2}`).join(', ')} where id = $1`, [caseId, ...columns.map(([, value]) => value)]);
  await recordStep(deps, connection, request, { caseId, version, state, nowMs }, step);
}

/** The history line and the event of what was done; both stand when the transaction does. */
export async function recordStep(deps: Pick<CaseDeps, 'audit' | 'ids' | 'sealer'>, connection: Queryable, request: ChangeRequest, { caseId, version, state, nowMs }: Omit<StepPlace, 'set'>, { change, reason, details, objects = [], action = 'case-changed', patient }: CaseStep): Promise<void> {
  await connection.query('insert into privacy_case_history (id, case_id, occurred_at, by_id, change, state, version, reason_sealed) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [deps.ids.newId(), caseId, new Date(nowMs), request.actor.userId, change, state, version, reason === undefined ? null : deps.sealer.seal(reason, purposeOf(caseId))]);
  await deps.audit.append({ ...auditFactsOf(request), action, outcome: 'success', objects: [`privacy-case/${caseId}`, ...objects], ...(patient && { patient }), details: { change, state, ...details } });
}
