import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

const QUIET_MS = 2_000;

/** Says at most one thing in two seconds to a screen reader; what comes in between is replaced by what is newest. */
export class Announcer {
  private waiting: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (text: string) => void, private readonly quietMs = QUIET_MS) {}

  readonly announce = (text: string): void => {
    if (this.timer !== undefined) {
      this.waiting = text;
      return;
    }
    this.say(text);
    this.timer = setTimeout(this.next, this.quietMs);
  };

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
  }

  private readonly next = (): void => {
    this.timer = undefined;
    const text = this.waiting;
    this.waiting = undefined;
    if (text !== undefined) this.announce(text);
  };
}

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** The page's one live region. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const announcer = useMemo(() => new Announcer(setText), []);
  useEffect(() => () => announcer.stop(), [announcer]);
  return (
    <AnnounceContext value={announcer.announce}>
      {children}
      <div role="status" aria-live="polite" className="lv-hidden">{text}</div>
    </AnnounceContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return use(AnnounceContext);
}
