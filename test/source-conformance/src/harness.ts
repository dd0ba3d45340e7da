import type { PatientRecord, RecordKind, SubjectIdentity } from '@longview/clinical-model';
import { createIdSource, systemClock } from '@longview/platform';
import { sourceDefinitionSchema, type ImageConnector, type RecordConnector, type SourceCall, type SourceDefinition } from '@longview/sources-contract';
import { createDicomwebConnector, createImageConnector } from '@longview/sources-dicomweb';
import { createFhirConnector } from '@longview/sources-fhir';

/** A peer that a connector is tried against, with what it is known to hold. */
export interface ConnectorHarness {
  /** Brings the peer up, or finds it running, and says how to reach it. Called once. */
  start(): Promise<ConformancePeer>;
}

export interface ConformancePeer {
  readonly definition: SourceDefinition;
  /** Secrets that the definition names, by variable or file name. */
  readonly secrets?: ReadonlyMap<string, string>;
  /** A person the peer knows by these identifiers, and what it holds of them. Fictitious. */
  readonly person: SubjectIdentity;
  /** How many records of a kind it holds at least. */
  readonly holds: Partial<Readonly<Record<RecordKind, number>>>;
  /** Studies whose pixels can be fetched, when the definition has an archive. */
  readonly studyInstanceUids?: readonly string[];
  /** A person nobody has heard of, described as completely as the one above. */
  readonly stranger: SubjectIdentity;
  stop(): Promise<void>;
}

/** What connectors need, with these secrets. */
export function connectorDeps(secrets: ReadonlyMap<string, string> = new Map()) {
  return {
    clock: systemClock,
    ids: createIdSource(systemClock),
    readSecret: async (location: { readonly env: string } | { readonly file: string }) => {
      const secret = secrets.get('env' in location ? location.env : location.file);
      if (secret === undefined) throw new Error('The test did not say this secret.');
      return secret;
    },
  };
}

export function openRecords(definition: SourceDefinition, secrets?: ReadonlyMap<string, string>): RecordConnector {
  const create = definition.records.protocol === 'fhir-r4' ? createFhirConnector : createDicomwebConnector;
  return create(definition, connectorDeps(secrets));
}

export function openImages(definition: SourceDefinition, secrets?: ReadonlyMap<string, string>): ImageConnector {
  return createImageConnector(definition, connectorDeps(secrets));
}

/** A definition as a province file would hold it, with defaults for what a test does not care about. */
export function sourceAt(overrides: Readonly<Record<string, unknown>>): SourceDefinition {
  return sourceDefinitionSchema.parse({ id: 'conformance', name: { en: 'Conformance', fr: 'Conformité' }, custodianId: 'conformance-org', ...overrides });
}

export function callFor(timeoutMs = 20_000): SourceCall & { readonly signal: AbortSignal } {
  return { signal: AbortSignal.timeout(timeoutMs), requestId: 'conformance' };
}

/** True when the subject carries one of the person's identifiers. */
export function isSameNumber(subject: SubjectIdentity | PatientRecord, person: SubjectIdentity): boolean {
  return subject.identifiers.some(({ system, value }) => person.identifiers.some((known) => known.system === system && known.value === value));
}
