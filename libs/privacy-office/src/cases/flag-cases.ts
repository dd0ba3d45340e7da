import { provincialDay, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import type { FlagCases } from '../surveillance/flag-cases.js';
import { isProgramOffice, type CaseDeps } from './case-deps.js';
import { dayAfter, MAX_ACCESSES } from './case-input.js';
import { recordStep } from './change-case.js';
import { startCase } from './open-case.js';
import { putQuestion } from './questions.js';

/**
 * Opens the cases of flags, within the transaction of the flag's decision: both stand or neither. The case of a flag that
 * has one already is that one, and asking again asks again in it.
 */
export function createFlagCases(deps: CaseDeps): FlagCases {
  return {
    async open(connection, flag) {
      const { request, flagId, organizationId, userId, patient, accessEventIds, state, question, note } = flag;
      const { actor } = request;
      const { rows: [known] } = await connection.query<{ caseId: string }>('select case_id as "caseId" from privacy_case_flag where flag_id = $1', [flagId]);
      const caseId = known?.caseId ?? await startCase(deps, connection, request, {
        organizationId: isProgramOffice(actor) ? organizationId : (actor.organizationId ?? organizationId), origin: 'flag', state: 'in-review', summary: note ?? '', subjectId: userId, subjectOrganizationId: organizationId,
        patients: [patient], accesses: accessEventIds.slice(0, MAX_ACCESSES).map((eventId) => ({ eventId, patient })),
      });
      if (!known) await connection.query('insert into privacy_case_flag (flag_id, case_id) values ($1, $2)', [flagId, caseId]);
      if (state === 'asked' && question !== undefined) await ask(connection, request, caseId, { personId: userId, text: question, eventIds: accessEventIds });
      return { caseId };
    },
  };

  async function ask(connection: Queryable, request: ChangeRequest, caseId: string, { personId, text, eventIds }: { readonly personId: string; readonly text: string; readonly eventIds: readonly string[] }): Promise<void> {
    const nowMs = deps.clock.nowMs();
    const { rows: [row] } = await connection.query<{ version: number }>(`update privacy_case set state = 'asked', version = version + 1 where id = $1 and state in ('in-review', 'asked') returning version`, [caseId]);
    // A case that is decided asks nobody any more.
    if (!row) return;
    const dueOn = dayAfter(provincialDay(nowMs), deps.settings.answerDays);
    await putQuestion(deps, connection, { caseId, personId, eventIds, text, dueOn, askedBy: request.actor.userId, nowMs });
    await recordStep(deps, connection, request, { caseId, version: row.version, state: 'asked', nowMs }, { change: 'user-asked', details: { dueOn } });
  }
}
