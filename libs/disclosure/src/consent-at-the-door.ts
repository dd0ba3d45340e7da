import { decide, type Actor, type Decision } from '@longview/access-policy';
import type { AccessBasis, ClinicalRecord, Provenance, SubjectIdentity } from '@longview/clinical-model';
import { NO_DIRECTIVES, restrictionFor, sourcesClosed, sourcesOverridden, verdictAt, type ConsentReader, type ConsentVerdict, type OverrideGround, type PatientConsent, type Restriction } from '@longview/consent';
import type { SourceDescription } from '@longview/federated-search';

/** An override in effect for somebody who asks. */
export interface OverrideInEffect {
  readonly overrideId: string;
  readonly ground: OverrideGround;
  readonly startedAtMs: number;
  readonly untilMs: number;
  readonly isOwn: boolean;
}

/** How far the patient restricts the record for this person, and what they opened of it. Says never where. */
export interface PatientRestriction extends Restriction {
  readonly override?: OverrideInEffect;
}

/** What a repository passes on may be another's: both are asked about, and a contributor that nobody knows may be anybody. */
type Held = Pick<Provenance, 'sourceId' | 'custodianId' | 'isCustodianAssumed'>;

export interface PatientConsentsDependencies {
  readonly reader: ConsentReader;
  /** Every key under which something about a patient may be kept. */
  readonly keysOf: (patient: SubjectIdentity) => readonly string[];
  readonly sources: readonly SourceDescription[];
  readonly nowMs: () => number;
}

/** Patients' consent, for one operation of one person each. Rejects when it cannot be read: then nothing is shown. */
export interface PatientConsents {
  of(actor: Actor, patient: SubjectIdentity): Promise<DoorConsent>;
  /** Several patients in one read, in the same order. */
  ofEach(actor: Actor, patients: readonly SubjectIdentity[]): Promise<readonly DoorConsent[]>;
  /** Of a patient who is known here by their keys alone. */
  under(actor: Actor, patientKeys: readonly string[]): Promise<DoorConsent>;
}

export function createPatientConsents({ reader, keysOf, sources, nowMs }: PatientConsentsDependencies): PatientConsents {
  const dependencies: DoorConsentDependencies = { reader, keysOf, nowMs, sources: new Map(sources.map((source) => [source.sourceId, source])) };
  const read = async (actor: Actor, keys: readonly (readonly string[])[]): Promise<readonly DoorConsent[]> => {
    if (keys.length === 0) return [];
    const found = await reader.read(keys);
    return keys.map((known, index) => new DoorConsent(dependencies, actor, new Set(known), found[index]!));
  };
  const one = async (actor: Actor, keys: readonly string[]): Promise<DoorConsent> => (await read(actor, [keys]))[0]!;
  return {
    of: (actor, patient) => one(actor, keysOf(patient)),
    ofEach: (actor, patients) => read(actor, patients.map(keysOf)),
    under: one,
  };
}

interface DoorConsentDependencies extends Omit<PatientConsentsDependencies, 'sources'> {
  readonly sources: ReadonlyMap<string, SourceDescription>;
}

/** One patient's consent during one operation of one person: read once, and again only when more identifiers of the patient turn up. */
export class DoorConsent {
  constructor(private readonly dependencies: DoorConsentDependencies, private readonly actor: Actor, private known: ReadonlySet<string>, private consent: PatientConsent) {}

  /** The keyed hashes under which this patient's consent is kept. */
  get patientKeys(): ReadonlySet<string> {
    return this.known;
  }

  /** Neither directive nor override: every answer is the same, at every moment. */
  get isSilent(): boolean {
    return this.consent.directives.length === 0 && this.consent.overrides.length === 0;
  }

  /** True when identifiers were new and something is kept under them. */
  async learn(patient: SubjectIdentity): Promise<boolean> {
    const keys = this.dependencies.keysOf(patient);
    if (keys.every((key) => this.known.has(key))) return false;
    this.known = new Set([...this.known, ...keys]);
    const before = this.consent;
    [this.consent = NO_DIRECTIVES] = await this.dependencies.reader.read([[...this.known]]);
    return this.consent.directives.length !== before.directives.length || this.consent.overrides.length !== before.overrides.length;
  }

