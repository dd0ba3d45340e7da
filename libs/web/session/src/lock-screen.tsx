import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { minutesAndSeconds } from './idle-clock.js';
import { ProviderButtons } from './provider-buttons.js';
import { useSession } from './session-provider.js';
import classes from './session.module.css';

/** Takes the place of every page: what was on the screen is gone, not blurred. */
export function LockScreen({ returnTo }: { readonly returnTo: string }) {
  const { t } = useTranslation('session');
  useEffect(() => { document.title = t('lock.windowTitle'); }, [t]);
  return (
    <main id="content" tabIndex={-1} className={classes.page}>
      <div className={classes.card}>
        <IconLock size={32} className={classes.lockMark} aria-hidden />
        <h1>{t('lock.title')}</h1>
        <p className={classes.lead}>{t('lock.explain')}</p>
        <ProviderButtons returnTo={returnTo} />
        <div className={classes.small}><p>{t('lock.another')}</p></div>
      </div>
    </main>
  );
}

/** Stands before the lock, long enough to answer with one key. */
export function IdleWarning() {
  const { t } = useTranslation('session');
  const { idle, stay, lock } = useSession();
  const left = idle.kind === 'warning' ? minutesAndSeconds(idle.leftMs) : '';
  return (
    <Dialog isOpen={idle.kind === 'warning'} onClose={stay} title={t('idle.title')} hasClose={false}>
      <p>{t('idle.explain', { left })}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={lock}>{t('idle.lockNow')}</Button>
        <Button onClick={stay} autoFocus>{t('idle.stay')}</Button>
      </div>
    </Dialog>
  );
}
