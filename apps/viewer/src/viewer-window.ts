import { endViewer, tellWindow } from './viewer-end.js';
import { readWindowMessage, type WindowPatient } from './window-protocol.js';

const ACTIVITY_EVERY_MS = 20_000;

/** Listens to the image window and tells it what happens here. `onPatient` hears whose window this is. */
export function connectWindow(onPatient: (patient: WindowPatient) => void): void {
  window.addEventListener('message', (event) => {
    if (event.origin !== window.location.origin || event.source !== window.parent || window.parent === window) return;
    const message = readWindowMessage(event.data);
    if (message?.type === 'longview.window.patient') onPatient(message.patient);
    else if (message) endViewer(message.reason ?? 'access-ended');
  });
  tellWindow({ type: 'longview.viewer.ready' });
  tellFirstImage();
  tellActivity();
}

function tellFirstImage(): void {
  // Sent to the viewport's own element and not bubbling: only a capturing listener hears it.
  document.addEventListener('CORNERSTONE_IMAGE_RENDERED', () => tellWindow({ type: 'longview.viewer.first-image', sinceNavigationMs: Math.round(performance.now()) }), { capture: true, once: true });
}

function tellActivity(): void {
  let toldAtMs = -ACTIVITY_EVERY_MS;
  const note = (): void => {
    if (performance.now() - toldAtMs < ACTIVITY_EVERY_MS) return;
    toldAtMs = performance.now();
    tellWindow({ type: 'longview.viewer.activity' });
  };
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) document.addEventListener(type, note, { capture: true, passive: true });
}
