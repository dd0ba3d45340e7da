import { evaluateConsent, overrideInEffect, type ConsentAsker, type ConsentVerdict } from './evaluate-consent.js';
import type { DirectiveTerms } from './directive.js';
import { OVERRIDE_GROUNDS, type ConsentOverride, type OverrideGround, type OverrideTerms } from './override.js';

/** Everything that is kept about one patient's consent and may have effect now or later. */
export interface PatientConsent {
  readonly directives: readonly DirectiveTerms[];
  readonly overrides: readonly ConsentOverride[];
}
export const NO_DIRECTIVES: PatientConsent = { directives: [], overrides: [] };

/** Where patients' consent is kept. */
export interface ConsentReader {
  /**
   * One indexed read, however many patients. Rejects when it cannot be read: then nothing of them is shown.
   * @param patients for each, the keyed hashes of every identifier known of them (`PatientPseudonymizer.keysOf`); a directive under any of them counts.
   * @returns in the same order.
   */
  read(patients: readonly (readonly string[])[]): Promise<readonly PatientConsent[]>;
}

/** A source as consent sees it. */
export interface ConsentSource {
  readonly sourceId: string;
  readonly custodianId: string;
  readonly override: OverrideTerms;
  /** It can be told of an override, and may then answer what it holds back itself. */
  readonly canBeToldOfOverride: boolean;
}

/** What somebody who asks is told of a patient's restrictions: never where they are. */
export interface Restriction {
  readonly extent: 'none' | 'some' | 'all';
  /** On which grounds this person could open some of it, and for how long. Empty: blocked, and cannot be overridden here. */
  readonly grounds: readonly { readonly ground: OverrideGround; readonly durationMs: number }[];
}

/**
 * How far a patient's record is restricted for somebody, by the sources that this person may ask.
 * @param blockedBySource sources that said themselves that they hold something back.
 */
export function restrictionFor(consent: PatientConsent, asker: ConsentAsker, sources: readonly ConsentSource[], blockedBySource: ReadonlySet<string>, nowMs: number): Restriction {
  const closed = sourcesClosed(consent, asker, sources, nowMs);
  const holdingBack = sources.filter(({ sourceId }) => blockedBySource.has(sourceId));
  // What a source holds back itself opens only where it can be told, and has not been told already.
  const openable = [...closed, ...holdingBack.filter((source) => source.canBeToldOfOverride && !overrideInEffect(consent.overrides, { ...asker, override: source.override }, nowMs))];
  const isAll = closed.length > 0 && sources.every((source) => verdictAt(consent, asker, source, [source.custodianId], nowMs).state === 'blocked');
  return {
    extent: isAll ? 'all' : closed.length + holdingBack.length > 0 ? 'some' : 'none',
    // Shorter somewhere is shorter everywhere: one override has one end.
    grounds: OVERRIDE_GROUNDS.flatMap((ground) => {
      const opened = openable.filter(({ override }) => override.grounds.includes(ground));
      return opened.length === 0 ? [] : [{ ground, durationMs: Math.min(...opened.map(({ override }) => override.durationMs)) }];
    }),
  };
}

/** Sources of which this person may see nothing, or not all, because of the patient's directives. */
export function sourcesClosed<Source extends ConsentSource>(consent: PatientConsent, asker: ConsentAsker, sources: readonly Source[], nowMs: number): readonly Source[] {
  const elsewhere = custodiansWithoutSource(consent, sources);
  const isBlocked = (source: ConsentSource, custodianId: string): boolean => verdictAt(consent, asker, source, [custodianId], nowMs).state === 'blocked';
  return sources.filter((source) => isBlocked(source, source.custodianId) || elsewhere.some((custodianId) => isBlocked(source, custodianId)));
}

/** Sources that an override in effect opens to this person, and until when all of them are open. */
export function sourcesOverridden({ overrides }: PatientConsent, asker: ConsentAsker, sources: readonly ConsentSource[], nowMs: number): { readonly sourceIds: ReadonlySet<string>; readonly untilMs: number; readonly overrideId: string } | undefined {
  if (overrides.length === 0) return undefined;
  const open = sources.flatMap(({ sourceId, override }) => {
    const found = overrideInEffect(overrides, { ...asker, override }, nowMs);
    return found ? [{ sourceId, ...found }] : [];
  });
  const first = open.toSorted((a, b) => a.untilMs - b.untilMs)[0];
  return first && { sourceIds: new Set(open.map(({ sourceId }) => sourceId)), untilMs: first.untilMs, overrideId: first.overrideId };
}

/** What the patient's directives say to these custodians' records as one source passes them on. */
export function verdictAt({ directives, overrides }: PatientConsent, { userId, organizationId }: ConsentAsker, { override }: Pick<ConsentSource, 'override'>, custodianIds: readonly string[], nowMs: number, isCustodianAssumed = false): ConsentVerdict {
  return evaluateConsent(directives, overrides, { userId, organizationId, custodianIds, isCustodianAssumed, override }, nowMs);
}

/** Custodians of whom a directive speaks and who have no source of their own: their records are behind a repository. */
function custodiansWithoutSource({ directives }: PatientConsent, sources: readonly ConsentSource[]): readonly string[] {
  return directives.flatMap(({ scope }) => (scope.kind === 'custodian-record' && !sources.some((source) => source.custodianId === scope.custodianId) ? [scope.custodianId] : []));
}
