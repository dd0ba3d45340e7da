import { useAnnounce, useTranslation } from '@longview/web-design-system';
import { useEffect, useState } from 'react';

const LAST_WORDS_MS = 5 * 60_000;

/** `3:59:12`; the seconds are never negative. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`;
}

/** Time left until a moment of this workstation's clock. `isSpoken` says once aloud that five minutes are left. */
export function Countdown({ untilMs, isSpoken = false }: { readonly untilMs: number; readonly isSpoken?: boolean }) {
  const { t } = useTranslation('chart');
  const announce = useAnnounce();
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const isEnding = untilMs - nowMs <= LAST_WORDS_MS;
  useEffect(() => { if (isSpoken && isEnding) announce(t('restriction.soon')); }, [isSpoken, isEnding, announce, t]);
  return <span role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>{countdownText(untilMs - nowMs)}</span>;
}
