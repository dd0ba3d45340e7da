/**
 * The three grounds of an override, and no others (PHIPA s.55.7): express consent of the patient or their substitute; a
 * significant risk of serious bodily harm to the patient, whose consent cannot be got in time; the same risk to another
 * person or group.
 */
export const OVERRIDE_GROUNDS = ['express-consent', 'harm-to-patient', 'harm-to-others'] as const;
export type OverrideGround = (typeof OVERRIDE_GROUNDS)[number];

/** What a source lets an override do. */
export interface OverrideTerms {
  /** Empty: this source lets nobody override. */
  readonly grounds: readonly OverrideGround[];
  readonly durationMs: number;
  /** Whom an override opens the source to: the person who made it, or everybody who acts for the same organization. */
  readonly reach: 'person' | 'organization';
}
export const DEFAULT_OVERRIDE_DURATION_MS = 4 * 3_600_000;

/** One override of one patient's directives by one person, acting for one organization. */
export interface ConsentOverride {
  readonly id: string;
  readonly ground: OverrideGround;
  readonly userId: string;
  readonly organizationId: string;
  readonly startedAtMs: number;
  /** When it ends by itself everywhere; at a source it may end earlier, by the source's own duration. */
  readonly expiresAtMs: number;
  /** Ended by hand. */
  readonly endedAtMs?: number;
}

/** When an override stops opening a source with these terms; `undefined` when it never opens it. */
export function overrideEndsAtMs({ ground, startedAtMs, expiresAtMs, endedAtMs }: ConsentOverride, terms: OverrideTerms): number | undefined {
  if (!terms.grounds.includes(ground)) return undefined;
  return Math.min(startedAtMs + terms.durationMs, expiresAtMs, endedAtMs ?? Number.POSITIVE_INFINITY);
}
