/**
 * What explains by itself that somebody is with a patient's record: an order of theirs, an encounter or the roster of
 * their organization, a launch from their own chart, a share, or a reason they gave a short time ago.
 */
export const RELATIONSHIP_KINDS = ['order', 'encounter', 'roster', 'launch', 'share', 'earlier-reason'] as const;
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

/**
 * Why somebody may be with an opened patient's record. Kept with the opened patient, with every decision about it and
 * with every event of the access log. `missing` opens nothing but the banner.
 */
export type AccessBasis =
  | { readonly relationship: 'missing' }
  /** @property reason the code of the reason that was given earlier, for `earlier-reason` only. */
  | { readonly relationship: 'found'; readonly kind: RelationshipKind; readonly reason?: string }
  /** @property reason a code of the province's list. */
  | { readonly relationship: 'stated'; readonly reason: string };

export const NO_BASIS: AccessBasis = { relationship: 'missing' };

/** What an event of the access log says about it, as its details. */
export function basisDetails(basis: AccessBasis): Readonly<Record<string, string>> {
  switch (basis.relationship) {
    case 'missing': return { relationship: 'missing' };
    case 'found': return { relationship: 'found', relationshipKind: basis.kind, ...(basis.reason !== undefined && { statedReason: basis.reason }) };
    case 'stated': return { relationship: 'stated', statedReason: basis.reason };
  }
}
