import { describe, expect, it } from '@jest/globals';
import { stagesOf } from './case-words.js';

const course = (...args: Parameters<typeof stagesOf>): string => stagesOf(...args).map(({ id, state }) => `${id} ${state}`).join(', ');

describe('the course of a case', () => {
  it('begins with somebody who takes it', () => {
    expect(course('NEW', { wasAsked: false, wasConfirmed: false })).toBe('opened done, review open, asked waiting, decided waiting, reported waiting, closed waiting');
  });
  it('waits for the person while they are asked', () => {
    expect(course('ASKED', { wasAsked: true, wasConfirmed: false })).toContain('review done, asked open, decided waiting');
  });
  it('needs no notices when the access is explained', () => {
    expect(course('EXPLAINED', { wasAsked: true, wasConfirmed: false })).toBe('opened done, review done, asked done, decided done, closed open');
  });
  it('goes through the notices when it is confirmed, also where nobody was asked', () => {
    expect(course('CONFIRMED', { wasAsked: false, wasConfirmed: true })).toBe('opened done, review done, decided done, reported open, closed waiting');
    expect(course('REPORTED', { wasAsked: false, wasConfirmed: true })).toBe('opened done, review done, decided done, reported done, closed open');
  });
  it('says of a closed case what it went through', () => {
    expect(course('CLOSED', { wasAsked: true, wasConfirmed: true })).toBe('opened done, review done, asked done, decided done, reported done, closed done');
    expect(course('CLOSED', { wasAsked: false, wasConfirmed: false })).toBe('opened done, review done, decided done, closed done');
  });
});
