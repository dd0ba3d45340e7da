/** What the windows of one browser tell each other about the session. Of a patient nothing but the opaque key of the page. */
export type SessionNews = { readonly kind: 'activity'; readonly atMs: number } | { readonly kind: 'locked' } | { readonly kind: 'ended' } | { readonly kind: 'consent-changed'; readonly patientKey: string };

/** Reaches every other Longview window of this browser, also the image windows. */
export class WindowChannel {
  private readonly channel = new BroadcastChannel('longview.session');

  tell(news: SessionNews): void {
    this.channel.postMessage(news);
  }

  listen(hear: (news: SessionNews) => void): () => void {
    const onMessage = ({ data }: MessageEvent<SessionNews>): void => hear(data);
    this.channel.addEventListener('message', onMessage);
    return () => this.channel.removeEventListener('message', onMessage);
  }

  close(): void {
    this.channel.close();
  }
}
