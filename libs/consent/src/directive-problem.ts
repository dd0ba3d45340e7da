import type { DirectiveExceptions, DirectiveScope } from './directive.js';

/** The field of a new directive that cannot be right. */
export type DirectiveField = 'custodianId' | 'userId' | 'startsAt' | 'endsAt' | 'exceptions';

export interface DirectiveDraft {
  readonly scope: DirectiveScope;
  readonly exceptions: DirectiveExceptions;
  readonly startsAtMs: number;
  readonly endsAtMs?: number;
}

/** Furthest day that a calendar of the desk can mean. */
const LATEST_MS = Date.UTC(2200, 0, 1);

/** The first field that makes no sense; `undefined` when all do. A directive that takes everything back by its own exception restricts nothing. */
export function directiveProblem({ scope, exceptions, startsAtMs, endsAtMs }: DirectiveDraft): DirectiveField | undefined {
  if ((scope.kind === 'custodian-record' || scope.kind === 'custodian-agents') && scope.custodianId.trim() === '') return 'custodianId';
  if (scope.kind === 'person' && scope.userId.trim() === '') return 'userId';
  if (!isMoment(startsAtMs)) return 'startsAt';
  if (endsAtMs !== undefined && (!isMoment(endsAtMs) || endsAtMs <= startsAtMs)) return 'endsAt';
  if (scope.kind === 'person' && exceptions.userIds.includes(scope.userId)) return 'exceptions';
  if (scope.kind === 'custodian-agents' && exceptions.organizationIds.includes(scope.custodianId)) return 'exceptions';
  return undefined;
}

const isMoment = (ms: number): boolean => Number.isSafeInteger(ms) && ms >= 0 && ms < LATEST_MS;
