import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM, type Identifier } from '@longview/clinical-model';
import type { SourceDefinition } from '@longview/sources-contract';
import { anyOf, queryText, type QueryText } from './search-parameters.js';

/**
 * The identifiers by which this source can know a person: the health number, its own record numbers and, at a repository,
 * everybody's.
 */
export function usableIdentifiers(identifiers: readonly Identifier[], definition: SourceDefinition): readonly Identifier[] {
  if (definition.isRepository) return identifiers;
  const ofDomain = byDomain(identifiers);
  const healthNumbers = ofDomain.get(ONTARIO_HEALTH_NUMBER_SYSTEM) ?? [];
  const own = definition.identifierSystem === undefined ? ONTARIO_HEALTH_NUMBER_SYSTEM : normalizeIdentifierSystem(definition.identifierSystem);
  return own === ONTARIO_HEALTH_NUMBER_SYSTEM ? healthNumbers : [...healthNumbers, ...(ofDomain.get(own) ?? [])];
}

const sorted = new WeakMap<readonly Identifier[], ReadonlyMap<string, readonly Identifier[]>>();

/** One list goes to every source, and whoever is known to hundreds has a number of each. */
function byDomain(identifiers: readonly Identifier[]): ReadonlyMap<string, readonly Identifier[]> {
  let known = sorted.get(identifiers);
  if (!known) sorted.set(identifiers, (known = Map.groupBy(identifiers, ({ system }) => system)));
  return known;
}

/** Once and for all: these seven addresses are most of the text of every search by patient. */
const HEALTH_NUMBER_SPELLINGS = [ONTARIO_HEALTH_NUMBER_SYSTEM, ...ONTARIO_HEALTH_NUMBER_ALIASES].map(domainOf);

/**
 * `system|value` tokens joined by commas (any of them). A source writes the health number's domain in one of several
 * ways and not always in the same: all are asked for at once.
 */
export function tokensOf(identifiers: readonly Identifier[]): QueryText {
  return anyOf(identifiers.map((identifier) => (identifier.system === ONTARIO_HEALTH_NUMBER_SYSTEM ? healthNumberTokens(identifier) : (domainOf(identifier.system) + valueOf(identifier)) as QueryText)));
}

const written = new WeakMap<Identifier, QueryText>();

/** Every source is asked by the same health number. */
function healthNumberTokens(identifier: Identifier): QueryText {
  let tokens = written.get(identifier);
  if (!tokens) {
    const value = valueOf(identifier);
    written.set(identifier, (tokens = anyOf(HEALTH_NUMBER_SPELLINGS.map((domain) => (domain + value) as QueryText))));
  }
  return tokens;
}

function valueOf({ value }: Identifier): QueryText {
  return queryText(escapeToken(value));
}

function domainOf(system: string): string {
  return queryText(`${escapeToken(system)}|`);
}

/** FHIR R4 §3.1.1.4.0.1: comma, dollar, bar and backslash within a value. */
export function escapeToken(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}
