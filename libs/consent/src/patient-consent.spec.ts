import { describe, expect, it } from '@jest/globals';
import { NO_EXCEPTIONS, type DirectiveScope } from './directive.js';
import { directiveProblem } from './directive-problem.js';
import { OVERRIDE_GROUNDS, type OverrideGround } from './override.js';
import { restrictionFor, sourcesOverridden, type ConsentSource, type PatientConsent } from './patient-consent.js';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const asker = { userId: 'dr-a', organizationId: 'clinic' };
const source = (sourceId: string, fields: Partial<ConsentSource['override']> & { readonly canBeTold?: boolean } = {}): ConsentSource => {
  const { canBeTold = false, ...override } = fields;
  return { sourceId, custodianId: sourceId, canBeToldOfOverride: canBeTold, override: { grounds: OVERRIDE_GROUNDS, durationMs: 4 * HOUR, reach: 'person', ...override } };
};
const says = (...scopes: readonly DirectiveScope[]): PatientConsent => ({ overrides: [], directives: scopes.map((scope, index) => ({ id: `d-${index}`, scope, exceptions: NO_EXCEPTIONS, startsAtMs: 0 })) });
const overriding = (consent: PatientConsent, ground: OverrideGround = 'harm-to-patient'): PatientConsent => ({ ...consent, overrides: [{ id: 'o-1', ground, userId: 'dr-a', organizationId: 'clinic', startedAtMs: NOW, expiresAtMs: NOW + 4 * HOUR }] });
const none: ReadonlySet<string> = new Set();

describe('how far a record is restricted', () => {
  const sources = [source('north'), source('south')];

  it.each([
    ['nothing said', says(), 'none'],
    ['everything', says({ kind: 'everything' }), 'all'],
    ['one custodian', says({ kind: 'custodian-record', custodianId: 'north' }), 'some'],
    ['each custodian on its own', says({ kind: 'custodian-record', custodianId: 'north' }, { kind: 'custodian-record', custodianId: 'south' }), 'all'],
    ['a custodian behind a repository', says({ kind: 'custodian-record', custodianId: 'no-source-of-its-own' }), 'some'],
    ['somebody else', says({ kind: 'person', userId: 'dr-b' }), 'none'],
    ['this very person', says({ kind: 'person', userId: 'dr-a' }), 'all'],
  ])('%s', (_, consent, extent) => {
    expect(restrictionFor(consent, asker, sources, none, NOW).extent).toBe(extent);
  });

  it('is nothing any more once an override opened it', () => {
    expect(restrictionFor(overriding(says({ kind: 'everything' })), asker, sources, none, NOW)).toEqual({ extent: 'none', grounds: [] });
  });

  it('offers the grounds that open something, each for the shortest time that a source allows', () => {
    const uneven = [source('north', { grounds: ['express-consent', 'harm-to-patient'] }), source('south', { grounds: ['express-consent'], durationMs: HOUR })];
    expect(restrictionFor(says({ kind: 'everything' }), asker, uneven, none, NOW).grounds).toEqual([{ ground: 'express-consent', durationMs: HOUR }, { ground: 'harm-to-patient', durationMs: 4 * HOUR }]);
    expect(restrictionFor(says({ kind: 'custodian-record', custodianId: 'north' }), asker, uneven, none, NOW).grounds).toEqual([{ ground: 'express-consent', durationMs: 4 * HOUR }, { ground: 'harm-to-patient', durationMs: 4 * HOUR }]);
  });

  it('offers nothing where no source accepts any', () => {
    expect(restrictionFor(says({ kind: 'everything' }), asker, [source('north', { grounds: [] })], none, NOW)).toEqual({ extent: 'all', grounds: [] });
  });

  it('counts what a source holds back itself, and offers to tell it where it can be told and was not', () => {
    const telling = [source('north', { canBeTold: true, grounds: ['harm-to-patient'] }), source('south')];
    expect(restrictionFor(says(), asker, telling, new Set(['south']), NOW)).toEqual({ extent: 'some', grounds: [] });
    expect(restrictionFor(says(), asker, telling, new Set(['north']), NOW)).toEqual({ extent: 'some', grounds: [{ ground: 'harm-to-patient', durationMs: 4 * HOUR }] });
    expect(restrictionFor(overriding(says()), asker, telling, new Set(['north']), NOW)).toEqual({ extent: 'some', grounds: [] });
  });
});

describe('an override in effect', () => {
  it('names the sources it opens and the moment at which the first of them closes', () => {
    const sources = [source('north'), source('south', { durationMs: HOUR }), source('west', { grounds: ['express-consent'] })];
    expect(sourcesOverridden(overriding(says()), asker, sources, NOW)).toEqual({ sourceIds: new Set(['north', 'south']), untilMs: NOW + HOUR, overrideId: 'o-1' });
    expect(sourcesOverridden(overriding(says()), { ...asker, userId: 'dr-b' }, sources, NOW)).toBeUndefined();
  });
});

describe('a directive that cannot be right', () => {
  const draft = { scope: { kind: 'everything' } as DirectiveScope, exceptions: NO_EXCEPTIONS, startsAtMs: NOW };

  it.each([
    ['is about no custodian', { scope: { kind: 'custodian-record', custodianId: ' ' } as const }, { field: 'custodianId', problem: 'missing' }],
    ['is about nobody', { scope: { kind: 'person', userId: '' } as const }, { field: 'userId', problem: 'missing' }],
    ['starts on no day', { startsAtMs: Number.NaN }, { field: 'startsAt', problem: 'not-a-date' }],
    ['ends on no day', { endsAtMs: Number.POSITIVE_INFINITY }, { field: 'endsAt', problem: 'not-a-date' }],
    ['ends before it starts', { endsAtMs: NOW - 1 }, { field: 'endsAt', problem: 'not-after-start' }],
    ['ends when it starts', { endsAtMs: NOW }, { field: 'endsAt', problem: 'not-after-start' }],
    ['is over already', { startsAtMs: NOW - 2, endsAtMs: NOW - 1 }, { field: 'endsAt', problem: 'in-the-past' }],
    ['excepts the person it names', { scope: { kind: 'person', userId: 'dr-a' } as const, exceptions: { organizationIds: [], userIds: ['dr-a'] } }, { field: 'exceptions', problem: 'restricts-nobody' }],
    ['excepts the people it names', { scope: { kind: 'custodian-agents', custodianId: 'north' } as const, exceptions: { organizationIds: ['north'], userIds: [] } }, { field: 'exceptions', problem: 'restricts-nobody' }],
  ])('%s', (_, change, problem) => {
    expect(directiveProblem({ ...draft, ...change }, NOW)).toEqual(problem);
  });

  it('is none of these', () => {
    expect(directiveProblem(draft, NOW)).toBeUndefined();
    expect(directiveProblem({ ...draft, startsAtMs: NOW + HOUR, endsAtMs: NOW + 2 * HOUR }, NOW)).toBeUndefined();
  });
});
