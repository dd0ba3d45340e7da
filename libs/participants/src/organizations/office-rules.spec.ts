import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { APPOINTED_OFFICES, decideConfirmation, decideProposal, OFFICE_RULES, type Office, type OfficeChange, type OfficeSituation, type Party } from './office-rules.js';

interface ProposalCase { it: string; sole?: boolean; situation: OfficeSituation; change: OfficeChange; office: Office; by: string; of: string; confirmers?: Party[]; denied?: string }
interface ConfirmationCase { it: string; by: string; proposer: string; holder: string; open: Party[]; agreed?: string[]; party?: Party; denied?: string }
const { proposals, confirmations } = parse(readFileSync(new URL('office-rules.cases.yaml', import.meta.url), 'utf8')) as { proposals: ProposalCase[]; confirmations: ConfirmationCase[] };

const PARTIES: Readonly<Record<string, readonly Exclude<Party, 'holder'>[]>> = { ana: ['legal-signing-authority'], pat: ['program-office'], pia: ['program-office'] };
const partiesOf = (person: string) => PARTIES[person] ?? [];

describe('a change of office', () => {
  it.each(proposals)('$it', ({ situation, sole, change, office, by, of, confirmers, denied }) => {
    const decision = decideProposal({ situation, change, office, parties: partiesOf(by), proposerId: by, holderId: of, ...(sole && { isSolePractice: sole }), signingAuthorityId: 'ana' });
    expect(decision.effect === 'permit' ? { confirmers: decision.confirmers } : { denied: decision.rule }).toEqual(denied === undefined ? { confirmers } : { denied });
  });

  it.each(confirmations)('$it', ({ by, proposer, holder, open, agreed = [], party, denied }) => {
    const decision = decideConfirmation({ open, parties: partiesOf(by), confirmerId: by, proposerId: proposer, holderId: holder, agreedIds: agreed });
    expect(decision.effect === 'permit' ? { party: decision.party } : { denied: decision.rule }).toEqual(denied === undefined ? { party } : { denied });
  });

  it('stands by one person alone only where somebody appoints themselves in their own practice', () => {
    expect(OFFICE_RULES.filter(({ confirmers }) => confirmers.length === 0).flatMap(({ situations }) => situations)).toEqual(['sole-practitioner', 'sole-practitioner']);
  });

  it('is in the table once for each situation, change, office and proposer', () => {
    const keys = OFFICE_RULES.flatMap(({ situations, change, offices, proposer }) => situations.flatMap((situation) => offices.map((office) => `${situation} ${change} ${office} ${proposer}`)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can be made of every office', () => {
    for (const office of APPOINTED_OFFICES) expect(OFFICE_RULES.some(({ change, offices }) => change === 'appoint' && offices.includes(office))).toBe(true);
  });
});
