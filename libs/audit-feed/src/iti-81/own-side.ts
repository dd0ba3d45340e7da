import type { AuditEvent } from '@longview/audit';

/**
 * What an organization may see of an event: its own people's accesses, and of others' what they were shown of its records.
 * What another custodian's source answered or held back, and whom a patient closed out, is nobody's to read here.
 */
export function ownSide(event: AuditEvent, organizationId: string): AuditEvent | undefined {
  const { completeness, consentBlockedSourceIds: _, custodians, objects, ...rest } = event;
  const isByOwnPeople = event.actor.organizationId === organizationId;
  const isOwn = ({ custodianId }: { readonly custodianId: string }): boolean => custodianId === organizationId;
  // An override opens a door: whose records it opens is for each of them to know, and what is then shown has its own events.
  const shown = custodians?.filter((line) => isOwn(line) || (isByOwnPeople && line.itemCount > 0));
  if (!isByOwnPeople && !shown?.some(isOwn)) return undefined;
  const mine = isByOwnPeople ? shown : shown?.filter(isOwn);
  const withheldCount = isByOwnPeople ? (completeness?.outcomes ?? []).reduce((sum, outcome) => sum + outcome.withheldCount, 0) : 0;
  return {
    ...rest,
    ...(mine && mine.length > 0 && { custodians: mine }),
    // With items of others in the same event, its objects may be theirs.
    ...(objects && (isByOwnPeople || mine?.length === custodians?.length) && { objects }),
    ...(withheldCount > 0 && { details: { ...rest.details, withheldCount } }),
  };
}
