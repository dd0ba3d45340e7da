import { readFileSync } from 'node:fs';
import { RECORD_KINDS, PURPOSES_OF_USE } from '@longview/clinical-model';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ACTIONS, type AccessRequest, type Action } from './access-request.js';
import { ROLES, type Actor, type Role } from './actor.js';
import { decide, type Decision } from './decide.js';
import { RULES } from './rules.js';

interface Case {
  readonly sentence: string;
  readonly actor?: Omit<Partial<Actor>, 'entitledSourceIds' | 'organizationId'> & { readonly entitledSourceIds?: string[]; readonly organizationId?: string | null };
  readonly request: { readonly action: Action; readonly kind?: AccessRequest['kind']; readonly source?: string; readonly minimumAssuranceLevel?: 1 | 2 | 3 } & Pick<AccessRequest, 'relationship' | 'consent'>;
  readonly decision: Decision;
  /** What the access log of a whole gateway holds of it; such cases run there, too. */
  readonly event?: object;
}

const cases: readonly Case[] = parse(readFileSync(new URL('./cases/decisions.yaml', import.meta.url), 'utf8'));

const physician: Actor = {
  userId: 'u-1', displayName: 'Fictitious Physician', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true,
  assuranceLevel: 2, entitledSourceIds: new Set(['north', 'di-common-service']), purposeOfUse: 'TREAT', sessionId: 's-1',
};

function requestOf({ actor = {}, request }: Case): AccessRequest {
  const { entitledSourceIds, organizationId, ...others } = actor;
  return {
    actor: {
      ...physician, ...others,
      ...(entitledSourceIds && { entitledSourceIds: new Set(entitledSourceIds) }),
      ...(organizationId !== undefined && { organizationId: organizationId ?? undefined }),
    },
    action: request.action,
    ...(request.kind && { kind: request.kind }),
    ...(request.relationship && { relationship: request.relationship }),
    ...(request.consent && { consent: request.consent }),
    ...(request.source && { source: { sourceId: request.source, custodianId: request.source, ...(request.minimumAssuranceLevel && { minimumAssuranceLevel: request.minimumAssuranceLevel }) } }),
  };
}

const source = { sourceId: 'north', custodianId: 'north-hospital' };

describe('the decision', () => {
  it.each(cases.map((each) => [each.sentence, each] as const))('%s', (_, each) => {
    expect(decide(requestOf(each))).toEqual(each.decision);
  });

  it('is covered for every rule and for every way to be permitted', () => {
    const named = new Set(cases.map(({ decision }) => decision.rule));
    for (const { name } of RULES) expect(named).toContain(name);
    const followed = new Set(cases.filter(({ event }) => event !== undefined).map(({ decision }) => decision.rule));
    // The API asks for organization and agreement before it asks the policy; no source of a test's province lets nobody override.
    for (const { name } of RULES) if (!['organization-not-chosen', 'user-agreement-not-accepted'].includes(name)) expect(followed).toContain(name);
  });
});

describe('every state, role and action together', () => {
  const mayAct: Record<Role, readonly Action[]> = {
    physician: ACTIONS, nurse: ACTIONS,
    'allied-health': ACTIONS.filter((action) => action !== 'export' && action !== 'import-study'),
    clerk: ['search-patient'],
    'pacs-administrator': ['search-patient', 'view-timeline', 'launch-study', 'retrieve-image', 'import-study'],
    'local-registration-authority': [], 'legal-signing-authority': [], 'privacy-contact': [], 'privacy-auditor': [], 'security-contact': [], 'program-office': [],
  };
  const states: readonly (readonly [string, Partial<Actor>, boolean])[] = [
    ['an active user', {}, true],
    ['a suspended user', { isUserActive: false }, false],
    ['a user who has not chosen an organization', { organizationId: undefined }, false],
    ['a user of an organization that left', { isOrganizationActive: false }, false],
    ['a user whose identity is only asserted', { assuranceLevel: 1 }, false],
    ['a user without this source', { entitledSourceIds: new Set(['elsewhere']) }, false],
    ['a user who says "break the glass"', { purposeOfUse: 'BTG' }, false],
  ];
  const matrix = states.flatMap(([state, change, isOpen]) => ROLES.flatMap((role) => ACTIONS.map((action) => ({ state, role, action, change, isOpen }))));

  it.each(matrix)('$state as $role asking to $action', ({ role, action, change, isOpen }) => {
    const { effect, rule } = decide({ actor: { ...physician, roles: [role], ...change }, action, source });
    expect(effect).toBe(isOpen && mayAct[role].includes(action) ? 'permit' : 'deny');
    expect(rule).toBe(effect === 'permit' ? `role:${role}` : rule);
    expect(rule).not.toBe('');
  });

  it('never opens a record other than an imaging study to a PACS administrator, or any record to a clerk', () => {
    for (const kind of RECORD_KINDS) {
      for (const action of ACTIONS) {
        for (const purposeOfUse of PURPOSES_OF_USE) {
          const asked = (role: Role): string => decide({ actor: { ...physician, roles: [role], purposeOfUse }, action, kind, source }).effect;
          if (kind !== 'imaging-study') expect(asked('pacs-administrator')).toBe('deny');
          expect(asked('clerk')).toBe('deny');
        }
      }
    }
  });

  it('gives two roles together no more than one of them gives alone', () => {
    for (const one of ROLES) {
      for (const other of ROLES) {
        for (const action of ACTIONS) {
          for (const kind of RECORD_KINDS) {
            for (const purposeOfUse of PURPOSES_OF_USE) {
              const asked = (...roles: Role[]): boolean => decide({ actor: { ...physician, roles, purposeOfUse }, action, kind, source }).effect === 'permit';
              expect(asked(one, other)).toBe(asked(one) || asked(other));
            }
          }
        }
      }
    }
  });
});

describe('what nobody foresaw', () => {
  it('denies a role, an action, a purpose or a level that does not exist', () => {
    const odd = (change: object, action = 'open-report'): Decision => decide({ actor: { ...physician, ...change } as Actor, action: action as Action, source });
    expect(odd({ roles: ['superuser'] }).effect).toBe('deny');
    expect(odd({ roles: ['constructor'] }).effect).toBe('deny');
    expect(odd({}, 'delete-everything').effect).toBe('deny');
    expect(odd({ purposeOfUse: 'CURIOSITY' }).effect).toBe('deny');
    expect(odd({ assuranceLevel: Number.NaN }).effect).toBe('deny');
    expect(odd({ isUserActive: undefined }).effect).toBe('deny');
    expect(odd({ organizationId: '' }).effect).toBe('deny');
  });
});
