import { applyDecorators } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import { RequiresAccess as RequiresRouteAccess, type AccessLevel } from '@longview/authentication';

/** What the schema remembers of a field's annotation. */
export interface FieldAccess {
  readonly level: AccessLevel;
  /** False for what a page asks by itself: it must not keep a deserted session awake. */
  readonly countsAsActivity: boolean;
}

/** Who may ask for this field of Query, Mutation or Subscription. A field without it stops the start, see `guardSchema`. */
export const RequiresAccess = (level: AccessLevel, { countsAsActivity = true } = {}): MethodDecorator =>
  applyDecorators(RequiresRouteAccess(level), Extensions({ access: { level, countsAsActivity } satisfies FieldAccess }));
