import { sourceDefinitionSchema } from '@longview/sources-contract';
import type { Json } from './json.js';
import { ReadContext } from './read-context.js';
import { ResourceIndex } from './resource-index.js';
import { SEARCH_PLANS } from './search-plan.js';

export const definition = sourceDefinitionSchema.parse({
  id: 'site', name: { en: 'Site', fr: 'Site' }, custodianId: 'site-org', timeZone: 'America/Toronto', identifierSystem: 'urn:example:site:patients',
  records: { protocol: 'fhir-r4', baseUrl: 'https://site.example/fhir' },
  kinds: ['imaging-study', 'report', 'document', 'visit', 'lab', 'medication', 'allergy', 'condition'],
});

/** Reads one resource beside others that its references may lead to. */
export function readOne(resource: Json, beside: readonly Json[] = [], servesImages = true) {
  const index = new ResourceIndex('https://site.example/fhir');
  for (const one of [resource, ...beside]) index.add(one);
  const plan = SEARCH_PLANS.find(({ resourceType }) => resourceType === resource['resourceType']);
  return plan?.read(resource, new ReadContext(definition, 1_000, index, servesImages));
}