  verdictOn({ sourceId, custodianId, isCustodianAssumed }: Held): ConsentVerdict {
    const source = this.dependencies.sources.get(sourceId);
    if (this.consent.directives.length === 0 || !source) return { state: 'permitted' };
    return verdictAt(this.consent, this.actor, source, [custodianId, source.custodianId], this.dependencies.nowMs(), isCustodianAssumed === true);
  }

  /** True when a directive closes what is under this custodian at this source, and nothing opens it now. */
  blocks(held: Held): boolean {
    return this.verdictOn(held).state === 'blocked';
  }

  blocksRecord({ provenance }: Pick<ClinicalRecord, 'provenance'>): boolean {
    return this.blocks(provenance);
  }

  /** Sources to be told of an override, and until when it is in effect. */
  overridden(): ReturnType<typeof sourcesOverridden> {
    return sourcesOverridden(this.consent, this.actor, [...this.dependencies.sources.values()], this.dependencies.nowMs());
  }

  /** @param blockedBySource sources that said themselves that they hold something back. */
  restriction(basis: AccessBasis | undefined, blockedBySource: ReadonlySet<string> = new Set()): PatientRestriction {
    const { actor, consent, dependencies: { sources, nowMs } } = this;
    if (this.isSilent && blockedBySource.size === 0) return { extent: 'none', grounds: [] };
    const askable = [...sources.values()].map((source) => ({ source, decision: breakGlass(actor, source, basis) })).filter(({ decision }) => decision.rule === CLOSED || decision.rule === BREAKABLE);
    const { extent } = restrictionFor(consent, actor, askable.map(({ source }) => source), blockedBySource, nowMs());
    const { grounds } = restrictionFor(consent, actor, askable.filter(({ decision }) => decision.rule === BREAKABLE).map(({ source }) => source), blockedBySource, nowMs());
    const lasting = this.overridden();
    const override = lasting && consent.overrides.find(({ id }) => id === lasting.overrideId);
    return {
      extent, grounds,
      ...(lasting && override && { override: { overrideId: override.id, ground: override.ground, startedAtMs: override.startedAtMs, untilMs: lasting.untilMs, isOwn: override.userId === actor.userId } }),
    };
  }
}

const CLOSED = 'consent-blocked';
const BREAKABLE = 'consent-blocked-overridable';

/** What the policy says to somebody before a closed source: nothing else stands in their way when it names consent. */
function breakGlass(actor: Actor, source: SourceDescription, basis: AccessBasis | undefined): Decision {
  return decide({ actor, action: 'view-timeline', source, relationship: basis?.relationship ?? 'missing', consent: { state: 'blocked', isOverridable: source.override.grounds.length > 0 } });
}

/**
 * What this person may override of a patient: grounds with their durations, or the rule by which they may override nothing.
 * A source that holds something back itself is known only when it is asked: it counts where it can be told. `closed` are
 * the sources that directives close now: for the access log, and never for the person who asks.
 */
export function overridesOffered(actor: Actor, consent: PatientConsent, basis: AccessBasis | undefined, sources: readonly SourceDescription[], nowMs: number): (Restriction & { readonly closed: readonly SourceDescription[] }) | { readonly rule: string } {
  const decided = sources.map((source) => ({ source, rule: breakGlass(actor, source, basis).rule }));
  const open = decided.filter(({ rule }) => rule === BREAKABLE).map(({ source }) => source);
  if (open.length === 0) return { rule: decided.find(({ rule }) => rule !== 'not-entitled-to-source')?.rule ?? 'not-entitled-to-source' };
  const restriction = restrictionFor(consent, actor, open, new Set(open.filter(({ canBeToldOfOverride }) => canBeToldOfOverride).map(({ sourceId }) => sourceId)), nowMs);
  return { ...restriction, closed: sourcesClosed(consent, actor, open, nowMs) };
}
