import { decide, type AccessRequest, type Actor } from '@longview/access-policy';

const ROUNDS = 7;
const DECISIONS = 200_000;

const actor = (change: Partial<Actor>): Actor => ({
  userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isOrganizationViewing: true, isOrganizationAgreementInForce: true, isUserActive: true, isAttested: true,
  hasAcceptedAgreement: true, assuranceLevel: 2, entitledSourceIds: new Set(['north', 'south', 'di-common-service']), purposeOfUse: 'TREAT', sessionId: 'session', ...change,
});

/** Every outcome and the way to it: refused by the first rule, by one in the middle, by the last; permitted. */
const SITUATIONS: readonly { readonly title: string; readonly request: AccessRequest }[] = [
  { title: 'permitted', request: { actor: actor({}), action: 'open-report', kind: 'report', source: { sourceId: 'north', custodianId: 'north' }, relationship: 'found', consent: { state: 'permitted' } } },
  { title: 'permitted, the last of five roles', request: { actor: actor({ roles: ['program-office', 'privacy-contact', 'security-contact', 'legal-signing-authority', 'nurse'] }), action: 'view-timeline', kind: 'lab', source: { sourceId: 'south', custodianId: 'south' }, relationship: 'stated', consent: { state: 'overridden' } } },
  { title: 'user not active', request: { actor: actor({ isUserActive: false }), action: 'view-timeline' } },
  { title: 'not entitled to the source', request: { actor: actor({}), action: 'view-timeline', kind: 'report', source: { sourceId: 'elsewhere', custodianId: 'elsewhere' } } },
  { title: 'blocked by consent', request: { actor: actor({}), action: 'retrieve-image', kind: 'imaging-study', source: { sourceId: 'north', custodianId: 'north' }, relationship: 'found', consent: { state: 'blocked', isOverridable: true } } },
];

export interface DecisionCost { readonly title: string; readonly effect: string; readonly microseconds: number }

/** Microseconds a decision, the median of rounds that take the situations in turn. */
export function decisionCosts(): readonly DecisionCost[] {
  const rounds = SITUATIONS.map((): number[] => []);
  let permitted = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { request }] of SITUATIONS.entries()) {
      const startMs = performance.now();
      for (let i = 0; i < DECISIONS; i++) if (decide(request).effect === 'permit') permitted += 1;
      rounds[index]!.push(((performance.now() - startMs) * 1_000) / DECISIONS);
    }
  }
  if (permitted !== 2 * ROUNDS * DECISIONS) throw new Error('The decisions are not what they were.');
  return SITUATIONS.map(({ title, request }, index) => ({ title, effect: decide(request).effect, microseconds: rounds[index]!.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]! }));
}
