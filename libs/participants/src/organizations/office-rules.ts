import type { Role } from '@longview/access-policy';

/** Offices that somebody is appointed to, as opposed to clinical roles (standards: access governance). */
export const APPOINTED_OFFICES = ['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact', 'privacy-auditor', 'program-office'] as const satisfies readonly Role[];
export type Office = (typeof APPOINTED_OFFICES)[number];

/** Held by one person at a time: whoever is appointed replaces whoever holds it. */
export const SINGLE_OFFICES: readonly Office[] = ['legal-signing-authority', 'privacy-contact', 'security-contact'];

/** Offices without which an organization cannot take part. */
export const REQUIRED_OFFICES: readonly Office[] = ['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact'];

/** In whose name somebody proposes or confirms. `holder` is the person the office is about. */
export type Party = 'legal-signing-authority' | 'program-office' | 'holder';

/**
 * What kind of organization it is, as far as offices go: one that is still joining has nobody who can sign in, so two
 * people of the program office act on the signed agreement; a sole practitioner holds their own offices.
 */
export type OfficeSituation = 'joining' | 'organization' | 'sole-practitioner' | 'program-office';
export type OfficeChange = 'appoint' | 'end';

export interface OfficeRule {
  readonly situations: readonly OfficeSituation[];
  readonly change: OfficeChange;
  readonly offices: readonly Office[];
  readonly proposer: Party;
  /** All of these must agree. The proposer's own party here means another person of it. Empty: in force at once. */
  readonly confirmers: readonly Party[];
}

const DELEGATED: readonly Office[] = ['local-registration-authority', 'privacy-contact', 'security-contact', 'privacy-auditor'];
const SIGNING: readonly Office[] = ['legal-signing-authority'];

/**
 * The whole table of who proposes and who confirms what. What is not in it is refused. Somebody dangerous is stopped at
 * once by suspending them; the end of an office is paperwork and takes two.
 */
export const OFFICE_RULES: readonly OfficeRule[] = [
  { situations: ['joining'], change: 'appoint', offices: [...SIGNING, ...DELEGATED], proposer: 'program-office', confirmers: ['program-office'] },
  { situations: ['joining'], change: 'end', offices: [...SIGNING, ...DELEGATED], proposer: 'program-office', confirmers: ['program-office'] },

  { situations: ['organization', 'sole-practitioner', 'program-office'], change: 'appoint', offices: SIGNING, proposer: 'legal-signing-authority', confirmers: ['holder', 'program-office'] },
  { situations: ['organization', 'sole-practitioner', 'program-office'], change: 'appoint', offices: SIGNING, proposer: 'program-office', confirmers: ['holder'] },
  { situations: ['organization', 'sole-practitioner', 'program-office'], change: 'appoint', offices: SIGNING, proposer: 'holder', confirmers: ['program-office'] },
  { situations: ['organization', 'program-office'], change: 'end', offices: SIGNING, proposer: 'program-office', confirmers: ['program-office'] },
  { situations: ['organization', 'program-office'], change: 'end', offices: SIGNING, proposer: 'holder', confirmers: ['program-office'] },

  { situations: ['organization', 'program-office'], change: 'appoint', offices: DELEGATED, proposer: 'legal-signing-authority', confirmers: ['program-office'] },
  { situations: ['organization', 'program-office'], change: 'appoint', offices: DELEGATED, proposer: 'program-office', confirmers: ['legal-signing-authority'] },
  { situations: ['organization', 'program-office'], change: 'end', offices: DELEGATED, proposer: 'legal-signing-authority', confirmers: ['program-office'] },
  { situations: ['organization', 'program-office'], change: 'end', offices: DELEGATED, proposer: 'program-office', confirmers: ['legal-signing-authority'] },
  { situations: ['organization', 'program-office'], change: 'end', offices: DELEGATED, proposer: 'holder', confirmers: ['legal-signing-authority'] },

  { situations: ['sole-practitioner'], change: 'appoint', offices: DELEGATED, proposer: 'legal-signing-authority', confirmers: [] },
  { situations: ['sole-practitioner'], change: 'end', offices: ['privacy-contact', 'security-contact', 'privacy-auditor'], proposer: 'legal-signing-authority', confirmers: [] },

  { situations: ['program-office'], change: 'appoint', offices: ['program-office'], proposer: 'program-office', confirmers: ['program-office'] },
  { situations: ['program-office'], change: 'end', offices: ['program-office'], proposer: 'program-office', confirmers: ['program-office'] },
  { situations: ['program-office'], change: 'end', offices: ['program-office'], proposer: 'holder', confirmers: ['program-office'] },
];

