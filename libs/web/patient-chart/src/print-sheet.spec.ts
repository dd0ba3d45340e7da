import { describe, expect, it } from '@jest/globals';
import { cssString, marginSheet } from './print-sheet.js';

describe('the margins of a printed page', () => {
  it('hold identity, page number, who printed and what did not answer', () => {
    const css = marginSheet({ patient: 'ROY, Luc', printed: 'Printed by A', coverage: 'Incomplete: Kenora', pageOf: 'Page {page} / {pages}' });
    expect(css).toContain('@top-left { content: "ROY, Luc"');
    expect(css).toContain('"Page " counter(page) " / " counter(pages) ""');
    expect(css).toContain('"Printed by A\\a Incomplete: Kenora"');
  });
  it('cannot be broken out of by a name', () => {
    expect(cssString('O"Neil\\ } @page {')).toBe('"O\\"Neil\\\\ } @page {"');
    expect(cssString('a\nb<c')).toBe('"a\\a b\\3c c"');
  });
});
