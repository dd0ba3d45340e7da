import { endViewer } from './viewer-end.js';

const ASK_EVERY_MS = 4_000;

/**
 * Ends the viewer when its access ends, however it learns of it: a DICOMweb request that is refused (401 no session, 404
 * no grant), or the question, every few seconds, whether the grant still lives, which also reaches a viewer that has
 * loaded everything and asks for nothing more.
 */
export function watchAccess(studyInstanceUids: readonly string[]): void {
  let hasLoaded = false;
  const judge = (status: number): void => {
    if (status === 401 || status === 404) endViewer(hasLoaded ? 'access-ended' : 'not-available');
    else if (status === 200 || status === 204) hasLoaded = true;
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      if (new URL(entry.name).pathname.startsWith('/dicom-web/')) judge(entry.responseStatus);
    }
  }).observe({ type: 'resource', buffered: true });
  window.addEventListener('longview:dicomweb-error', (event) => judge(Number((event as CustomEvent<{ status?: number }>).detail.status)));
  // OHIF's own "not found" page says it in English only.
  window.addEventListener('popstate', leaveNotFound);
  const ask = async (): Promise<void> => {
    leaveNotFound();
    for (const uid of studyInstanceUids) {
      // A network that fails for a moment is no end of access: the next question will tell.
      const answer = await fetch(`/dicom-web/studies/${uid}/access`, { cache: 'no-store' }).catch(() => undefined);
      if (answer) judge(answer.status);
    }
    window.setTimeout(() => void ask(), ASK_EVERY_MS);
  };
  void ask();
}

function leaveNotFound(): void {
  if (window.location.pathname.endsWith('/notfoundstudy')) endViewer('not-available');
}
