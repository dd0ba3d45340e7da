import { identifierKey, recordKey, type ClinicalRecord, type Identifier, type PatientRecord, type SubjectIdentity } from '@longview/clinical-model';
import { RecordGrouper, type GroupChange } from '@longview/deduplication';
import { comparePrepared, prepareIdentity, type IdentityVerdict, type PreparedIdentity } from '@longview/patient-identity';

/** How one source's records fared at the identity check. */
export interface AdmissionCount { admitted: number; withheld: number }

/** What was decided when so many numbers had been learned. */
interface Verdict { readonly verdict: IdentityVerdict; readonly learnedCount: number }

/**
 * What a search knows so far: the person it is about, the records that are theirs, and those held back.
 * Identity is checked here on every single record, whatever the source was asked for.
 */
export class RecordSearchState {
  private readonly grouper = new RecordGrouper();
  private readonly identifierKeys: Set<string>;
  private readonly admittedKeys = new Map<string, Set<string>>();
  private held: ClinicalRecord[] = [];
  private readonly verdicts = new Map<SubjectIdentity, Verdict>();
  private readonly learnedIdentifiers: Identifier[] = [];
  private extended: SubjectIdentity;
  private readonly preparedPatient: PreparedIdentity;
  private preparedExtended: { readonly of: SubjectIdentity; readonly identity: PreparedIdentity } | undefined;

  /** @param patient the person as opened. Most records are decided on this alone, which is prepared once. */
  constructor(private readonly patient: SubjectIdentity) {
    this.identifierKeys = new Set(patient.identifiers.map(identifierKey));
    this.extended = patient;
    this.preparedPatient = prepareIdentity(patient);
  }

  /** The person with every identifier that trusted registrations added. */
  get identity(): SubjectIdentity {
    if (this.extended.identifiers.length < this.patient.identifiers.length + this.learnedIdentifiers.length) {
      this.extended = { ...this.patient, identifiers: [...this.patient.identifiers, ...this.learnedIdentifiers] };
    }
    return this.extended;
  }

  get recordCount(): number {
    let count = this.held.length;
    for (const keys of this.admittedKeys.values()) count += keys.size;
    return count;
  }

  countOf(sourceId: string): AdmissionCount {
    return {
      admitted: this.admittedKeys.get(sourceId)?.size ?? 0,
      withheld: this.held.reduce((count, record) => count + (record.provenance.sourceId === sourceId ? 1 : 0), 0),
    };
  }

  /**
   * Takes over the identifiers of registrations that are certainly this person's.
   * @returns the systems of identifiers that were not known before.
   */
  learn(registrations: readonly PatientRecord[]): ReadonlySet<string> {
    const learned = new Set<string>();
    for (const registration of registrations) {
      // Most registrations tell nothing new, and need no look at whose they are.
      if (registration.identifiers.every((identifier) => this.identifierKeys.has(identifierKey(identifier))) || this.verdictOn(registration).kind !== 'same-person') continue;
      for (const identifier of registration.identifiers) {
        if (this.identifierKeys.has(identifierKey(identifier))) continue;
        this.identifierKeys.add(identifierKey(identifier));
        this.learnedIdentifiers.push(identifier);
        learned.add(identifier.system);
      }
    }
    return learned;
  }

  /** Checks and groups new records; records held back earlier are checked again when `recheckHeld` says the person is better known. */
  admit(records: readonly ClinicalRecord[], recheckHeld: boolean): GroupChange {
    const candidates = recheckHeld && this.held.length > 0 ? [...this.held, ...records] : records;
    if (recheckHeld) this.held = [];
    const admitted: ClinicalRecord[] = [];
    for (const record of candidates) {
      const verdict = this.verdictOn(record.subject);
      if (verdict.kind === 'same-person') {
        const keys = this.keysOf(record.provenance.sourceId);
        const key = recordKey(record);
        if (keys.has(key)) continue;
        keys.add(key);
        admitted.push(record);
      } else if (verdict.kind === 'uncertain') {
        this.held.push(record);
      }
    }
    return this.grouper.add(admitted);
  }

  /** Forgets what a source had withheld before it is asked again, so that nothing is counted twice. */
  releaseHeld(sourceId: string): void {
    this.held = this.held.filter((record) => record.provenance.sourceId !== sourceId);
  }

  private keysOf(sourceId: string): Set<string> {
    let keys = this.admittedKeys.get(sourceId);
    if (!keys) this.admittedKeys.set(sourceId, (keys = new Set()));
    return keys;
  }

  /**
   * Connectors share one subject among a registration and all its records: one comparison serves hundreds of rows. Only that
   * they are the same person holds for good; everything else may look different with the next number that is learned.
   */
  private verdictOn(subject: SubjectIdentity): IdentityVerdict {
    const learnedCount = this.learnedIdentifiers.length;
    let known = this.verdicts.get(subject);
    if (!known || (known.verdict.kind !== 'same-person' && known.learnedCount !== learnedCount)) this.verdicts.set(subject, (known = { verdict: this.compare(subject), learnedCount }));
    return known.verdict;
  }

  /** Numbers learned on the way decide only what the opened person's own do not: they change with every answer. */
  private compare(subject: SubjectIdentity): IdentityVerdict {
    const prepared = prepareIdentity(subject);
    const verdict = comparePrepared(this.preparedPatient, prepared);
    if (verdict.kind === 'same-person' || this.learnedIdentifiers.length === 0) return verdict;
    const identity = this.identity;
    if (this.preparedExtended?.of !== identity) this.preparedExtended = { of: identity, identity: prepareIdentity(identity) };
    return comparePrepared(this.preparedExtended!.identity, prepared);
  }
}
