import { dateOf, dateTimeOf, isZoneUnknown, KindChip, Notice, StatusChip, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { Button, CloseButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { bodySiteOf } from './filters.js';
import classes from './preview-pane.module.css';
import { ReportView } from './report-view.js';
import { currentReport, imagesAction, reportAction, type Coverage } from './row-actions.js';
import { CopyList } from './row-cells.js';
import type { TimelineRow } from './rows.js';
import type { TimelineItem } from './timeline-state.js';

const PRIORS = 4;

/** The line in full beside the list: its report, its facts, where it came from, and earlier exams of the same body part. */
export function PreviewPane({ row, rows, patientKey, sources, coverage, onClose, onOpen, onImages }: {
  readonly row: TimelineRow;
  readonly rows: readonly TimelineRow[];
  readonly patientKey: string;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly coverage: Coverage;
  readonly onClose: () => void;
  readonly onOpen: (row: TimelineRow) => void;
  readonly onImages: (row: TimelineRow) => void;
}) {
  const { t } = useTranslation(['chart', 'ui']);
  const pane = useRef<HTMLElement>(null);
  useHeightToWindowEnd(pane);
  useEffect(() => { pane.current?.focus({ preventScroll: true }); if (pane.current) pane.current.scrollTop = 0; }, [row.id]);
  const { item } = row;
  const images = imagesAction(row);
  const report = reportAction(row, coverage);
  const priors = useMemo(() => priorsOf(row, rows), [row, rows]);
  return (
    <aside ref={pane} tabIndex={-1} className={classes.pane} aria-label={t('chart:preview.title', { title: item.title })}>
      <header className={classes.head}>
        <div className={classes.line}>
          <KindChip kind={item.kind} category={item.category} modalities={item.modalities} />
          {item.time && <span className={classes.when}>{dateTimeOf(item.time)}{isZoneUnknown(item.time) && ` ${t('ui:report.asRecorded')}`}</span>}
          <span className={classes.spring} />
          {images && !('disabled' in images) && <Button size="compact-sm" leftSection={<IconPhoto size={16} aria-hidden />} onClick={() => onImages(row)}>{t('chart:row.images')}</Button>}
          <CloseButton aria-label={t('ui:close')} onClick={onClose} />
        </div>
        <h2 lang={item.language ?? undefined}>{item.title}</h2>
        <p className={classes.place}>{row.site}</p>
      </header>
      {images && 'disabled' in images && <p className={classes.reason}>{t(`chart:noImages.${images.disabled}`)}</p>}
      {report && 'disabled' in report && <Notice tone="information">{t(`chart:noReport.${report.disabled}`)}</Notice>}
      {(item.kind === 'REPORT' || item.kind === 'DOCUMENT') ? <CopyReader key={item.id} item={item} patientKey={patientKey} sources={sources} /> : (
        <>
          {currentFirst(row).map((one) => <CopyReader key={one.id} item={one} patientKey={patientKey} sources={sources} />)}
          {item.kind !== 'IMAGING_STUDY' && <Facts item={item} />}
        </>
      )}
      {priors.length > 0 && (
        <section>
          <h3>{t('chart:preview.priors', { body: bodySiteOf(row) })}</h3>
          <ul className={classes.priors}>
            {priors.slice(0, PRIORS).map((prior) => (
              <li key={prior.id}><button type="button" onClick={() => onOpen(prior)}><span>{prior.item.time && dateOf(prior.item.time)}</span><KindChip kind={prior.item.kind} modalities={prior.item.modalities} /><span>{prior.item.title}</span></button></li>
            ))}
          </ul>
          {priors.length > PRIORS && <p className={classes.reason}>{t('chart:preview.morePriors', { count: priors.length - PRIORS })}</p>}
        </section>
      )}
      <section>
        <h3>{t('chart:preview.copies')}</h3>
        <CopyList item={item} sources={sources} />
      </section>
    </aside>
  );
}

/** The report that counts stands first; the others follow, newest first. */
function currentFirst(row: TimelineRow): readonly TimelineItem[] {
  const current = currentReport(row);
  return current ? [current, ...row.reports.filter((report) => report !== current)] : [];
}

/** The pane reaches from where it stands to the lower edge of the window, so that its end can always be read. */
function useHeightToWindowEnd(pane: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const fit = (): void => {
      const element = pane.current;
      if (!element) return;
      // On a narrow window it lies over the list, below the banner wherever that stands.
      const bannerBottom = document.getElementById('patient-banner')?.getBoundingClientRect().bottom ?? 0;
      element.style.setProperty('--pane-top', `${bannerBottom}px`);
      element.style.setProperty('--pane-height', `${window.innerHeight - Math.max(bannerBottom, element.getBoundingClientRect().top)}px`);
    };
    fit();
    window.addEventListener('scroll', fit, { passive: true });
    window.addEventListener('resize', fit);
    return () => { window.removeEventListener('scroll', fit); window.removeEventListener('resize', fit); };
  }, [pane]);
}

/** Earlier exams of the same body part, newest first. */
export function priorsOf(row: TimelineRow, rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const body = bodySiteOf(row);
  const at = row.item.time?.instant;
  if (row.item.kind !== 'IMAGING_STUDY' || !body || at === undefined) return [];
  return rows.filter((other) => other.id !== row.id && other.item.kind === 'IMAGING_STUDY' && bodySiteOf(other) === body && (other.item.time?.instant ?? Infinity) < at);
}

/** Reads the preferred copy; another copy only when somebody asks for it. */
function CopyReader({ item, patientKey, sources }: { readonly item: TimelineItem; readonly patientKey: string; readonly sources: ReadonlyMap<string, SourceFacts> }) {
  const { t } = useTranslation('chart');
  const [copyKey, setCopyKey] = useState(item.copies[0]?.copyKey);
  if (copyKey === undefined) return null;
  return (
    <div>
      <ReportView patientKey={patientKey} copyKey={copyKey} sources={sources} />
      {item.copies.length > 1 && (
        <div className={classes.otherCopies} role="group" aria-label={t('preview.otherCopies')}>
          {item.copies.map((copy, i) => (
            <button key={copy.copyKey} type="button" aria-pressed={copy.copyKey === copyKey} onClick={() => setCopyKey(copy.copyKey)}>{t('preview.copy', { n: i + 1 })} <StatusChip status={copy.status} /></button>
          ))}
        </div>
      )}
    </div>
  );
}

function Facts({ item }: { readonly item: TimelineItem }) {
  const { t } = useTranslation('chart');
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t('fact.value'), item.value && [item.value, item.unit].filter(Boolean).join(' ')],
    [t('fact.range'), item.referenceRange],
    [t('fact.interpretation'), item.interpretation],
    [t('fact.category'), item.category],
    [t('fact.state'), item.state === 'no-known-allergy' ? undefined : item.state],
    [t('fact.until'), item.end && dateTimeOf(item.end)],
    [t('fact.performer'), item.performer],
  ];
  const known = facts.filter(([, value]) => value);
  return known.length === 0 ? null : <dl className={classes.facts}>{known.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}
