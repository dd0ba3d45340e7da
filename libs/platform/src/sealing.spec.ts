import { describe, expect, it } from '@jest/globals';
import { createSealer } from './sealing.js';

const sealer = createSealer('a-secret-of-thirty-two-bytes-or-more');

describe('sealing', () => {
  it.each(['', 'hospital-a|report|17', 'é'.repeat(500)])('gives the text back under the same purpose', (text) => {
    expect(sealer.open(sealer.seal(text, 'copy'), 'copy')).toBe(text);
  });

  it('opens under no other purpose and with no other key', () => {
    const sealed = sealer.seal('text', 'copy of session 1');
    expect(sealer.open(sealed, 'copy of session 2')).toBeUndefined();
    expect(createSealer('another-secret-of-thirty-two-bytes!!').open(sealed, 'copy of session 1')).toBeUndefined();
  });

  it('gives equal results for equal texts and shows nothing of the text', () => {
    expect(sealer.seal('9876543217', 'copy')).toBe(sealer.seal('9876543217', 'copy'));
    expect(Buffer.from(sealer.seal('9876543217', 'copy'), 'base64url').toString('latin1')).not.toContain('9876543217');
  });

  it('opens nothing that was changed, cut or made up', () => {
    const sealed = sealer.seal('text', 'copy');
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      // The last character carries bits that base64url ignores.
      if (i < sealed.length - 1) expect(sealer.open(changed, 'copy')).toBeUndefined();
    }
    for (const text of ['', 'x', sealed.slice(0, 20), '!!!']) expect(sealer.open(text, 'copy')).toBeUndefined();
  });

  it('refuses a secret that is too short', () => {
    expect(() => createSealer('short')).toThrow(RangeError);
  });
});
