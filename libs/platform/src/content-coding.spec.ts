import { describe, expect, it } from '@jest/globals';
import { acceptedCoding } from './content-coding.js';

describe('the coding of an answer', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR ; Q=0.1', 'br'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['gzip;q=1.0, *;q=0', 'gzip'],
    ['identity', undefined],
    ['brotli, gzipped', undefined],
    ['br;q=high', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of what is kept as brotli and gzip, for "%s", is %s', (acceptEncoding, coding) => {
    expect(acceptedCoding(acceptEncoding, ['br', 'gzip'])).toBe(coding);
  });

  it('is none that is not on offer', () => {
    expect(acceptedCoding('br, gzip', [])).toBeUndefined();
    expect(acceptedCoding('gzip', ['br'])).toBeUndefined();
  });
});
