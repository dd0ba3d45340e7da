import type { EndReason, ViewerMessage } from './window-protocol.js';

let hasEnded = false;

/** Says something to the image window, if there is one. */
export function tellWindow(message: ViewerMessage): void {
  if (window.parent !== window) window.parent.postMessage(message, window.location.origin);
}

/**
 * Covers the images in this task, then leaves the page for one that holds nothing: with the page go its memory, its
 * caches and its workers. Only the first reason counts.
 */
export function endViewer(reason: EndReason): void {
  if (hasEnded) return;
  hasEnded = true;
  document.body.classList.add('longview-covered');
  tellWindow({ type: 'longview.viewer.ended', reason });
  window.location.replace(`/viewer/ended?reason=${reason}&lang=${document.documentElement.lang === 'fr' ? 'fr' : 'en'}`);
}
