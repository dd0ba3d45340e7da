import { useApolloClient } from '@apollo/client/react';
import { RecordPrintDocument, type RefusalCode } from '@longview/graphql-client';
import { dateOf, Notice, PatientBanner, useLocalized, useTranslation, type PatientFacts } from '@longview/web-design-system';
import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { allergySummary } from './allergies.js';
import { useTimeline } from './chart-provider.js';
import { PatientNotOpen } from './list-states.js';
import classes from './print-page.module.css';
import { PrintedRecord } from './printed-record.js';
import { ReasonFirst } from './reason/reason-first.js';
import { refusalWords } from './refusal-words.js';
import { OverrideTag } from './restriction/restriction-status.js';
import { buildRows, type TimelineRow } from './rows.js';
import { useOpenedPatient, useSources } from './use-patient.js';

/** More than this is a copy of the record rather than a print of a part of it. */
const MOST_ROWS = 200;

/** Choose lines, have it written down, then see exactly what will be on paper. Nothing virtual: what is not drawn is not printed. */
export function PrintPage({ patientKey, printedBy, organization }: { readonly patientKey: string; readonly printedBy: string; readonly organization: string }) {
  const { opened, isExplained, onExplained } = useOpenedPatient(patientKey);
  if (opened.kind === 'not-open' || opened.kind === 'unreachable') return <PatientNotOpen isUnreachable={opened.kind === 'unreachable'} />;
  if (opened.kind === 'open' && !isExplained) return <ReasonFirst patient={opened.patient} patientKey={patientKey} onExplained={onExplained} isDifferent={false} />;
  return opened.kind === 'open' ? <PrintFlow patientKey={patientKey} patient={opened.patient} printedBy={printedBy} organization={organization} /> : null;
}

type Step = { readonly kind: 'choosing' } | { readonly kind: 'recording' } | { readonly kind: 'refused'; readonly code: RefusalCode | 'unreachable' } | { readonly kind: 'ready'; readonly printedAtMs: number };

function PrintFlow({ patientKey, patient, printedBy, organization }: { readonly patientKey: string; readonly patient: PatientFacts; readonly printedBy: string; readonly organization: string }) {
  const { t } = useTranslation('chart');
  const client = useApolloClient();
  const { timeline } = useTimeline(patientKey, true);
  const sources = useSources();
  const localized = useLocalized();
  const { state } = useLocation();
  const preferred: readonly string[] | undefined = state?.itemIds;
  const rows = useMemo(() => {
    const all = buildRows(timeline.items.values(), { sources, localized, nowMs: Date.now() });
    return preferred ? all.filter(({ id }) => preferred.includes(id)) : all;
  }, [timeline.items, sources, localized, preferred]);
  const [unchosen, setUnchosen] = useState<ReadonlySet<string>>(new Set());
  const [withTexts, setWithTexts] = useState(true);
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const allergies = useMemo(() => allergySummary(timeline.items.values(), timeline.outcomes, sources, timeline.isRestricted), [timeline, sources]);
  const chosen = rows.filter(({ id }) => !unchosen.has(id));

  const record = async (): Promise<void> => {
    setStep({ kind: 'recording' });
    try {
      const itemIds = chosen.flatMap((row) => [row.item, ...row.reports]).map(({ id }) => id);
      const { data } = await client.mutate({ mutation: RecordPrintDocument, variables: { patientKey, itemIds } });
      const result = data?.recordPrint;
      setStep(result?.__typename === 'Done' ? { kind: 'ready', printedAtMs: Date.now() } : { kind: 'refused', code: result?.code ?? 'unreachable' });
    } catch {
      setStep({ kind: 'refused', code: 'unreachable' });
    }
  };

  return (
    <>
      <div className={classes.screenOnly}><PatientBanner patient={patient} allergies={allergies} isRestricted={timeline.isRestricted}><OverrideTag untilMs={timeline.overrideUntilMs} /></PatientBanner></div>
      <main id="content" tabIndex={-1} className={classes.page}>
        <div className={`${classes.tools} ${classes.screenOnly}`}>
          <Link to={`/p/${patientKey}/timeline`}><IconArrowLeft size={16} aria-hidden />{t('print.back')}</Link>
        </div>
        {step.kind === 'ready'
          ? <PrintedRecord patientKey={patientKey} patient={patient} rows={chosen} withTexts={withTexts} timeline={timeline} sources={sources} printedBy={printedBy} organization={organization} printedAtMs={step.printedAtMs} />
          : (
            <div className={classes.choose}>
              <h2>{t('print.title')}</h2>
              <p className={classes.lead}>{t('print.lead')}</p>
              {step.kind === 'refused' && <Notice tone="alert" isUrgent>{step.code === 'unreachable' ? t('print.unreachable') : refusalWords(t, step.code)}</Notice>}
              {chosen.length > MOST_ROWS && <Notice tone="warning">{t('print.tooMany', { n: chosen.length, most: MOST_ROWS })}</Notice>}
              <div className={classes.actions}>
                <Button leftSection={<IconPrinter size={18} aria-hidden />} disabled={chosen.length === 0 || chosen.length > MOST_ROWS || step.kind === 'recording'} onClick={() => void record()}>{t('print.prepare', { count: chosen.length })}</Button>
                <Checkbox checked={withTexts} onChange={(event) => setWithTexts(event.currentTarget.checked)} label={t('print.withTexts')} />
              </div>
              <Choice rows={rows} unchosen={unchosen} onChange={setUnchosen} />
            </div>
          )}
      </main>
    </>
  );
}

function Choice({ rows, unchosen, onChange }: { readonly rows: readonly TimelineRow[]; readonly unchosen: ReadonlySet<string>; readonly onChange: (unchosen: ReadonlySet<string>) => void }) {
  const { t } = useTranslation('chart');
  const [shown, setShown] = useState(MOST_ROWS);
  useEffect(() => { if (rows.length > MOST_ROWS && unchosen.size === 0) onChange(new Set(rows.slice(MOST_ROWS).map(({ id }) => id))); }, [rows, unchosen.size, onChange]);
  const toggle = (id: string): void => {
    const next = new Set(unchosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <>
      <div className={classes.actions}>
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(new Set(rows.slice(MOST_ROWS).map(({ id }) => id)))}>{t('print.all')}</Button>
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(new Set(rows.map(({ id }) => id)))}>{t('print.none')}</Button>
      </div>
      <ul className={classes.rows}>
        {rows.slice(0, shown).map(({ id, item, site }) => (
          <li key={id}><Checkbox checked={!unchosen.has(id)} onChange={() => toggle(id)} label={<><span className={classes.date}>{item.time ? dateOf(item.time) : t('row.noDate')}</span> {item.title} <span className={classes.site}>{site}</span></>} /></li>
        ))}
      </ul>
      {rows.length > shown && <Button variant="default" onClick={() => setShown(shown + MOST_ROWS)}>{t('print.more', { n: rows.length - shown })}</Button>}
    </>
  );
}
