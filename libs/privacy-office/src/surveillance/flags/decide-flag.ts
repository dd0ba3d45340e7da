import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { reviewScope, whoAsks, type SurveillanceDeps } from '../surveillance-deps.js';
import type { FlagDecision, FlagState } from '../words.js';
import type { FlagLine } from './flag.js';
import { findFlagLine } from './read-flag.js';

export interface FlagDecisionInput {
  readonly decision: FlagDecision;
  readonly note?: string | undefined;
  /** What the person is asked, for `ask`. */
  readonly question?: string | undefined;
}

/** Somebody was faster: what stands now. */
export interface FlagConflict {
  readonly kind: 'conflict';
  readonly flag: FlagLine;
}

const LONGEST_NOTE = 2_000;
const BECOMES: Readonly<Record<FlagDecision, FlagState>> = { explained: 'explained', ask: 'asked', case: 'in-case', undo: 'new' };
/** What may follow what. A case is led to its end where cases are. */
const FROM: Readonly<Record<FlagDecision, readonly FlagState[]>> = { explained: ['new'], ask: ['new'], case: ['new'], undo: ['explained'] };

/** Decides a flag as it was seen: never one's own access, never over somebody else's decision. */
export async function decideFlag(deps: SurveillanceDeps, request: ChangeRequest, seen: { readonly id: string; readonly version: number }, input: FlagDecisionInput): Promise<FlagLine | FlagConflict | ChangeRefusal> {
  return governedChange<FlagLine | FlagConflict>(deps, request, 'flag-decided', async ({ connection, nowMs, newId, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    const flag = await findFlagLine(connection, deps, scope, seen.id, { isToChange: true });
    if (!flag) return refuse({ code: 'not-allowed', rule: (await isOwn(connection, seen.id, scope.userId)) ? 'own-access' : 'unknown-flag' });
    if (!flag.mayDecide) return refuse({ code: 'not-allowed', rule: 'another-organization' });
    if (flag.version !== seen.version) return { kind: 'conflict', flag };
    const { decision, question = '', note = '' } = input;
    if (decision === 'ask' && question.trim() === '') return refuse({ code: 'invalid-input', field: 'question', problem: 'missing' });
    if (note.length > LONGEST_NOTE) return refuse({ code: 'invalid-input', field: 'note', problem: 'too-long' });
    if (question.length > LONGEST_NOTE) return refuse({ code: 'invalid-input', field: 'question', problem: 'too-long' });
    // A case that is closed was settled there: only what was decided here is taken back here.
    if (!FROM[decision].includes(flag.state) || flag.caseId !== undefined) return refuse({ code: 'invalid-input', field: 'decision', problem: 'not-from-here' });
    const opened = decision === 'ask' || decision === 'case' ? await openCase(deps, connection, request, flag, input) : undefined;
    await connection.query('update flag set state = $2, version = version + 1, decided_by = $3, decided_at = $4, case_id = coalesce($5, case_id) where id = $1', [flag.id, BECOMES[decision], request.actor.userId, new Date(nowMs), opened?.caseId ?? null]);
    await connection.query('insert into flag_note (id, flag_id, noted_at, by_user_id, by_name, decision, note) values ($1, $2, $3, $4, $5, $6, $7)', [newId(), flag.id, new Date(nowMs), request.actor.userId, request.actor.displayName, decision, note.trim()]);
    const patient = await patientOf(connection, flag.id);
    await deps.audit.append({ ...whoAsks(request), action: 'flag-decided', outcome: 'success', patient, objects: [`flag/${flag.id}`], details: { decision, ...(opened && { caseId: opened.caseId }) } });
    return (await findFlagLine(connection, deps, scope, seen.id))!;
  });
}

async function openCase({ cases }: SurveillanceDeps, connection: Queryable, request: ChangeRequest, flag: FlagLine, { decision, question, note }: FlagDecisionInput): Promise<{ readonly caseId: string }> {
  const { rows: [events] } = await connection.query<{ ids: string[] }>('select array(select unnest(a.event_ids) from flag_access fa join surveillance_access a on a.id = fa.access_id where fa.flag_id = $1) as ids', [flag.id]);
  return cases.open(connection, {
    request, flagId: flag.id, organizationId: flag.user.organizationId, userId: flag.user.userId, patient: await patientOf(connection, flag.id), accessEventIds: events!.ids,
    state: decision === 'ask' ? 'asked' : 'in-review', ...(question?.trim() && { question: question.trim() }), ...(note?.trim() && { note: note.trim() }),
  });
}

async function patientOf(connection: Queryable, flagId: string): Promise<{ readonly key: string; readonly sealed: string }> {
  const { rows } = await connection.query<{ key: string; sealed: string }>('select patient_key as key, patient_sealed as sealed from flag where id = $1', [flagId]);
  return rows[0]!;
}

async function isOwn(connection: Queryable, flagId: string, userId: string): Promise<boolean> {
  return (await connection.query('select from flag where id = $1 and user_id = $2', [flagId, userId])).rows.length > 0;
}
