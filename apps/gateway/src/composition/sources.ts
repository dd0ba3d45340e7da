import type { Clock, IdSource, SecretReader } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';
import { imageEndpointOf, SourceFault, type ImageConnector, type RecordConnector } from '@longview/sources-contract';
import { createDicomwebConnector, createImageConnector } from '@longview/sources-dicomweb';
import { createFhirConnector } from '@longview/sources-fhir';

export interface Sources {
  readonly records: readonly RecordConnector[];
  /** By source id; only sources that pixels can be fetched from. */
  readonly images: ReadonlyMap<string, ImageConnector>;
  /** What the first look at each source said: a fault code, `ok`, or `pending` while it is still out. */
  readonly health: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** How long the first look at a source may take before the gateway calls itself ready without its answer. */
const FIRST_LOOK_MS = 5_000;

/** Opens a connector for every source of the province and looks at each once, without waiting for any. */
export function openSources(province: ProvinceFile, deps: { readonly clock: Clock; readonly ids: IdSource; readonly readSecret: SecretReader }): Sources {
  const records = province.sources.map((definition) => {
    switch (definition.records.protocol) {
      case 'fhir-r4': return createFhirConnector(definition, deps);
      case 'dicomweb': return createDicomwebConnector(definition, deps);
    }
  });
  const images = new Map(province.sources.filter((definition) => imageEndpointOf(definition) !== undefined).map((definition) => [definition.id, createImageConnector(definition, deps)]));
  const health = new Map(records.map(({ definition }) => [definition.id, 'pending']));
  for (const connector of records) {
    connector.checkHealth({ signal: AbortSignal.timeout(FIRST_LOOK_MS), requestId: deps.ids.newId() }).then(
      () => health.set(connector.definition.id, 'ok'),
      (error: unknown) => health.set(connector.definition.id, error instanceof SourceFault ? error.code : 'SOURCE_UNREACHABLE'),
    );
  }
  return { records, images, health, close: async () => void (await Promise.allSettled([...records, ...images.values()].map((connector) => connector.close()))) };
}
