import { describe, expect, it } from '@jest/globals';
import { csvOf } from './sector-csv.js';

describe('a table as CSV', () => {
  it('is read by spreadsheets in either language', () => {
    expect(csvOf([['Sector', 'Users'], ['Hôpitaux', 35_443]])).toBe('\ufeffSector,Users\r\nHôpitaux,35443\r\n');
  });

  it('quotes what would break a row, and lets no cell be a formula', () => {
    expect(csvOf([['a,b', 'say "x"', '=1+1', '-2', -2]])).toBe('\ufeff"a,b","say ""x""",\'=1+1,\'-2,-2\r\n');
  });
});
