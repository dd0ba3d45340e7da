import type { AttestationSheetInput, AttestationTier } from '@longview/graphql-client';

/** Which sheet: of one's own organization unless another is named. */
export interface SheetPlace {
  readonly campaignId: string;
  readonly tier: AttestationTier;
  readonly organizationId?: string;
}

export const readTier = (text: string | null): AttestationTier => (text === 'role-holders' ? 'ROLE_HOLDERS' : 'USERS');

/** The sheet's address: ids of campaign and organization, nothing of a person. */
export function addressOf({ campaignId, tier, organizationId }: SheetPlace, page: 'sheet' | 'print' = 'sheet'): string {
  const query = new URLSearchParams({ tier: tier === 'USERS' ? 'users' : 'role-holders', ...(organizationId !== undefined && { organization: organizationId }) });
  return `/attestation/${campaignId}${page === 'print' ? '/print' : ''}?${query}`;
}

export const inputOf = ({ campaignId, tier, organizationId }: SheetPlace): AttestationSheetInput => ({ campaignId, tier, ...(organizationId !== undefined && { organizationId }) });
