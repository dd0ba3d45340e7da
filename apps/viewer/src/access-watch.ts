import { endViewer } from './viewer-end.js';

const ASK_EVERY_MS = 4_000;

/**
 * Ends the viewer when its access ends. It asks every few seconds whether its grants still live, which also reaches a
 * viewer that has loaded everything, and at once when DICOMweb refuses something. A refusal alone ends nothing: OHIF may
 * ask for what no archive has.
 */
export function watchAccess(studyInstanceUids: readonly string[]): void {
  let wasAllowed = false;
  let next: number | undefined;
  const ask = async (): Promise<void> => {
    window.clearTimeout(next);
    // OHIF's own "not found" page says it in English only.
    if (window.location.pathname.endsWith('/notfoundstudy')) endViewer('not-available');
    for (const uid of studyInstanceUids) {
      // A network that fails for a moment is no end of access: the next question will tell.
      const status = await fetch(`/dicom-web/studies/${uid}/access`, { cache: 'no-store' }).then((answer) => answer.status, () => undefined);
      if (status === 204) wasAllowed = true;
      if (status === 401 || status === 404) endViewer(wasAllowed ? 'access-ended' : 'not-available');
    }
    window.clearTimeout(next);
    next = window.setTimeout(() => void ask(), ASK_EVERY_MS);
  };
  const onStatus = (url: string, status: number): void => {
    if ((status === 401 || status === 404) && !url.endsWith('/access')) void ask();
  };
  new PerformanceObserver((list) => {
    for (const { name, responseStatus } of list.getEntries() as PerformanceResourceTiming[]) if (new URL(name).pathname.startsWith('/dicom-web/')) onStatus(name, responseStatus);
  }).observe({ type: 'resource', buffered: true });
  window.addEventListener('longview:dicomweb-error', (event) => onStatus('', Number((event as CustomEvent<{ status?: number }>).detail.status)));
  void ask();
}
