import type { DirectivePartsFragment, DirectiveScopeKind } from '@longview/graphql-client';
import type { Localized, TFunction } from '@longview/web-design-system';

/** As much of a directive, entered or about to be, as its words need. */
export interface DirectiveFacts {
  readonly scope: DirectiveScopeKind;
  readonly custodian?: Localized | undefined;
  readonly person?: Localized | undefined;
  readonly exceptions: readonly Localized[];
}

export function factsOf({ scope, custodian, person, exceptOrganizations, exceptPeople }: DirectivePartsFragment): DirectiveFacts {
  return { scope, custodian: custodian?.name, person: person?.name, exceptions: [...exceptOrganizations, ...exceptPeople].map(({ name }) => name) };
}

/** What it blocks, in one plain sentence about people and records. */
export function blocksWords(t: TFunction<'consent'>, localized: (text: Localized) => string, { scope, custodian, person, exceptions }: DirectiveFacts): string {
  const blocks = t(`consent:blocks.${scope}`, { custodian: custodian ? localized(custodian) : '', person: person ? localized(person) : t('consent:blocks.chosenPerson') });
  return exceptions.length === 0 ? blocks : `${blocks} ${t('consent:blocks.except', { who: exceptions.map(localized).join('; ') })}`;
}
