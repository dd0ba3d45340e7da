import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCell, csvRow } from './csv.js';

/** One record of RFC 4180, read the way a spreadsheet reads it. */
function readRow(row: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < row.length) {
    if (row[at] === '"') {
      const match = /^"((?:[^"]|"")*)"/.exec(row.slice(at))!;
      cells.push(match[1]!.replaceAll('""', '"'));
      at += match[0].length + 1;
    } else {
      const end = row.slice(at).search(/[,\r]/);
      cells.push(row.slice(at, at + end));
      at += end + 1;
    }
    if (row.startsWith('\n', at)) break;
    if (row[at - 1] === '\r') break;
  }
  return cells;
}

describe('a cell of a file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://x")', '\uFF1D1', '\n@x'])('is no formula: %j', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('keeps a number a number', () => {
    expect(csvRow([-1, 2.5, true])).toBe('-1,2.5,true\r\n');
  });

  it('comes back as it was, but for the mark of a text, and never begins like a formula', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '=', '+', '"', ',', ' ', 'é', '\n', '\t', "'") }), { minLength: 1, maxLength: 4 }), (cells) => {
      const read = readRow(csvRow(['x', ...cells, 'y']));
      expect(read.slice(1, -1).map((cell, index) => (cell === `'${cells[index]}` ? cells[index] : cell))).toEqual(cells);
      expect(read.some((cell) => /^\s*[=+@-]/.test(cell))).toBe(false);
    }));
  });
});
