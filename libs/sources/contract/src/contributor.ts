import type { Provenance } from '@longview/clinical-model';
import type { SourceDefinition } from './source-definition.js';

type Contributors = ReadonlyMap<string, string>;
const contributorsOf = new WeakMap<SourceDefinition, Contributors>();

/**
 * Who is accountable for a record (PHIPA: health information custodian): the source itself or, behind a repository, the
 * site that it names, compared without regard to case and spacing. A site that the province file does not name leaves the
 * repository as the assumed custodian.
 */
export function custodianOf(definition: SourceDefinition, siteName: string | undefined): Pick<Provenance, 'custodianId' | 'isCustodianAssumed'> {
  if (!definition.isRepository) return { custodianId: definition.custodianId };
  let contributors = contributorsOf.get(definition);
  if (!contributors) contributorsOf.set(definition, (contributors = new Map(definition.contributors.flatMap(({ custodianId, names }) => names.map((name) => [comparable(name), custodianId] as const)))));
  const custodianId = siteName === undefined ? undefined : contributors.get(comparable(siteName));
  return custodianId === undefined ? { custodianId: definition.custodianId, isCustodianAssumed: true } : { custodianId };
}

const comparable = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
