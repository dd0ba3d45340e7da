import type { AllergyRecord } from '@longview/clinical-model';
import { codesOf, readConcept, readFirstConcept } from './concept.js';
import { objectsOf, textOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';
import { statusOfVerification } from './verification.js';

/** SNOMED CT: no known allergy, and no known allergy to drugs, food, the environment, latex. */
const NO_KNOWN_ALLERGY: ReadonlySet<string> = new Set(['716186003', '409137002', '429625007', '428607008', '1003774007', '428197003', 'no-known-allergies', 'NKA', 'NKDA']);
const NO_KNOWN_ALLERGY_WORDS = /^(no known (\w+ )?(allerg|drug allerg)|aucune? allergie|pas d[’']allergie connue|nka$|nkda$)/i;
const CRITICALITIES: ReadonlySet<unknown> = new Set<AllergyRecord['criticality']>(['low', 'high', 'unable-to-assess']);

/** R4 AllergyIntolerance. */
export function readAllergy(allergy: Json, context: ReadContext): AllergyRecord {
  const reactions = objectsOf(allergy['reaction']);
  const substance = readConcept(allergy['code']) ?? reactions.map(({ substance: one }) => readConcept(one)).find((one) => one !== undefined) ?? { text: '' };
  const reaction = reactions.flatMap((one) => {
    const words = objectsOf(one['manifestation']).map((concept) => readConcept(concept)?.text).filter((text) => text !== undefined);
    return words.length > 0 ? words : [textOf(one['description'])].filter((text) => text !== undefined);
  }).join(', ');
  const { criticality } = allergy;
  const status = statusOfVerification(allergy['verificationStatus']);
  return {
    kind: 'allergy',
    ...readBase(allergy, context, {
      status, title: substance.text || undefined,
      time: readTime(allergy, context, 'onsetDateTime', 'onsetPeriod', 'recordedDate'), issued: readTime(allergy, context, 'recordedDate'),
    }),
    substance,
    state: stateOf(allergy['clinicalStatus'], allergy['verificationStatus']),
    isNoKnownAllergy: codesOf(allergy['code']).some((code) => NO_KNOWN_ALLERGY.has(code)) || NO_KNOWN_ALLERGY_WORDS.test(substance.text),
    ...(reaction && { reaction }),
    ...(CRITICALITIES.has(criticality) && { criticality: criticality as NonNullable<AllergyRecord['criticality']> }),
  };
}

/** Silence about an allergy's state means that it holds: the safe reading. A refuted one does not. */
function stateOf(clinical: unknown, verification: unknown): AllergyRecord['state'] {
  const code = codesOf(clinical)[0] ?? readFirstConcept(clinical)?.text.toLowerCase();
  if (code === 'resolved' || code === 'inactive') return code;
  return codesOf(verification)[0] === 'refuted' ? 'inactive' : 'active';
}
