import type { SourceCall } from '@longview/sources-contract';
import type { Allowance, FhirClient } from './fhir-client.js';
import { objectOf, objectsOf, textOf, type Json } from './json.js';
import type { ResourceIndex } from './resource-index.js';

/** At most so many of one type are read afterwards; what is left out stays unknown and is never guessed. */
const MAX_COMPLETED = 100;

/**
 * Reads what resources refer to and the answer did not bring along, as far as reading them needs it: whose they are,
 * which medication, and for a single record (`withDetails`) its results and studies.
 * @returns what was added to the index.
 */
export async function completeReferences(client: FhirClient, index: ResourceIndex, resources: readonly Json[], { withDetails }: { withDetails: boolean }, allowance: Allowance, call: SourceCall): Promise<readonly Json[]> {
  const missing = new Map<string, Set<string>>();
  let latest: string | undefined;
  const need = (reference: Json | undefined, container: Json): void => {
    const text = textOf(reference?.['reference']);
    // Hundreds of records in a row refer to one person.
    if (!text || text === latest || text.startsWith('#')) return;
    latest = text;
    if (index.resolve(text, container)) return;
    const key = index.localKey(text);
    if (!key) return;
    const type = key.slice(0, key.indexOf('/'));
    const keys = missing.get(type);
    if (!keys) missing.set(type, new Set([key]));
    else if (keys.size < MAX_COMPLETED) keys.add(key);
  };
  for (const resource of resources) {
    const subject = objectOf(resource['subject']) ?? objectOf(resource['patient']);
    if (textOf(subject?.['reference'])?.includes('Patient/')) need(subject, resource);
    if (resource['medicationReference'] !== undefined) need(objectOf(resource['medicationReference']), resource);
    if (!withDetails) continue;
    for (const element of ['result', 'imagingStudy', 'endpoint']) for (const reference of objectsOf(resource[element])) need(reference, resource);
  }
  if (missing.size === 0) return [];
  const added = await Promise.all([...missing].map(([type, keys]) => client.readMany(type, [...keys], allowance, call)));
  return added.flat().map(({ resource, fullUrl }) => {
    index.add(resource, fullUrl);
    return resource;
  });
}
