import { useApolloClient } from '@apollo/client/react';
import { ReportDocument, type ReportPartsFragment } from '@longview/graphql-client';
import { clockOf, countAnswers, dateOf, dateTimeOf, dayOf, healthNumberOf, inReadingOrder, Notice, patientNameOf, sourceStateWords, useLanguage, useLocalized, useTranslation, zoneNameOf, type PatientFacts, type SourceFacts } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { marginSheet } from './print-sheet.js';
import classes from './print-page.module.css';
import { conflictingItem, rowStatus } from './row-actions.js';
import { unitOf } from './row-cells.js';
import type { TimelineRow } from './rows.js';
import type { TimelineItem, TimelineState } from './timeline-state.js';

interface PrintedRecordProps {
  readonly patientKey: string;
  readonly patient: PatientFacts;
  readonly rows: readonly TimelineRow[];
  readonly withTexts: boolean;
  readonly timeline: TimelineState;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly printedBy: string;
  readonly organization: string;
  readonly printedAtMs: number;
}

/** The sheet as it will be on paper: who, what, from whom, what is missing. Every page names the patient and its number. */
export function PrintedRecord({ patientKey, patient, rows, withTexts, timeline, sources, printedBy, organization, printedAtMs }: PrintedRecordProps) {
  const { t } = useTranslation(['chart', 'ui']);
  const { language } = useLanguage();
  const localized = useLocalized();
  const count = useMemo(() => countAnswers(timeline.outcomes), [timeline.outcomes]);
  const reports = useMemo(() => rows.flatMap((row) => (row.item.kind === 'REPORT' || row.item.kind === 'DOCUMENT' ? [row.item] : row.reports)), [rows]);
  const texts = useTexts(patientKey, withTexts ? reports : NO_REPORTS);
  const isReady = !withTexts || texts.size === reports.length;

  const identity = [patientNameOf(patient), patient.birthDate && t('chart:print.born', { date: patient.birthDate }), patient.healthNumber && `${t('ui:patient.healthNumber')} ${healthNumberOf(patient.healthNumber)}`].filter(Boolean).join(' · ');
  const printed = t('chart:print.printed', { who: printedBy, organization, date: dayOf(printedAtMs), time: `${clockOf(printedAtMs)} ${zoneNameOf(printedAtMs, language)}` });
  const missing = [...count.exceptions, ...timeline.outcomes.filter(({ state }) => state === 'PENDING')].map((outcome) => { const source = sources.get(outcome.sourceId); return `${source ? localized(source.name) : outcome.sourceId}: ${sourceStateWords(t, outcome)}`; });
  const coverage = missing.length === 0 ? t('chart:print.complete', { count: count.asked }) : t('chart:print.incomplete', { answered: count.answered, asked: count.asked, sources: missing.join('; ') });
  const restricted = timeline.isRestricted ? ` ${t('ui:state.restricted')}.` : '';
  const pageOf = t('chart:print.pageOf', { page: '{page}', pages: '{pages}' });

  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(marginSheet({ patient: identity, printed: `${printed} ${t('chart:print.notDiagnosis')}`, coverage: coverage + restricted, pageOf }));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet); };
  }, [t, identity, printed, coverage, restricted, pageOf]);

  return (
    <article className={classes.paper} data-ready={isReady}>
      <div className={`${classes.actions} ${classes.screenOnly}`}>
        <Button leftSection={<IconPrinter size={18} aria-hidden />} disabled={!isReady} onClick={() => window.print()}>{t('chart:print.print')}</Button>
        {!isReady && <span role="status">{t('chart:print.reading', { done: texts.size, all: reports.length })}</span>}
      </div>
      <h2>{t('chart:print.heading')}</h2>
      <p className={classes.identity}>{identity}</p>
      <p>{printed}</p>
      <div className={classes.coverage}><Notice tone={missing.length === 0 ? 'information' : 'warning'}>{coverage}{restricted}</Notice></div>
      <table className={classes.printed}>
        <thead><tr>{(['date', 'description', 'site', 'status', 'sources'] as const).map((column) => <th key={column} scope="col">{t(`chart:column.${column}`)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.item.time ? dateOf(row.item.time) : t('chart:row.noDate')}</td>
              <td lang={row.item.language ?? undefined}>{isVoid(row) ? <del>{row.item.title}</del> : row.item.title}{resultOf(row)}</td>
              <td>{row.site}</td>
              <td>{t(`ui:status.${rowStatus(row).status}`)}</td>
              <td>{row.sourceIds.map((id) => { const source = sources.get(id); return source ? localized(source.name) : id; }).join(', ')}{conflictingItem(row) && ` – ${t('ui:state.conflict')}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {withTexts && reports.map((item) => <PrintedText key={item.id} item={item} text={texts.get(item.id)} />)}
    </article>
  );
}

const isVoid = ({ item: { status } }: TimelineRow): boolean => status === 'ENTERED_IN_ERROR' || status === 'CANCELLED';

function resultOf({ item: { title, value, unit, referenceRange } }: TimelineRow): string {
  if (!value || value === title) return '';
  return `: ${value}${unit ? ` ${unitOf(unit)}` : ''}${referenceRange ? ` (${unitOf(referenceRange)})` : ''}`;
}

function PrintedText({ item, text }: { readonly item: TimelineItem; readonly text: PrintableText | undefined }) {
  const { t } = useTranslation(['chart', 'ui']);
  return (
    <section className={classes.text}>
      <h3>{item.time && dateOf(item.time)} {item.title} – {t(`ui:status.${item.status}`)}</h3>
      {text?.report ? (
        <div lang={text.report.language ?? undefined}>
          <p className={classes.origin}>{[text.report.siteName, text.report.performer, text.report.issued && t('ui:report.issued', { time: dateTimeOf(text.report.issued) })].filter(Boolean).join(' · ')}</p>
          {inReadingOrder(text.report.sections).map((section, i) => <div key={i}><h4>{section.heading}</h4><p>{item.status === 'ENTERED_IN_ERROR' ? <del>{section.text}</del> : section.text}</p></div>)}
          {text.report.sections.length === 0 && <p>{t('ui:report.noText')}</p>}
        </div>
      ) : <p>{t(text ? 'chart:print.textMissing' : 'chart:report.asking')}</p>}
    </section>
  );
}

/** `report` is absent when the text could not be read: the print says so instead of leaving it out. */
interface PrintableText { readonly report: ReportPartsFragment | undefined }
const NO_REPORTS: readonly TimelineItem[] = [];
const AT_ONCE = 4;

/** Reads the texts, a few at a time. */
function useTexts(patientKey: string, reports: readonly TimelineItem[]): ReadonlyMap<string, PrintableText> {
  const client = useApolloClient();
  const [texts, setTexts] = useState<ReadonlyMap<string, PrintableText>>(new Map());
  useEffect(() => {
    const stop = new AbortController();
    const queue = [...reports];
    const readOne = async (): Promise<void> => {
      for (let item = queue.shift(); item && !stop.signal.aborted; item = queue.shift()) {
        const { id, copies } = item;
        const report = copies[0] && await client.query({ query: ReportDocument, variables: { patientKey, copyKey: copies[0].copyKey }, fetchPolicy: 'no-cache' }).then(({ data }) => (data?.report.__typename === 'Report' ? data.report : undefined), () => undefined);
        if (!stop.signal.aborted) setTexts((now) => new Map(now).set(id, { report }));
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void readOne();
    return () => stop.abort();
  }, [client, patientKey, reports]);
  return texts;
}
