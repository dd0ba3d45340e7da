import { describe, expect, it } from '@jest/globals';
import { keepReasons, removeReasons } from './reasons.js';
import en from './locales/en/attestation.json' with { type: 'json' };
import fr from './locales/fr/attestation.json' with { type: 'json' };

const SIGNALS = ['PRIVACY_CASE', 'NOT_IN_HR_LIST', 'ROLE_CHANGED', 'IDLE', 'AGREEMENT_LAPSED', 'DUPLICATE', 'NEW'] as const;

describe('the reasons that a row offers', () => {
  it('answer what speaks for a closer look first, and always let somebody say that access is needed', () => {
    expect(keepReasons(['NOT_IN_HR_LIST', 'IDLE'])).toEqual(['hr-list-behind', 'works-occasionally', 'on-leave-returns', 'needs-access']);
    expect(removeReasons(['NOT_IN_HR_LIST'])[0]).toBe('not-in-hr-list');
  });

  it('have words in both languages', () => {
    const offered = new Set([...keepReasons(SIGNALS), ...removeReasons(SIGNALS)]);
    for (const words of [en, fr]) expect([...offered].filter((reason) => !(reason in words.reason))).toEqual([]);
  });
});
