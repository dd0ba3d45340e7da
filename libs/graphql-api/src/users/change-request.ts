import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { refusal, type Refusal } from '../schema/refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';

/** Who asks for a change, in which request. */
export function changeRequestOf(context: ApiContext): ChangeRequest {
  const { requestId, clientAddress } = context.facts;
  return { actor: actorOf(context), facts: { requestId, ...(clientAddress !== undefined && { clientAddress }) } };
}

/** The rule that refused is for the log; the screen says only that it is not allowed. */
export function toChangeRefusal(refused: ChangeRefusal): Refusal {
  return refused.code === 'invalid-input' ? refusal('invalid-input', refused.field, refused.problem) : refusal(refused.code);
}
