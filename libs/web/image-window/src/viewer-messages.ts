import type { PatientFacts } from '@longview/web-design-system';

/** Why the viewer shows no images any more. The other side of this conversation is the viewer application. */
export const END_REASONS = ['access-ended', 'signed-out', 'locked', 'not-available', 'wrong-patient'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What the viewer says to this window. */
export type ViewerNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'first-image' }
  | { readonly kind: 'identity'; readonly verdict: 'same' | 'unsure' | 'different' | 'not-compared' }
  | { readonly kind: 'activity' }
  | { readonly kind: 'ended'; readonly reason: EndReason };

/** Reads a message of the viewer; `undefined` for anything else that reaches a window. */
export function readViewerMessage(data: unknown): ViewerNews | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, verdict, reason } = data as { type?: unknown; verdict?: unknown; reason?: unknown };
  switch (type) {
    case 'longview.viewer.ready': return { kind: 'ready' };
    case 'longview.viewer.first-image': return { kind: 'first-image' };
    case 'longview.viewer.activity': return { kind: 'activity' };
    case 'longview.viewer.identity':
      return verdict === 'same' || verdict === 'unsure' || verdict === 'different' || verdict === 'not-compared' ? { kind: 'identity', verdict } : undefined;
    // A reason this window does not know still means that there are no images.
    case 'longview.viewer.ended': return { kind: 'ended', reason: END_REASONS.find((known) => known === reason) ?? 'access-ended' };
    default: return undefined;
  }
}

/** Tells the viewer whose images it must show, so that it can compare them with what the images say themselves. */
export function patientMessage(patient: PatientFacts): object {
  return {
    type: 'longview.window.patient',
    patient: {
      names: patient.names.map(({ family, given }) => ({ family, given })),
      ...(patient.birthDate && { birthDate: patient.birthDate }),
      identifiers: [patient.healthNumber, ...patient.localIdentifiers.map(({ value }) => value)].filter((value) => value !== null),
    },
  };
}

/** Covers and drops the images at once. */
export function endMessage(reason: EndReason): object {
  return { type: 'longview.viewer.end', reason };
}
