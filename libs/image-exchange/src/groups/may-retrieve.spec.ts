import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { mayRetrieve, mayRetrieveInAny, type GroupTerms, type RetrievalQuestion } from './may-retrieve.js';

interface Case {
  readonly sentence: string;
  readonly question?: Partial<RetrievalQuestion>;
  readonly group?: Record<string, unknown>;
  readonly members?: Readonly<Record<string, object>>;
  readonly answer: string;
}
const cases = parse(readFileSync(new URL('./cases/retrieval.yaml', import.meta.url), 'utf8')) as readonly Case[];

const GROUP: GroupTerms = {
  id: 'north-country', purposes: ['TREAT'], startsOn: '2027-01-01', endsOn: '2027-12-31', isEnded: false,
  members: ['lake', 'east', 'river'].map((organizationId) => ({ organizationId, sourceIds: [organizationId], retrievingRoles: ['physician', 'pacs-administrator'], isSigned: true, hasLeft: false })),
};
const QUESTION: RetrievalQuestion = { organizationId: 'lake', roles: ['physician'], purposeOfUse: 'TREAT', sourceId: 'east', today: '2027-02-01' };

function groupOf({ group = {}, members = {} }: Case): GroupTerms {
  const { endsOn, ...rest } = { ...GROUP, ...group } as GroupTerms & { endsOn: string | null };
  return { ...rest, ...(endsOn !== null && { endsOn }), members: GROUP.members.map((member) => ({ ...member, ...members[member.organizationId] })) };
}

describe('inside a query/retrieve group', () => {
  it.each(cases)('$sentence', (one) => {
    const decision = mayRetrieve(groupOf(one), { ...QUESTION, ...one.question });
    expect(decision).toEqual(one.answer === 'retrieve' ? { kind: 'retrieve', groupId: 'north-country' } : { kind: 'ask', reason: one.answer });
  });

  it('one of several groups is enough, and otherwise the closest says why', () => {
    const ended = { ...GROUP, id: 'old', isEnded: true };
    expect(mayRetrieveInAny([ended, GROUP], QUESTION)).toEqual({ kind: 'retrieve', groupId: 'north-country' });
    expect(mayRetrieveInAny([ended, { ...GROUP, purposes: ['HOPERAT'] }], QUESTION)).toEqual({ kind: 'ask', reason: 'purpose-not-agreed' });
    expect(mayRetrieveInAny([], QUESTION)).toEqual({ kind: 'ask', reason: 'not-a-member' });
  });

  it('nobody ever retrieves who is not in force on both sides', () => {
    for (const one of cases) {
      const group = groupOf(one);
      for (const organizationId of ['lake', 'east', 'river', 'shore']) for (const sourceId of ['lake', 'east', 'river', 'north']) {
        const question = { ...QUESTION, ...one.question, organizationId, sourceId };
        if (mayRetrieve(group, question).kind !== 'retrieve') continue;
        const inForce = group.members.filter(({ isSigned, hasLeft }) => isSigned && !hasLeft);
        expect(inForce.some((member) => member.organizationId === organizationId)).toBe(true);
        expect(inForce.some((member) => member.organizationId !== organizationId && member.sourceIds.includes(sourceId))).toBe(true);
      }
    }
  });
});
