import { Operator, OperationOutcomeError, notFound, type SearchRequest, type WithId } from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, Patient, Reference, Resource } from '@medplum/fhirtypes';

/** Where the records of one patient come from; read when somebody asks for them, not before. */
export interface PatientSource {
  readonly patient: Resource;
  readonly records: () => readonly Resource[];
}

/** So many patients' records stay in memory at a site; the others are written again from the province when asked for. */
const KEPT_COMPARTMENTS = 24;
const PATIENT_PARAMETERS = new Set(['patient', 'subject']);
const NAME_PARAMETERS = new Set(['family', 'given', 'name']);
const CHAINED_PARAMETERS = new Set(['patient.identifier', 'subject.identifier', 'patient:Patient.identifier', 'subject:Patient.identifier']);

/**
 * The engine's repository, partitioned by patient. The engine scans everything it holds for every search: here it scans
 * the patients, and then one patient's records. What matches, and in which order, stays the engine's word.
 */
export class SiteRepository extends MemoryRepository {
  readonly #sources: ReadonlyMap<string, PatientSource>;
  readonly #compartments = new Map<string, Promise<MemoryRepository>>();

  private constructor(sources: ReadonlyMap<string, PatientSource>, readonly directory: readonly Resource[]) {
    super();
    this.#sources = sources;
  }

  static async open(sources: ReadonlyMap<string, PatientSource>, directory: readonly Resource[]): Promise<SiteRepository> {
    const repository = new SiteRepository(sources, directory);
    await fill(repository, [...directory, ...[...sources.values()].map(({ patient }) => patient)]);
    return repository;
  }

  get patientIds(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** Whether a patient has a record of this type here. */
  holds(patientId: string, type: string): boolean {
    return this.#sources.get(patientId)?.records().some(({ resourceType }) => resourceType === type) ?? false;
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    if (request.resourceType === 'Patient') return super.search(await this.#withNamesResolved(request));
    if (['Organization', 'Endpoint'].includes(request.resourceType)) return super.search(request);
    const repository = await this.#recordsOf(await this.patientsMeant(request));
    return repository.search(request);
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<T> {
    if (['Patient', 'Organization', 'Endpoint'].includes(type)) return super.readResource<T>(type, id);
    const patientId = id.slice(0, id.lastIndexOf('-'));
    if (!this.#sources.has(patientId)) throw new OperationOutcomeError(notFound);
    return (await this.#recordsOf([patientId])).readResource<T>(type, id);
  }

  override async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [type = '', id = ''] = reference.reference?.split('/') ?? [];
    return this.readResource(type, id);
  }

  /** Ids of the patients that a search is limited to; everybody when it names none. */
  async patientsMeant({ filters = [] }: SearchRequest): Promise<readonly string[]> {
    const byId = filters.find(({ code, operator }) => PATIENT_PARAMETERS.has(code) && operator === Operator.EQUALS);
    if (byId) return byId.value.split(',').map((value) => value.replace(/^Patient\//, ''));
    const chained = filters.find(({ code, operator }) => CHAINED_PARAMETERS.has(code) && operator === Operator.EQUALS);
    if (!chained) return this.patientIds;
    const found = await super.search({ resourceType: 'Patient', filters: [{ code: 'identifier', operator: Operator.EQUALS, value: chained.value }] });
    return (found.entry ?? []).map(({ resource }) => resource!.id!);
  }

  /**
   * String parameters take no notice of accents and match from the start (FHIR R4 search §3.1.1.4.8); the engine minds
   * accents. Names are resolved here into the ids that they mean.
   */
  async #withNamesResolved<T extends Resource>(request: SearchRequest<T>): Promise<SearchRequest<T>> {
    const byName = (request.filters ?? []).filter(({ code, operator }) => NAME_PARAMETERS.has(code) && operator === Operator.EQUALS);
    if (byName.length === 0) return request;
    const everybody = await super.search<Patient>({ resourceType: 'Patient' });
    const meant = (everybody.entry ?? []).map(({ resource }) => resource!).filter((patient) => byName.every(({ code, value }) => value.split(',').some((text) => namesOf(patient, code).some((name) => folded(name).startsWith(folded(text))))));
    const others = request.filters!.filter((filter) => !byName.includes(filter));
    return { ...request, filters: [...others, { code: '_id', operator: Operator.EQUALS, value: meant.map(({ id }) => id).join(',') || 'nobody' }] };
  }

  #recordsOf(patientIds: readonly string[]): Promise<MemoryRepository> {
    const key = patientIds.join(',');
    const kept = this.#compartments.get(key) ?? this.#load(patientIds);
    // Last used comes last, so that the first is the one to let go.
    this.#compartments.delete(key);
    this.#compartments.set(key, kept);
    if (this.#compartments.size > KEPT_COMPARTMENTS) this.#compartments.delete(this.#compartments.keys().next().value!);
    return kept;
  }

  async #load(patientIds: readonly string[]): Promise<MemoryRepository> {
    const repository = new MemoryRepository();
    const sources = patientIds.flatMap((id) => this.#sources.get(id) ?? []);
    await fill(repository, [...this.directory, ...sources.flatMap(({ patient, records }) => [patient, ...records()])]);
    return repository;
  }
}

function namesOf({ name = [] }: Patient, parameter: string): string[] {
  return name.flatMap(({ family = '', given = [] }) => (parameter === 'family' ? [family] : parameter === 'given' ? given : [family, ...given]));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{Mark}/gu, '').toLowerCase();
}

/** Keeps the version and the time of change that the resources came with. */
async function fill(repository: MemoryRepository, resources: readonly Resource[]): Promise<void> {
  await repository.withSeeding(async () => {
    for (const resource of resources) await repository.createResource(resource);
  });
}
