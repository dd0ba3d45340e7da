import { type ClinicalRecord, type SourceOutcome, type SubjectIdentity, type RecordKind } from '@longview/clinical-model';
import { createFederatedSearch } from '@longview/federated-search';
import { createIdSource, systemClock } from '@longview/platform';
import { sourceDefinitionSchema, type RecordConnector, type SourceDefinition } from '@longview/sources-contract';
import { createDicomwebConnector } from '@longview/sources-dicomweb';
import { createFhirConnector } from '@longview/sources-fhir';
import type { OrthancServer } from './third-party-servers.js';

const PASSWORDS = new Map<string, string>();
const passwordName = (id: string) => `PASSWORD_OF_${id.replaceAll('-', '_').toUpperCase()}`;

/** The passwords of this run's servers, under the names by which {@link archiveAt} refers to them. */
export function passwordEnvironment(): Readonly<Record<string, string>> {
  return Object.fromEntries(PASSWORDS);
}

/** What every connector here needs: real time, real ids, and the passwords that this run has made. */
export const connectorDeps = {
  clock: systemClock,
  ids: createIdSource(systemClock),
  readSecret: async (location: { readonly env: string } | { readonly file: string }) => PASSWORDS.get('env' in location ? location.env : location.file) ?? '',
};

/** Describes an Orthanc as a province file would. */
export function archiveAt(id: string, server: Pick<OrthancServer, 'baseUrl' | 'username' | 'password'>, endpoint: Readonly<Record<string, unknown>> = {}): SourceDefinition {
  PASSWORDS.set(passwordName(id), server.password);
  return sourceDefinitionSchema.parse({
    id, name: { en: `Archive ${id}`, fr: `Archives ${id}` }, custodianId: `${id}-org`, identifierSystem: identifierSystemOf(id), kinds: ['imaging-study'],
    records: { protocol: 'dicomweb', baseUrl: server.baseUrl, authentication: { method: 'basic', username: server.username, password: { env: passwordName(id) } }, issuerOfPatientId: id.toUpperCase(), ...endpoint },
  });
}

export function fhirServerAt(id: string, baseUrl: string, kinds: readonly RecordKind[], endpoint: Readonly<Record<string, unknown>> = {}, identifierSystem: string | undefined = undefined): SourceDefinition {
  return sourceDefinitionSchema.parse({
    id, name: { en: `Server ${id}`, fr: `Serveur ${id}` }, custodianId: `${id}-org`, kinds, ...(identifierSystem && { identifierSystem }), limits: { deadlineMs: 30_000 },
    records: { protocol: 'fhir-r4', baseUrl, ...endpoint },
  });
}

/** The domain in which an archive of {@link archiveAt} numbers its patients. */
export function identifierSystemOf(id: string): string {
  return `urn:example:${id}:patients`;
}

export function connect(definition: SourceDefinition): RecordConnector {
  return definition.records.protocol === 'dicomweb' ? createDicomwebConnector(definition, connectorDeps) : createFhirConnector(definition, connectorDeps);
}

export interface Found {
  readonly outcomes: ReadonlyMap<string, SourceOutcome>;
  /** Everything that would be shown: the members of every group. */
  readonly records: readonly ClinicalRecord[];
}

/** Searches a person's records at all these sources, to the end. */
export async function searchAll(definitions: readonly SourceDefinition[], patient: SubjectIdentity, kinds: readonly RecordKind[]): Promise<Found> {
  const search = createFederatedSearch(definitions.map(connect), { monotonicMs: () => systemClock.monotonicMs(), nowMs: () => systemClock.nowMs() });
  try {
    const scope = { permittedSourceIds: new Set(definitions.map(({ id }) => id)), signal: new AbortController().signal, requestId: 'interop' };
    const outcomes = new Map<string, SourceOutcome>();
    const groups = new Map<string, readonly ClinicalRecord[]>();
    for await (const slice of search.searchRecords({ patient, kinds }, scope)) {
      for (const outcome of slice.outcomes) outcomes.set(outcome.sourceId, outcome);
      for (const group of slice.groups) groups.set(group.id, group.members);
      for (const id of slice.removedGroupIds) groups.delete(id);
    }
    return { outcomes, records: [...groups.values()].flat() };
  } finally {
    await search.close();
  }
}

/** The UIDs of the studies among these records, sorted. */
export function studyUidsOf(records: readonly ClinicalRecord[]): string[] {
  return records.flatMap((record) => (record.kind === 'imaging-study' && record.studyInstanceUid ? [record.studyInstanceUid] : [])).sort();
}
