import { Notice, SourceStateText, useHeightVariable, useLocalized, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { CloseButton } from '@mantine/core';
import { IconArrowUp, IconKeyboard, IconList, IconPrinter, IconTable } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './list-line.module.css';
import type { LaunchTrouble } from './open-images.js';
import { refusalWords } from './refusal-words.js';
import type { TimelineRow } from './rows.js';

/** Stands above the list and keeps its height: how many lines, how many wait to come in, and other ways to see them. */
export function ListLine({ patientKey, shown, total, waiting, onShowWaiting, isPaged, onPaged, onHelp, trouble, onTroubleSeen, sources }: {
  readonly patientKey: string;
  readonly shown: readonly TimelineRow[];
  readonly total: number;
  readonly waiting: number;
  readonly onShowWaiting: () => void;
  readonly isPaged: boolean;
  readonly onPaged: (isPaged: boolean) => void;
  readonly onHelp: () => void;
  readonly trouble: LaunchTrouble | undefined;
  readonly onTroubleSeen: () => void;
  readonly sources: ReadonlyMap<string, SourceFacts>;
}) {
  const { t } = useTranslation(['chart', 'ui']);
  const ref = useHeightVariable<HTMLDivElement>('--lv-list-line-height');
  return (
    <div ref={ref} className={classes.sticky}>
      <div className={classes.line}>
        <h2 className={classes.count}>{shown.length === total ? t('chart:list.count', { count: total }) : t('chart:list.filtered', { shown: shown.length, count: total })}</h2>
        {waiting > 0 && <button type="button" className={classes.waiting} onClick={onShowWaiting}><IconArrowUp size={16} aria-hidden />{t('chart:list.waiting', { count: waiting })}</button>}
        <span className={classes.spring} />
        <button type="button" className={classes.tool} aria-pressed={isPaged} onClick={() => onPaged(!isPaged)} title={t('chart:list.plain')}>{isPaged ? <IconList size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}<span>{t('chart:list.plain')}</span></button>
        <button type="button" className={classes.tool} onClick={onHelp} title={t('chart:keys.title')}><IconKeyboard size={18} aria-hidden /><span>{t('chart:list.keys')}</span></button>
        <Link className={classes.tool} to={`/p/${patientKey}/print`} state={{ itemIds: shown.map(({ id }) => id) }} title={t('chart:list.print')}><IconPrinter size={18} aria-hidden /><span>{t('chart:list.print')}</span></Link>
      </div>
      {trouble && <LaunchNotice trouble={trouble} sources={sources} onClose={onTroubleSeen} />}
    </div>
  );
}

function LaunchNotice({ trouble, sources, onClose }: { readonly trouble: LaunchTrouble; readonly sources: ReadonlyMap<string, SourceFacts>; readonly onClose: () => void }) {
  const { t } = useTranslation(['chart', 'ui']);
  const localized = useLocalized();
  const source = trouble.kind === 'unavailable' ? sources.get(trouble.outcome.sourceId) : undefined;
  return (
    <div className={classes.trouble}>
      <Notice tone="alert" isUrgent title={t(`chart:launch.${trouble.kind}`)}>
        {trouble.kind === 'unavailable' && <p>{source && <strong>{localized(source.name)} </strong>}<SourceStateText outcome={trouble.outcome} /></p>}
        {trouble.kind === 'refused' && <p>{refusalWords(t, trouble.code)}</p>}
      </Notice>
      <CloseButton aria-label={t('ui:close')} onClick={onClose} />
    </div>
  );
}
