import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { assertWithinLimits } from './operation-limits.js';

const portal = Object.values(JSON.parse(readFileSync(new URL('../../../graphql-client/src/generated/persisted-documents.json', import.meta.url), 'utf8')) as Record<string, string>);
const check = (text: string) => () => assertWithinLimits(parse(text));
const nested = (levels: number): string => `{ ${'a { '.repeat(levels)} b ${'}'.repeat(levels)} }`;

describe('the limits of an operation', () => {
  it("leave room for every one of the portal's own", () => {
    expect(portal.length).toBeGreaterThan(10);
    for (const text of portal) expect(check(text)).not.toThrow();
  });

  it('are depth, also through fragments', () => {
    expect(check(nested(9))).not.toThrow();
    expect(check(nested(10))).toThrow('too deep');
    expect(check(`{ a { ...f } } fragment f on X ${nested(9)}`)).toThrow('too deep');
    expect(check(`{ ... on Query { ... on Query { a } } }`)).not.toThrow();
  });

  it('are cost: what may ask every source counts a hundred times', () => {
    expect(check('{ a b c d e }')).not.toThrow();
    expect(check('{ a b c d e f }')).toThrow('too much');
    expect(check(`{ a { ${'b '.repeat(401)} } }`)).toThrow('too much');
    expect(check(`{ ${'__typename '.repeat(50)} a }`)).not.toThrow();
  });

  it('measure fragments of fragments in time that does not double with each', () => {
    const bomb = `{ ...f0 } ${Array.from({ length: 60 }, (_, i) => `fragment f${i} on X { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f60 on X { a }`;
    expect(check(bomb)).toThrow('too much');
    expect(check('{ ...f } fragment f on X { a ...f }')).not.toThrow();
  });
});
