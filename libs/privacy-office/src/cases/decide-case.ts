import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { z } from 'zod';
import type { CaseDeps } from './case-deps.js';
import { readInput, textSchema } from './case-input.js';
import { changeCase, type CaseInChange, type SeenCase } from './change-case.js';

type Changed = Promise<ChangeRefusal | { readonly kind: 'changed' }>;

const findingOf = (change: CaseInChange, finding: string): string => readInput(change, z.object({ finding: textSchema }), { finding }).finding;

/** The access was right, and the finding says why. */
export function explainCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, finding: string): Changed {
  return changeCase(deps, request, 'explain', seen, async (change) => {
    const text = findingOf(change, finding);
    await deps.settleFlags(change.connection, change.row.id, 'explained');
    return { change: 'case-explained', reason: text, set: { outcome: 'explained', finding_sealed: change.seal(text), decided_by: request.actor.userId, decided_at: new Date(change.nowMs), confirmed_at: null } };
  });
}

/** The access was a breach. From then on the person's access is looked at again, and a second person closes the case. */
export function confirmCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, finding: string): Changed {
  return changeCase(deps, request, 'confirm', seen, async (change) => {
    const text = findingOf(change, finding);
    await deps.settleFlags(change.connection, change.row.id, 'confirmed');
    const at = new Date(change.nowMs);
    return { change: 'case-confirmed', reason: text, set: { outcome: 'confirmed', finding_sealed: change.seal(text), decided_by: request.actor.userId, decided_at: at, was_confirmed: true, confirmed_at: at } };
  });
}

/** What was confirmed is closed by neither its owner nor who confirmed it; the table refuses it too. */
export function closeCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase): Changed {
  return changeCase(deps, request, 'close', seen, async ({ nowMs }) => ({ change: 'case-closed', set: { closed_by: request.actor.userId, closed_at: new Date(nowMs) } }));
}

/** Back to review, with everything that was. */
export function reopenCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, reason: string): Changed {
  return changeCase(deps, request, 'reopen', seen, async (change) => {
    const { reason: text } = readInput(change, z.object({ reason: textSchema }), { reason });
    return { change: 'case-reopened', reason: text, set: { closed_by: null, closed_at: null, confirmed_at: null } };
  });
}
