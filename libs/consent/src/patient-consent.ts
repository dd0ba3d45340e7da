import { covers, evaluateConsent, type ConsentAsker, type ConsentQuestion, type ConsentVerdict } from './evaluate-consent.js';
import { isInEffect, type DirectiveTerms } from './directive.js';
import { OVERRIDE_GROUNDS, type ConsentOverride, type OverrideGround, type OverrideTerms } from './override.js';

/** Everything that is kept about one patient's consent and may have effect now or later. */
export interface PatientConsent {
  readonly directives: readonly DirectiveTerms[];
  readonly overrides: readonly ConsentOverride[];
}
export const NO_DIRECTIVES: PatientConsent = { directives: [], overrides: [] };

/** Where a patient's consent is kept. */
export interface ConsentReader {
  /**
   * One indexed read. Rejects when it cannot be read: then nothing of the patient is shown.
   * @param patientKeys keyed hashes of every identifier known of the patient (`PatientPseudonymizer.keysOf`); a directive under any of them counts.
   */
  read(patientKeys: readonly string[]): Promise<PatientConsent>;
}

/** A source as consent sees it. */
export interface ConsentSource {
  readonly sourceId: string;
  readonly custodianId: string;
  readonly override: OverrideTerms;
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
  const restricted = sources.filter((source) => blockedBySource.has(source.sourceId) || askedAbout(consent, source, sources).some((custodianIds) => verdict(consent, asker, source, custodianIds, nowMs).state === 'blocked'));
  const isAll = restricted.length > 0 && sources.every((source) => verdict(consent, asker, source, [source.custodianId], nowMs).state === 'blocked');
  return {
    extent: isAll ? 'all' : restricted.length > 0 ? 'some' : 'none',
    // Shorter somewhere is shorter everywhere: one override has one end.
    grounds: OVERRIDE_GROUNDS.flatMap((ground) => {
      const opened = restricted.filter(({ override }) => override.grounds.includes(ground));
      return opened.length === 0 ? [] : [{ ground, durationMs: Math.min(...opened.map(({ override }) => override.durationMs)) }];
    }),
  };
}

/** The moment until which overrides hold something open for this person; `undefined` when they open nothing. */
export function overriddenUntilMs({ directives, overrides }: PatientConsent, asker: ConsentAsker, sources: readonly ConsentSource[], nowMs: number): number | undefined {
  if (overrides.length === 0) return undefined;
  const everyCustodian = [...new Set(directives.flatMap(({ scope }) => (scope.kind === 'custodian-record' ? [scope.custodianId] : [])))];
  const until = sources.flatMap((source) => {
    const found = verdict({ directives, overrides }, asker, source, [source.custodianId, ...everyCustodian], nowMs);
    return found.state === 'overridden' ? [found.untilMs] : [];
  });
  return until.length === 0 ? undefined : Math.min(...until);
}

/** True when some directive in effect speaks of this person at all, lifted or not. */
export function isDirected({ directives }: PatientConsent, asker: ConsentAsker, nowMs: number): boolean {
  return directives.some((directive) => isInEffect(directive, nowMs) && covers(directive, { ...asker, custodianIds: [], isCustodianAssumed: true }));
}

function verdict({ directives, overrides }: PatientConsent, { userId, organizationId }: ConsentAsker, { override }: ConsentSource, custodianIds: readonly string[], nowMs: number): ConsentVerdict {
  const question: ConsentQuestion = { userId, organizationId, custodianIds, override };
  return evaluateConsent(directives, overrides, question, nowMs);
}

/** A source's own record; and what a custodian without a source of its own may have there, behind a repository. */
function askedAbout({ directives }: PatientConsent, { custodianId }: ConsentSource, sources: readonly ConsentSource[]): readonly (readonly string[])[] {
  const elsewhere = directives.flatMap(({ scope }) => (scope.kind === 'custodian-record' && !sources.some((source) => source.custodianId === scope.custodianId) ? [scope.custodianId] : []));
  return [[custodianId], ...elsewhere.map((id) => [id])];
}
