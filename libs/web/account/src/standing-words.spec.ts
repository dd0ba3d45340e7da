import { describe, expect, it } from '@jest/globals';
import type { TFunction } from '@longview/web-design-system';
import en from './locales/en/account.json' with { type: 'json' };
import fr from './locales/fr/account.json' with { type: 'json' };
import { KNOWN_REASONS, whyWords, type Standing } from './standing-words.js';

/** Looks a key up as the portal does, and fails for one that has no words. */
const wordsOf = (catalogue: object): TFunction => ((key: string) => {
  const words = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], catalogue);
  if (typeof words !== 'string') throw new Error(`There are no words for ${key}.`);
  return words;
}) as unknown as TFunction;

const standing = (change: Partial<Standing>): Standing => ({ organizationStatus: 'ACTIVE', status: 'ACTIVE', reason: '', isOpen: true, ...change }) as Standing;

describe('why somebody may or may not act', () => {
  it.each([['en', en], ['fr', fr]])('has words in %s for every reason, status and state of an organization', (_, catalogue) => {
    const t = wordsOf(catalogue);
    for (const reason of KNOWN_REASONS) expect(whyWords(t, standing({ isOpen: false, status: 'SUSPENDED', reason }))).not.toBe('');
    for (const status of ['REQUESTED', 'REVIEWED', 'APPROVED', 'ON_LEAVE', 'SUSPENDED', 'REVOKED'] as const) expect(whyWords(t, standing({ isOpen: false, status }))).not.toBe('');
    for (const organizationStatus of ['APPLYING', 'SUSPENDED', 'DEPARTED'] as const) expect(whyWords(t, standing({ isOpen: false, organizationStatus }))).not.toBe('');
  });

  it('names the organization’s own state before the person’s', () => {
    expect(whyWords(wordsOf(en), standing({ isOpen: false, organizationStatus: 'DEPARTED', status: 'SUSPENDED', reason: 'idle' }))).toBe('This organization no longer takes part.');
  });

  it('says what is true of a reason that it does not know', () => {
    expect(whyWords(wordsOf(en), standing({ isOpen: false, status: 'SUSPENDED', reason: 'something-new' }))).toBe('Your access is suspended.');
  });
});
