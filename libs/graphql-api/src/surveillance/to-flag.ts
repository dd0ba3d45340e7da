import type { Role as RoleName } from '@longview/authentication';
import type { Explanation, Facts, Flag as FlagFacts, FlagLine as LineFacts, FlagReason as ReasonFacts, FlaggedAccess as AccessFacts, FlaggedUser as UserFacts, SampledAccess as SampleFacts, SampleQueue as SampleQueueFacts } from '@longview/privacy-office';
import type { AccessExplanation, EvidenceFact, Flag, FlagLine, FlagReason, FlaggedAccess, FlaggedUser, SampledAccess, SampleQueue } from './flags.models.js';

const toFacts = (facts: Facts): readonly EvidenceFact[] => Object.entries(facts).map(([name, value]) => ({ name, value: String(value) }));
const toReason = (reason: ReasonFacts): FlagReason => ({ ...reason, facts: toFacts(reason.facts), isSuppressed: reason.weight <= reason.weakenedBy });

export const toExplanation = ({ kind, facts, atMs }: Explanation): AccessExplanation => ({ kind, facts: toFacts(facts), at: atMs });
export const toFlaggedUser = ({ roles, ...user }: UserFacts): FlaggedUser => ({ ...user, roles: roles as readonly RoleName[] });
export const toFlaggedAccess = ({ fromMs, untilMs, ...access }: AccessFacts): FlaggedAccess => ({ ...access, from: fromMs, until: untilMs });

export function toFlagLine({ raisedAtMs, occurredAtMs, user, reasons, explanations, ...line }: LineFacts): FlagLine {
  return { __typename: 'FlagLine', ...line, raisedAt: raisedAtMs, occurredAt: occurredAtMs, user: toFlaggedUser(user), reasons: reasons.map(toReason), explanations: explanations.map(toExplanation) };
}

export function toFlag({ line, accesses, suppressed, notes, eventIds }: FlagFacts): Flag {
  return { __typename: 'Flag', line: toFlagLine(line), accesses: accesses.map(toFlaggedAccess), suppressed: suppressed.map(toReason), notes: notes.map(({ atMs, ...note }) => ({ ...note, at: atMs })), eventIds };
}

export function toSample({ occurredAtMs, user, access, explanations, flagId, ...sample }: SampleFacts): SampledAccess {
  return { __typename: 'SampledAccess', ...sample, occurredAt: occurredAtMs, user: toFlaggedUser(user), access: toFlaggedAccess(access), explanations: explanations.map(toExplanation), ...(flagId !== null && { flagId }) };
}

export const toSampleQueue = ({ accesses, ...queue }: SampleQueueFacts): SampleQueue => ({ __typename: 'SampleQueue', ...queue, accesses: accesses.map(toSample) });
