import { Notice, ReportText, SourceStateText, useLocalized, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { refusalWords } from './refusal-words.js';
import classes from './report-view.module.css';
import { useReport } from './use-report.js';

/** One copy of a report, read when this is mounted. Says why when it cannot be read, and asks that source again. */
export function ReportView({ patientKey, copyKey, sources, isCompact = false }: { readonly patientKey: string; readonly copyKey: string; readonly sources: ReadonlyMap<string, SourceFacts>; readonly isCompact?: boolean }) {
  const { t } = useTranslation('chart');
  const localized = useLocalized();
  const [state, retry] = useReport(patientKey, copyKey);
  const sourceName = (id: string): string => { const source = sources.get(id); return source ? localized(source.name) : id; };
  const again = <Button variant="default" size="compact-sm" mt={8} onClick={retry}>{t('report.retry')}</Button>;
  switch (state.kind) {
    case 'asking': return <Asking sinceMs={state.sinceMs} />;
    case 'read': return <ReportText report={state.report} sourceName={sourceName(state.report.sourceId)} isCompact={isCompact} />;
    case 'unavailable': return <Notice tone="alert" title={t('report.unavailable', { source: sourceName(state.outcome.sourceId) })}><SourceStateText outcome={state.outcome} /><div>{again}</div></Notice>;
    case 'not-found': return <Notice tone="warning">{t('report.notFound')}</Notice>;
    case 'refused': return <Notice tone="alert">{refusalWords(t, state.code)}</Notice>;
    case 'unreachable': return <Notice tone="alert" title={t('report.unreachable')}>{again}</Notice>;
  }
}

/** Elapsed time instead of a bar that stands still. */
function Asking({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation('chart');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - sinceMs) / 1000)), 1_000);
    return () => clearInterval(timer);
  }, [sinceMs]);
  return <div className={classes.asking} aria-busy><span /><span /><span /><p>{seconds < 2 ? t('report.asking') : t('report.askingFor', { count: seconds })}</p></div>;
}