export interface Proposal {
  readonly situation: OfficeSituation;
  readonly change: OfficeChange;
  readonly office: Office;
  /** Parties that the person who proposes belongs to, apart from being the holder. */
  readonly parties: readonly Exclude<Party, 'holder'>[];
  readonly proposerId: string;
  readonly holderId: string;
  /** A practice of one, whose LRA is the practitioner and nobody else. */
  readonly isSolePractice?: boolean;
  /** Who signs for the organization now; of a sole practitioner, the practitioner. */
  readonly signingAuthorityId?: string | undefined;
}

export type ProposalDecision =
  | { readonly effect: 'permit'; readonly proposer: Party; readonly confirmers: readonly Party[] }
  | { readonly effect: 'deny'; readonly rule: 'not-yours-to-propose' | 'cannot-be-delegated' };

/**
 * Decides, by the table alone, whether somebody may propose a change of office and who must agree. Of several capacities
 * the one is taken that needs the fewest others: an office is proposed in the most official of them.
 */
export function decideProposal({ situation, change, office, parties, proposerId, holderId, isSolePractice = situation === 'sole-practitioner', signingAuthorityId }: Proposal): ProposalDecision {
  const isDelegation = isSolePractice && office === 'local-registration-authority' && change === 'appoint' && holderId !== signingAuthorityId;
  if (isDelegation) return { effect: 'deny', rule: 'cannot-be-delegated' };
  const capacities: readonly Party[] = [...parties, ...(proposerId === holderId ? ['holder' as const] : [])];
  const rules = OFFICE_RULES
    .filter((rule) => rule.change === change && rule.situations.includes(situation) && rule.offices.includes(office) && capacities.includes(rule.proposer))
    .toSorted((a, b) => a.confirmers.length - b.confirmers.length);
  // Only what concerns nobody else stands without a second person.
  const rule = rules.find(({ confirmers }) => confirmers.length > 0 || holderId === proposerId);
  return rule ? { effect: 'permit', proposer: rule.proposer, confirmers: rule.confirmers } : { effect: 'deny', rule: 'not-yours-to-propose' };
}

export interface Confirmation {
  /** Parties that have not agreed yet. */
  readonly open: readonly Party[];
  readonly parties: readonly Exclude<Party, 'holder'>[];
  readonly confirmerId: string;
  readonly proposerId: string;
  readonly holderId: string;
  /** Who agreed for another party already: two agreements are two people's. */
  readonly agreedIds: readonly string[];
}

export type ConfirmationDecision =
  | { readonly effect: 'permit'; readonly party: Party }
  | { readonly effect: 'deny'; readonly rule: 'own-proposal' | 'agreed-already' | 'not-yours-to-confirm' };

/** Decides whether somebody may agree, and for which party. Nobody confirms what they proposed. */
export function decideConfirmation({ open, parties, confirmerId, proposerId, holderId, agreedIds }: Confirmation): ConfirmationDecision {
  if (confirmerId === proposerId) return { effect: 'deny', rule: 'own-proposal' };
  if (agreedIds.includes(confirmerId)) return { effect: 'deny', rule: 'agreed-already' };
  const capacities: readonly Party[] = [...(confirmerId === holderId ? ['holder' as const] : []), ...parties];
  const party = capacities.find((one) => open.includes(one));
  return party === undefined ? { effect: 'deny', rule: 'not-yours-to-confirm' } : { effect: 'permit', party };
}
