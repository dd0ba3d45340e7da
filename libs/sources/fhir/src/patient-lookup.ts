import type { Identifier, SubjectIdentity } from '@longview/clinical-model';
import type { SourceCall, SourceDefinition } from '@longview/sources-contract';
import type { BundleEntry } from './bundle.js';
import type { Allowance, FhirClient, SearchResult } from './fhir-client.js';
import { objectOf, objectsOf, textOf } from './json.js';
import { tokensOf } from './patient-tokens.js';
import { localSystemsOf, readIdentifiers } from './read-identifier.js';
import type { ResourceIndex } from './resource-index.js';

/** Registrations that one person's records may hang on; more than these is no person but an ignored filter. */
const MAX_REGISTRATIONS = 20;

/** The Patients of a source that carry one of the identifiers asked for. */
export interface FoundPatients {
  readonly entries: readonly BundleEntry[];
  /** Their ids at the source. */
  readonly ids: readonly string[];
  readonly result: SearchResult;
  /** The source returned people who were not asked for, so the one who was may be on a page that was not read. */
  readonly isFilterIgnored: boolean;
}

/**
 * Finds the registrations of a person, with those that a merge has linked to them: records may still hang on the
 * retired one. A Patient without one of the identifiers asked for is somebody else, whatever the filter was.
 */
export async function lookUpPatients(client: FhirClient, definition: SourceDefinition, identifiers: readonly Identifier[], index: ResourceIndex, allowance: Allowance, call: SourceCall): Promise<FoundPatients> {
  const result = await client.search('Patient', [['identifier', tokensOf(identifiers)]], [], allowance, call, { namesPerson: true });
  const patients = result.entries.filter(({ resource }) => resource['resourceType'] === 'Patient' && typeof resource['id'] === 'string');
  const matching = patients.filter(({ resource }) => isNumbered({ identifiers: readIdentifiers(resource['identifier'], localSystemsOf(definition)) }, identifiers)).slice(0, MAX_REGISTRATIONS);
  for (const { resource, fullUrl } of matching) index.add(resource, fullUrl);
  const linked = await readLinked(client, matching, index, allowance, call);
  for (const { resource, fullUrl } of linked) index.add(resource, fullUrl);
  const entries = [...matching, ...linked];
  return {
    entries, result, ids: entries.map(({ resource }) => resource['id'] as string),
    isFilterIgnored: patients.length > matching.length,
  };
}

/** True when a registration itself carries one of the identifiers asked for. */
export function isNumbered(registration: Pick<SubjectIdentity, 'identifiers'>, asked: readonly Identifier[]): boolean {
  return registration.identifiers.some(({ system, value }) => asked.some((one) => one.system === system && one.value === value));
}

async function readLinked(client: FhirClient, matching: readonly BundleEntry[], index: ResourceIndex, allowance: Allowance, call: SourceCall): Promise<readonly BundleEntry[]> {
  const keys = new Set<string>();
  for (const { resource } of matching) {
    for (const { type, other } of objectsOf(resource['link'])) {
      const reference = textOf(objectOf(other)?.['reference']);
      const key = type === 'replaced-by' || type === 'replaces' ? reference && index.localKey(reference) : undefined;
      if (key?.startsWith('Patient/') && !index.resolve(key, resource)) keys.add(key);
    }
  }
  if (keys.size === 0) return [];
  return client.readMany('Patient', [...keys].slice(0, MAX_REGISTRATIONS), allowance, call);
}
