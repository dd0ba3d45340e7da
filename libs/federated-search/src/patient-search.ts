import type { PatientRecord, SourceOutcome } from '@longview/clinical-model';
import { linkPatients } from '@longview/patient-identity';
import { SourceFault, Stop, type PatientQuery } from '@longview/sources-contract';
import type { PatientSearchAnswer, SearchScope } from './federated-search.js';
import { answersQuery } from './query-match.js';
import { notEntitled, notIdentifiable, outcomeOfAnswer, outcomeOfFault, pendingOutcome } from './source-outcome.js';
import { ASKER_LEFT, type SourceGate } from './source-gate.js';

/**
 * Asks every permitted source who a person is and links their registrations.
 * Resolves when all answered; at once when an identity authority knows the identifier asked for; otherwise at
 * `softDeadlineMs`. What is still out then is `pending`, and its requests are cancelled: the timeline asks again.
 */
export async function searchPatients(gates: readonly SourceGate[], query: PatientQuery, scope: SearchScope, softDeadlineMs: number, nowMs: () => number): Promise<PatientSearchAnswer> {
  const startedMs = nowMs();
  const leave = new Stop();
  const outcomes = new Map<string, SourceOutcome>();
  const found: PatientRecord[] = [];
  const consentBlockedSourceIds: string[] = [];
  const asked = gates.filter(({ definition }) => {
    const isPermitted = scope.permittedSourceIds.has(definition.id);
    outcomes.set(definition.id, isPermitted ? pendingOutcome(definition.id) : notEntitled(definition.id));
    return isPermitted;
  });

  await new Promise<void>((settle) => {
    let open = asked.length;
    if (open === 0) return settle();
    const softDeadline = setTimeout(settle, softDeadlineMs);
    const finish = (): void => { clearTimeout(softDeadline); settle(); };
    if (scope.signal.aborted) finish();
    scope.signal.addEventListener('abort', finish, { once: true });
    for (const gate of asked) {
      const { id, isIdentityAuthority } = gate.definition;
      gate.ask(leave, scope.requestId, (connector, call) => connector.findPatients(query, call)).then(
        (answer) => {
          if ('notIdentifiable' in answer) {
            outcomes.set(id, notIdentifiable(id, []));
            return;
          }
          const matching = answer.records.filter((record) => answersQuery(record, query));
          found.push(...matching);
          if (answer.isConsentBlocked) consentBlockedSourceIds.push(id);
          outcomes.set(id, outcomeOfAnswer(id, answer, matching.length, 0, nowMs() - startedMs));
          if (isIdentityAuthority && query.by === 'identifier' && matching.length > 0) finish();
        },
        (error: unknown) => {
          if (!leave.aborted) outcomes.set(id, outcomeOfFault(id, asFault(error), [], gate.breaker.failingSinceMs, nowMs() - startedMs));
        },
      ).finally(() => { if (--open === 0) finish(); });
    }
  });
  leave.abort(ASKER_LEFT);
  return { candidates: linkPatients(found), outcomes: [...outcomes.values()], consentBlockedSourceIds };
}

function asFault(error: unknown): SourceFault {
  return error instanceof SourceFault ? error : new SourceFault('SOURCE_MALFORMED', {}, { cause: error });
}

