import type { ApolloClient } from '@apollo/client';
import { EndLaunchDocument, LaunchStudyDocument, type RefusalCode } from '@longview/graphql-client';
import type { OutcomeFacts } from '@longview/web-design-system';

export type LaunchTrouble =
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unavailable'; readonly outcome: OutcomeFacts }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'unreachable' };

/**
 * Opens the image window. The window must open in the click itself or the browser blocks it, so it loads and waits
 * at `/view/opening` while the gateway grants the study.
 * @returns why there are no images, or `undefined` when they are on their way.
 */
export async function openImages(client: ApolloClient, patientKey: string, study: { readonly studyInstanceUid: string; readonly sourceIds: readonly string[] }): Promise<LaunchTrouble | undefined> {
  const imageWindow = window.open('/view/opening', '_blank', `popup,width=${window.screen.availWidth},height=${window.screen.availHeight}`);
  if (!imageWindow) return { kind: 'blocked' };
  const trouble = await launch(client, patientKey, study, imageWindow);
  if (trouble) imageWindow.close();
  return trouble;
}

async function launch(client: ApolloClient, patientKey: string, study: { readonly studyInstanceUid: string; readonly sourceIds: readonly string[] }, imageWindow: Window): Promise<LaunchTrouble | undefined> {
  try {
    const { data } = await client.mutate({ mutation: LaunchStudyDocument, variables: { patientKey, studyInstanceUid: study.studyInstanceUid, sourceIds: [...study.sourceIds] } });
    const result = data?.launchStudy;
    switch (result?.__typename) {
      case 'StudyLaunch':
        lead(imageWindow, result.launchId);
        endWhenClosed(client, result.launchId, imageWindow);
        return undefined;
      case 'RecordUnavailable': return { kind: 'unavailable', outcome: result.outcome };
      case 'RecordNotFound': return { kind: 'not-found' };
      case 'Refusal': return { kind: 'refused', code: result.code };
      case undefined: return { kind: 'unreachable' };
    }
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Tells the waiting window where to go. It may not be listening yet, so it is told again until it has gone there. */
function lead(imageWindow: Window, launchId: string): void {
  const timer = setInterval(() => {
    const { pathname } = imageWindow.closed ? { pathname: '' } : imageWindow.location;
    if (imageWindow.closed || (pathname.startsWith('/view/') && pathname !== '/view/opening')) return clearInterval(timer);
    imageWindow.postMessage({ type: 'longview.window.launched', launchId }, window.location.origin);
  }, LEAD_EVERY_MS);
}

const LEAD_EVERY_MS = 50;
const LOOK_EVERY_MS = 2_000;

/** A closed window needs its grant no more. It cannot say so itself: closing looks like reloading from the inside. */
function endWhenClosed(client: ApolloClient, launchId: string, imageWindow: Window): void {
  const timer = setInterval(() => {
    if (!imageWindow.closed) return;
    clearInterval(timer);
    client.mutate({ mutation: EndLaunchDocument, variables: { launchId } }).catch(() => undefined);
  }, LOOK_EVERY_MS);
}
