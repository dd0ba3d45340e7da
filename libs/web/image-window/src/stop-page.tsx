import { useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconHandStop, IconPhotoOff } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import classes from './image-window.module.css';

/** Takes the place of everything that could show images, and says why there are none. */
export function StopPage({ title, children, action, isAlarm = false }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode; readonly isAlarm?: boolean }) {
  const { t } = useTranslation('images');
  useEffect(() => { document.title = title; }, [title]);
  const StopIcon = isAlarm ? IconHandStop : IconPhotoOff;
  return (
    <main id="content" tabIndex={-1} className={classes.stop} data-alarm={isAlarm}>
      <div role="alert">
        <StopIcon size={44} stroke={1.25} aria-hidden />
        <h1>{title}</h1>
        {children !== undefined && <div>{children}</div>}
        <div className={classes.stopActions}>{action}<Button variant="default" onClick={() => window.close()}>{t('close')}</Button></div>
      </div>
    </main>
  );
}
