import { WindowChannel } from './window-channel.js';

/**
 * Hears, in every window of this browser, of opened patients whose consent has changed.
 * @param hear gets the key of the opened patient. @returns stops listening.
 */
export function listenForConsentChanges(hear: (patientKey: string) => void): () => void {
  const channel = new WindowChannel();
  channel.listen((news) => { if (news.kind === 'consent-changed') hear(news.patientKey); });
  return () => channel.close();
}
