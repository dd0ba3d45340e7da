/**
 * What the image window (a page of the portal) and the viewer in its iframe say to each other, by `postMessage` with the
 * page's own origin as target. Both sides drop messages of another origin or source. Nothing here is ever logged.
 */

/** Who the window was opened for, as far as the portal's banner shows it. Absent means unknown. */
export interface WindowPatient {
  readonly names: readonly { readonly family: string; readonly given: readonly string[] }[];
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** Health number and record numbers, values alone. */
  readonly identifiers: readonly string[];
}

/** What the DICOM objects themselves say, compared with the window's patient. */
export type IdentityVerdict = 'same' | 'unsure' | 'different' | 'not-compared';

/** Why the viewer shows no images any more, or none at all. */
export const END_REASONS = ['access-ended', 'signed-out', 'locked', 'not-available', 'wrong-patient'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** viewer → window. */
export type ViewerMessage =
  /** The viewer listens; the window answers with `longview.window.patient`. Sent again after every load of the iframe. */
  | { readonly type: 'longview.viewer.ready' }
  /** The first image of this load is on the screen. */
  | { readonly type: 'longview.viewer.first-image'; readonly sinceNavigationMs: number }
  /** Said for the first objects and at every change. `different`: the images are covered and dropped. */
  | { readonly type: 'longview.viewer.identity'; readonly verdict: IdentityVerdict }
  /** Somebody works in the viewer: the window's idle clock does not see it. At most one in twenty seconds. */
  | { readonly type: 'longview.viewer.activity' }
  /** The images are gone from the viewer's memory. */
  | { readonly type: 'longview.viewer.ended'; readonly reason: EndReason };

/** window → viewer. */
export type WindowMessage =
  | { readonly type: 'longview.window.patient'; readonly patient: WindowPatient }
  /** Covers and drops the images at once. There is no way back but a new launch. */
  | { readonly type: 'longview.viewer.end'; readonly reason?: EndReason };

/** Reads a message of the window; `undefined` for everything else, such as a browser extension's. */
export function readWindowMessage(data: unknown): WindowMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, reason, patient } = data as { type?: unknown; reason?: unknown; patient?: unknown };
  if (type === 'longview.viewer.end') return { type, ...(isEndReason(reason) && { reason }) };
  if (type === 'longview.window.patient' && isWindowPatient(patient)) return { type, patient };
  return undefined;
}

export function isEndReason(value: unknown): value is EndReason {
  return END_REASONS.some((reason) => reason === value);
}

function isWindowPatient(value: unknown): value is WindowPatient {
  if (typeof value !== 'object' || value === null) return false;
  const { names, birthDate, identifiers } = value as { names?: unknown; birthDate?: unknown; identifiers?: unknown };
  return Array.isArray(names) && names.every(isName) && Array.isArray(identifiers) && identifiers.every(isText) && (birthDate === undefined || isText(birthDate));
}

function isName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { family, given } = value as { family?: unknown; given?: unknown };
  return isText(family) && Array.isArray(given) && given.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
