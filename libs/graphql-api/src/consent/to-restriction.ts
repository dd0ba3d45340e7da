import type { PatientRestriction } from '@longview/disclosure';
import type { Restriction } from './restriction.models.js';

/** As the screen shows it at this moment. */
export function toRestriction({ extent, grounds, override }: PatientRestriction, nowMs: number): Restriction {
  return {
    __typename: 'Restriction', extent, grounds,
    ...(override && {
      activeOverride: {
        __typename: 'ActiveOverride', overrideId: override.overrideId, ground: override.ground, startedAt: override.startedAtMs, expiresAt: override.untilMs,
        remainingMs: Math.max(0, override.untilMs - nowMs), isOwn: override.isOwn,
      },
    }),
  };
}
