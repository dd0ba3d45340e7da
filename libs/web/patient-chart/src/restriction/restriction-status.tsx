import { useApolloClient } from '@apollo/client/react';
import { EndOverrideDocument } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { TimelineState } from '../timeline-state.js';
import { Countdown } from './countdown.js';
import classes from './restriction-status.module.css';

const OverrideDialog = lazy(() => import('./override-dialog.js').then((dialog) => ({ default: dialog.OverrideDialog })));

export interface RestrictionStatusProps {
  readonly patientKey: string;
  readonly timeline: Pick<TimelineState, 'isRestricted' | 'restriction' | 'overrideUntilMs'>;
  /** What may be seen has changed: the record is asked for anew. */
  readonly onChanged: () => void;
}

/** That some or all is restricted, never where; whether it can be opened here; and how long what was opened stays open. */
export function RestrictionStatus({ patientKey, timeline: { isRestricted, restriction, overrideUntilMs }, onChanged }: RestrictionStatusProps) {
  const { t } = useTranslation(['chart', 'ui']);
  const client = useApolloClient();
  const [isAsking, setAsking] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const [hasTrouble, setTrouble] = useState(false);
  const override = restriction?.activeOverride;
  const grounds = restriction?.grounds ?? [];
  if (!isRestricted && !override) return null;

  const end = async (overrideId: string): Promise<void> => {
    setEnding(true);
    setTrouble(false);
    const { data } = await client.mutate({ mutation: EndOverrideDocument, variables: { overrideId } }).catch(() => ({ data: undefined }));
    setEnding(false);
    if (data?.endOverride.__typename === 'Done') onChanged();
    else setTrouble(true);
  };

  return (
    <>
      {override && overrideUntilMs !== undefined && (
        <span className={classes.open}>
          <span className={classes.words}><IconLockOpen size={18} aria-hidden /><span>{t('chart:restriction.opened')} <Countdown untilMs={overrideUntilMs} isSpoken /></span></span>
          {override.isOwn && <Button variant="default" size="compact-xs" loading={isEnding} onClick={() => void end(override.overrideId)}>{t('chart:restriction.end')}</Button>}
          {hasTrouble && <span role="alert">{t('chart:restriction.endTrouble')}</span>}
        </span>
      )}
      {isRestricted && (
        <span className={classes.restricted}>
          <span className={classes.words}><IconLock size={18} aria-hidden /><span>{t('ui:state.restricted')}{grounds.length === 0 && restriction && `. ${t('chart:restriction.noOverride')}`}</span></span>
          {grounds.length > 0 && <Button variant="default" size="compact-xs" onClick={() => setAsking(true)}>{t('chart:restriction.override')}</Button>}
        </span>
      )}
      {isAsking && (
        <Suspense fallback={null}>
          <OverrideDialog patientKey={patientKey} grounds={grounds} onClose={() => setAsking(false)} onOpened={() => { setAsking(false); onChanged(); }} />
        </Suspense>
      )}
    </>
  );
}

/** In the banner while an override lasts. */
export function OverrideTag({ untilMs }: { readonly untilMs: number | undefined }) {
  const { t } = useTranslation('chart');
  if (untilMs === undefined) return null;
  return <span className={classes.tag}><IconLockOpen size={18} aria-hidden />{t('restriction.tag')} <Countdown untilMs={untilMs} /></span>;
}
