import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { PersonCandidate, SourceDescription } from '@longview/federated-search';
import type { DoorConsent } from './consent-at-the-door.js';

/** Somebody who was found, and what of their identity may stand on the screen. */
export type ShownCandidate = PersonCandidate & { readonly shownIdentity: SubjectIdentity };

/**
 * Who was found, as far as their directives let it be told. Name, birth date, sex, address and health number cannot be
 * locked (O. Reg. 329/04 s.18.2), so everybody can be found; which hospitals know them can.
 * @returns with the number of registrations held back by each source.
 */
export function candidatesShown(candidates: readonly PersonCandidate[], consents: readonly DoorConsent[], sources: readonly SourceDescription[]): { readonly candidates: readonly ShownCandidate[]; readonly heldBack: ReadonlyMap<string, number> } {
  const heldBack = new Map<string, number>();
  return {
    heldBack,
    candidates: candidates.map((candidate, index) => {
      const consent = consents[index]!;
      if (consent.isSilent) return { ...candidate, shownIdentity: candidate.identity };
      const members = candidate.members.filter((member) => {
        if (!consent.blocksRecord(member)) return true;
        const { sourceId } = member.provenance;
        heldBack.set(sourceId, (heldBack.get(sourceId) ?? 0) + 1);
        return false;
      });
      return { ...candidate, members, shownIdentity: identityShown(candidate.identity, consent, sources) };
    }),
  };
}

/** A record number tells where somebody was treated: those of closed sources are left out. */
export function identityShown(identity: SubjectIdentity, consent: DoorConsent, sources: readonly SourceDescription[]): SubjectIdentity {
  if (consent.isSilent) return identity;
  const closed = new Set(sources.filter((source) => consent.blocks(source)).map(({ identifierSystem }) => identifierSystem));
  return { ...identity, identifiers: identity.identifiers.filter(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM || !closed.has(system)) };
}
