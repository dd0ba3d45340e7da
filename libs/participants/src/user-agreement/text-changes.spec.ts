import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, type TextRun } from './text-changes.js';

const textOf = (runs: readonly TextRun[]): string => runs.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('');

describe('the differences between two versions of the agreement', () => {
  it('name the words that were changed, in any language', () => {
    expect(changesBetween('Votre accord vaut un an.\nMerci.', 'Votre accord vaut deux ans.\nMerci.')).toEqual([
      { kind: 'same', text: 'Votre accord vaut ' }, { kind: 'removed', text: 'un an' }, { kind: 'added', text: 'deux ans' }, { kind: 'same', text: '.\nMerci.' }]);
  });

  it('are none between equal texts', () => {
    expect(changesBetween('The same.', 'The same.')).toEqual([{ kind: 'same', text: 'The same.' }]);
  });

  it('hold the whole new text, whatever was there before', () => {
    const sentence = fc.array(fc.constantFrom('one', 'deux', 'three', ',', '.', 'ÉTÉ'), { maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(fc.property(sentence, sentence, (earlier, now) => { expect(textOf(changesBetween(earlier, now))).toBe(now); }), { numRuns: 200 });
  });
});
