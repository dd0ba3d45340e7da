import { useTranslation, type PatientFacts } from '@longview/web-design-system';
import { useEffect, useRef, useState } from 'react';
import classes from './image-window.module.css';
import { endMessage, patientMessage, readViewerMessage, type EndReason } from './viewer-messages.js';

/** The viewer of one study. Everything it says is checked for who says it; leaving tells it to drop the images. */
export function ViewerFrame({ url, title, patient, onActivity, onEnded, onUnsure }: {
  readonly url: string;
  readonly title: string;
  readonly patient: PatientFacts;
  readonly onActivity: () => void;
  readonly onEnded: (reason: EndReason) => void;
  readonly onUnsure: (isUnsure: boolean) => void;
}) {
  const { t } = useTranslation('images');
  const frame = useRef<HTMLIFrameElement>(null);
  const [hasImage, setHasImage] = useState(false);
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    const element = frame.current;
    const send = (message: object): void => element?.contentWindow?.postMessage(message, window.location.origin);
    const onMessage = ({ data, origin, source }: MessageEvent): void => {
      if (origin !== window.location.origin || source !== element?.contentWindow) return;
      const news = readViewerMessage(data);
      switch (news?.kind) {
        case 'ready': send(patientMessage(patient)); break;
        case 'first-image': setHasImage(true); performance.mark('longview:first-image'); break;
        case 'activity': onActivity(); break;
        case 'identity': if (news.verdict === 'different') onEnded('wrong-patient'); else onUnsure(news.verdict === 'unsure'); break;
        case 'ended': onEnded(news.reason); break;
      }
    };
    window.addEventListener('message', onMessage);
    return () => {
      window.removeEventListener('message', onMessage);
      send(endMessage('access-ended'));
    };
  }, [patient, onActivity, onEnded, onUnsure]);

  useEffect(() => {
    if (hasImage) return undefined;
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000);
    return () => clearInterval(timer);
  }, [hasImage]);

  return (
    <div className={classes.stage}>
      <iframe ref={frame} src={url} title={t('viewer', { title })} allow="fullscreen" className={classes.frame} />
      {!hasImage && <p className={classes.loading} role="status">{t('loading', { count: seconds })}</p>}
    </div>
  );
}
