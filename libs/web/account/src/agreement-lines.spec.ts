import { describe, expect, it } from '@jest/globals';
import { linesOf } from './agreement-lines.js';

describe('the agreement in lines', () => {
  it('tells headings, items and paragraphs apart and takes their marks off', () => {
    expect(linesOf([{ kind: 'SAME', text: '# Why\n\nBecause.\n- one\n- two' }])).toEqual([
      { kind: 'heading', runs: [{ kind: 'SAME', text: 'Why' }] }, { kind: 'paragraph', runs: [{ kind: 'SAME', text: 'Because.' }] },
      { kind: 'item', runs: [{ kind: 'SAME', text: 'one' }] }, { kind: 'item', runs: [{ kind: 'SAME', text: 'two' }] }]);
  });

  it('keeps what was added and removed within a line and over its end', () => {
    expect(linesOf([{ kind: 'SAME', text: '- You ' }, { kind: 'ADDED', text: 'always ' }, { kind: 'SAME', text: 'lock.' }, { kind: 'REMOVED', text: '\n- Old item.' }])).toEqual([
      { kind: 'item', runs: [{ kind: 'SAME', text: 'You ' }, { kind: 'ADDED', text: 'always ' }, { kind: 'SAME', text: 'lock.' }] },
      { kind: 'item', runs: [{ kind: 'REMOVED', text: 'Old item.' }] }]);
  });

  it('finds the mark of a line whose mark itself is new', () => {
    expect(linesOf([{ kind: 'ADDED', text: '- ' }, { kind: 'SAME', text: 'text' }])).toEqual([{ kind: 'item', runs: [{ kind: 'SAME', text: 'text' }] }]);
  });
});
