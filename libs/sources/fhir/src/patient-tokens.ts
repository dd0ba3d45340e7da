import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM, type Identifier } from '@longview/clinical-model';
import type { SourceDefinition } from '@longview/sources-contract';

/**
 * The identifiers by which this source can know a person: the health number, its own record numbers and, at a repository,
 * everybody's.
 */
export function usableIdentifiers(identifiers: readonly Identifier[], definition: SourceDefinition): readonly Identifier[] {
  const own = definition.identifierSystem === undefined ? undefined : normalizeIdentifierSystem(definition.identifierSystem);
  return identifiers.filter(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM || system === own || definition.isRepository);
}

const HEALTH_NUMBER_SPELLINGS = [ONTARIO_HEALTH_NUMBER_SYSTEM, ...ONTARIO_HEALTH_NUMBER_ALIASES].map(escapeToken);

/**
 * `system|value` tokens joined by commas (any of them). A source writes the health number's domain in one of several
 * ways and not always in the same: all are asked for at once.
 */
export function tokensOf(identifiers: readonly Identifier[]): string {
  let tokens = '';
  for (const { system, value } of identifiers) {
    const escapedValue = escapeToken(value);
    for (const spelling of system === ONTARIO_HEALTH_NUMBER_SYSTEM ? HEALTH_NUMBER_SPELLINGS : [escapeToken(system)]) tokens += `${tokens === '' ? '' : ','}${spelling}|${escapedValue}`;
  }
  return tokens;
}

/** FHIR R4 §3.1.1.4.0.1: comma, dollar, bar and backslash within a value. */
export function escapeToken(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}
