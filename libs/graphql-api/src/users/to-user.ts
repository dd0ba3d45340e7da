import type { Role } from '@longview/authentication';
import type { User as UserFacts, UserChangeOutcome, UserLine as UserLineFacts } from '@longview/participants';
import type { Refusal } from '../schema/refusal.js';
import { toChangeRefusal } from './change-request.js';
import type { User, UserLine, UsersChanged, WrongInput } from './users.models.js';

export function toUserLine({ personId: _, statusSinceMs, lastUsedAtMs, offices, ...line }: UserLineFacts): UserLine {
  return { ...line, offices: offices as readonly Role[], statusSince: statusSinceMs, ...(lastUsedAtMs !== undefined && { lastUsedAt: lastUsedAtMs }) };
}

export function toUser(user: UserFacts): User {
  const { createdAtMs, lastAttestedAtMs, verification, entitlements, identities, history, requestedBy, isOwnRequest, isOneself, mayEdit, patientsOpened, actions, ...line } = user;
  return {
    __typename: 'User', line: toUserLine(line), createdAt: createdAtMs, requestedBy, isOwnRequest, isOneself, mayEdit, patientsOpened, actions,
    ...(lastAttestedAtMs !== undefined && { lastAttestedAt: lastAttestedAtMs }),
    ...(verification && { verification: { assuranceLevel: verification.assuranceLevel, at: verification.atMs, by: verification.by, documents: verification.documents.map(({ kind, validUntil }) => ({ kind, ...(validUntil !== undefined && { validUntil }) })) } }),
    entitlements: entitlements.map(({ grantedAtMs, ...entitlement }) => ({ ...entitlement, grantedAt: grantedAtMs })),
    identities: identities.map(({ linkedAtMs, ...identity }) => ({ ...identity, linkedAt: linkedAtMs })),
    history: history.map(({ atMs, by, change, reason }) => ({ at: atMs, by, change, reason })),
  };
}

export function toUserChange(outcome: UserChangeOutcome): UsersChanged | WrongInput | Refusal {
  switch (outcome.kind) {
    case 'changed': return { __typename: 'UsersChanged', membershipIds: outcome.membershipIds };
    case 'wrong': return { __typename: 'WrongInput', problems: outcome.problems };
    case 'refused': return toChangeRefusal(outcome);
  }
}

/** An optional input that was not given is absent, not null. */
export function given<T extends object>(input: T): { readonly [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value ?? undefined])) as { readonly [K in keyof T]: Exclude<T[K], null> };
}
