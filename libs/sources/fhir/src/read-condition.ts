import type { ConditionRecord } from '@longview/clinical-model';
import { codesOf, readConcept } from './concept.js';
import type { Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';
import { statusOfVerification } from './verification.js';

/** R4 Condition: a problem or a diagnosis. */
export function readCondition(condition: Json, context: ReadContext): ConditionRecord {
  const code = readConcept(condition['code']) ?? { text: '' };
  return {
    kind: 'condition',
    ...readBase(condition, context, {
      status: statusOfVerification(condition['verificationStatus']), title: code.text || undefined,
      time: readTime(condition, context, 'onsetDateTime', 'onsetPeriod', 'recordedDate'), issued: readTime(condition, context, 'recordedDate'),
    }),
    code,
    state: stateOf(condition['clinicalStatus']),
  };
}

function stateOf(clinical: unknown): ConditionRecord['state'] {
  switch (codesOf(clinical)[0]) {
    case 'resolved': return 'resolved';
    case 'inactive': case 'remission': return 'inactive';
    default: return 'active';
  }
}
