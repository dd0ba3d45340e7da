import type { Parties } from '@longview/participants';
import { directiveState, type StoredDirective } from '@longview/patient-consent';
import type { ConsentDirective, NamedParty } from './consent-desk.models.js';

/** As the desk shows them: everybody by name. */
export async function toDirectives(directives: readonly StoredDirective[], parties: Pick<Parties, 'organizations' | 'people'>, nowMs: number): Promise<readonly ConsentDirective[]> {
  const [organizations, people] = await Promise.all([
    parties.organizations([...new Set(directives.flatMap(({ scope, exceptions, enteredBy }) => [enteredBy.organizationId, ...('custodianId' in scope ? [scope.custodianId] : []), ...exceptions.organizationIds]))]),
    parties.people([...new Set(directives.flatMap(({ scope, exceptions }) => [...(scope.kind === 'person' ? [scope.userId] : []), ...exceptions.userIds]))]),
  ]);
  const organization = (id: string): NamedParty => organizations.get(id) ?? { id, name: { en: id, fr: id } };
  const person = (id: string): NamedParty => {
    const name = people.get(id)?.displayName ?? id;
    return { id, name: { en: name, fr: name } };
  };
  return directives.map((directive): ConsentDirective => {
    const { id, version, scope, exceptions, startsAtMs, endsAtMs, requestedBy, enteredBy, enteredAtMs, confirmedOn } = directive;
    return {
      __typename: 'ConsentDirective', directiveId: id, version, state: directiveState(directive, nowMs), scope: scope.kind, startsAt: startsAtMs, requestedBy,
      ...('custodianId' in scope && { custodian: organization(scope.custodianId) }), ...(scope.kind === 'person' && { person: person(scope.userId) }),
      exceptOrganizations: exceptions.organizationIds.map(organization), exceptPeople: exceptions.userIds.map(person),
      enteredByName: enteredBy.displayName, enteredFor: organization(enteredBy.organizationId), enteredAt: enteredAtMs,
      ...(endsAtMs !== undefined && { endsAt: endsAtMs }), ...(confirmedOn !== undefined && { confirmedOn }),
    };
  });
}
