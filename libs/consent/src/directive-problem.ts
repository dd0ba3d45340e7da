import type { DirectiveExceptions, DirectiveScope } from './directive.js';

/** The field of a directive that cannot be right, and what is wrong with it. */
export interface DirectiveProblem {
  readonly field: 'custodianId' | 'userId' | 'startsAt' | 'endsAt' | 'exceptions';
  readonly problem: 'missing' | 'not-a-date' | 'not-after-start' | 'in-the-past' | 'restricts-nobody';
}

export interface DirectiveDraft {
  readonly scope: DirectiveScope;
  readonly exceptions: DirectiveExceptions;
  readonly startsAtMs: number;
  readonly endsAtMs?: number;
}

/** Furthest day that a calendar of the desk can mean. */
const LATEST_MS = Date.UTC(2200, 0, 1);

/** The first field that makes no sense; `undefined` when all do. A directive that is over, or excepts the very ones it names, restricts nobody. */
export function directiveProblem({ scope, exceptions, startsAtMs, endsAtMs }: DirectiveDraft, nowMs: number): DirectiveProblem | undefined {
  if ((scope.kind === 'custodian-record' || scope.kind === 'custodian-agents') && scope.custodianId.trim() === '') return { field: 'custodianId', problem: 'missing' };
  if (scope.kind === 'person' && scope.userId.trim() === '') return { field: 'userId', problem: 'missing' };
  if (!isMoment(startsAtMs)) return { field: 'startsAt', problem: 'not-a-date' };
  if (endsAtMs !== undefined) {
    if (!isMoment(endsAtMs)) return { field: 'endsAt', problem: 'not-a-date' };
    if (endsAtMs <= startsAtMs) return { field: 'endsAt', problem: 'not-after-start' };
    if (endsAtMs <= nowMs) return { field: 'endsAt', problem: 'in-the-past' };
  }
  if (scope.kind === 'person' && exceptions.userIds.includes(scope.userId)) return { field: 'exceptions', problem: 'restricts-nobody' };
  if (scope.kind === 'custodian-agents' && exceptions.organizationIds.includes(scope.custodianId)) return { field: 'exceptions', problem: 'restricts-nobody' };
  return undefined;
}

const isMoment = (ms: number): boolean => Number.isSafeInteger(ms) && ms >= 0 && ms < LATEST_MS;
