import { ConflictChip, dateOf, Hint, KindChip, StatusChip, useLocalized, useTranslation, type SourceFacts, type TFunction } from '@longview/web-design-system';
import { IconChevronDown, IconChevronRight, IconFileText, IconPhoto } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { conflictingItem, imagesAction, reportAction, rowStatus, type Coverage } from './row-actions.js';
import classes from './row-cells.module.css';
import type { TimelineRow } from './rows.js';
import type { TimelineItem } from './timeline-state.js';

/** What a line can ask the page to do. */
export interface RowCommands {
  readonly openReport: (row: TimelineRow) => void;
  readonly openImages: (row: TimelineRow) => void;
  readonly openFacts: (row: TimelineRow) => void;
  readonly compare: (item: TimelineItem) => void;
  readonly toggleCopies: (row: TimelineRow) => void;
}

export interface RowContent {
  readonly row: TimelineRow;
  readonly isExpanded: boolean;
  readonly coverage: Coverage;
  readonly commands: RowCommands;
}

export const COLUMNS = ['date', 'kind', 'description', 'site', 'status', 'sources', 'actions'] as const;
export type Column = (typeof COLUMNS)[number];

/** The content of one cell, whatever draws the table around it. A plain function: a list has hundreds of cells, and none a state of its own. */
export function cellOf(column: Column, content: RowContent, t: TFunction<'chart'>): ReactNode {
  switch (column) {
    case 'date': return dateCell(content.row, t);
    case 'kind': return kindCell(content.row);
    case 'description': return descriptionCell(content.row, t);
    case 'site': return content.row.site;
    case 'status': return statusCell(content.row, t);
    case 'sources': return sourcesCell(content, t);
    case 'actions': return actionsCell(content, t);
  }
}

function dateCell(row: TimelineRow, t: TFunction<'chart'>): ReactNode {
  return <span className={classes.date}>{row.item.time ? dateOf(row.item.time) : <span className={classes.muted}>{t('row.noDate')}</span>}{row.isRecent && <span className={classes.recent}>{t('row.new')}</span>}</span>;
}

function kindCell({ item }: TimelineRow): ReactNode {
  return <KindChip kind={item.kind} category={item.category} modalities={item.modalities} />;
}

const ABNORMAL = /^(H|L|HH|LL|A|AA|HU|LU|<|>)$/;

function descriptionCell({ item }: TimelineRow, t: TFunction<'chart'>): ReactNode {
  const isVoid = item.status === 'ENTERED_IN_ERROR' || item.status === 'CANCELLED';
  const title = <span className={classes.title} lang={item.language ?? undefined}>{item.title}</span>;
  const result = item.value && item.value !== item.title && <span className={classes.value} data-abnormal={ABNORMAL.test(item.interpretation ?? '')}>{item.value}{item.unit && ` ${unitOf(item.unit)}`}</span>;
  return (
    <span className={classes.description}>
      {isVoid ? <del>{title}{result}</del> : <>{title}{result}</>}
      {ABNORMAL.test(item.interpretation ?? '') && <abbr className={classes.flag} title={t(`interpretation.${directionOf(item.interpretation!)}`)}>{item.interpretation}</abbr>}
      {item.referenceRange && <span className={classes.muted}>{t('row.range', { range: rangeOf(item.referenceRange, item.unit) })}</span>}
      {item.kind === 'IMAGING_STUDY' && item.laterality && <span className={classes.muted}>{t(`laterality.${item.laterality}`)}</span>}
      {(item.kind === 'MEDICATION' || item.kind === 'CONDITION' || item.kind === 'ALLERGY') && item.state && item.state !== 'no-known-allergy' && <span className={classes.muted}>{t(`state.${stateKey(item.state)}`)}</span>}
      {item.kind === 'VISIT' && item.end && item.time && dateOf(item.end) !== dateOf(item.time) && <span className={classes.muted}>{t('row.until', { date: dateOf(item.end) })}</span>}
    </span>
  );
}

/** UCUM writes `10*9` and `umol`; people write 10⁹ and µmol. */
export function unitOf(unit: string): string {
  return unit.replace(/10\*(\d+)/g, (_, exponent: string) => `10${[...exponent].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`).replace(/\bumol\b/g, 'µmol');
}

/** The range without the unit that already stands behind the result. */
function rangeOf(range: string, unit: string | null): string {
  return unitOf(unit && range.endsWith(` ${unit}`) ? range.slice(0, -unit.length - 1) : range);
}

const STATES = ['active', 'completed', 'stopped', 'on-hold', 'inactive', 'resolved'] as const;
const stateKey = (state: string): (typeof STATES)[number] | 'other' => STATES.find((known) => known === state) ?? 'other';
const directionOf = (interpretation: string): 'high' | 'low' | 'abnormal' => (/^[H>]/.test(interpretation) ? 'high' : /^[L<]/.test(interpretation) ? 'low' : 'abnormal');

function statusCell(row: TimelineRow, t: TFunction<'chart'>): ReactNode {
  const { status, isOfReport } = rowStatus(row);
  return <StatusChip status={status} {...(isOfReport && (status === 'ENTERED_IN_ERROR' || status === 'CANCELLED') && { of: t('row.report') })} />;
}

function sourcesCell({ row, isExpanded, commands }: RowContent, t: TFunction<'chart'>): ReactNode {
  const copies = row.item.copies.length;
  const conflict = conflictingItem(row);
  if (conflict) return <button type="button" className={classes.plain} onClick={() => commands.compare(conflict)} aria-label={t('row.compareNamed', { title: row.item.title })}><ConflictChip /></button>;
  if (copies < 2) return <span className={classes.muted}>{t('row.sources', { count: copies })}</span>;
  const Chevron = isExpanded ? IconChevronDown : IconChevronRight;
  return (
    <button type="button" className={classes.expander} aria-expanded={isExpanded} onClick={() => commands.toggleCopies(row)}>
      <Chevron size={14} aria-hidden />{t('row.agree', { count: copies })}
    </button>
  );
}

function actionsCell({ row, coverage, commands }: RowContent, t: TFunction<'chart'>): ReactNode {
  const report = reportAction(row, coverage);
  const images = imagesAction(row);
  const { title } = row.item;
  return (
    <span className={classes.actions}>
      {report && actionButton({ label: t(row.item.kind === 'DOCUMENT' ? 'row.open' : 'row.report'), icon: REPORT_ICON, reason: 'disabled' in report ? t(`noReport.${report.disabled}`) : undefined, title, onClick: () => commands.openReport(row) })}
      {images && actionButton({ label: t('row.images'), icon: IMAGES_ICON, reason: 'disabled' in images ? t(`noImages.${images.disabled}`) : undefined, title, onClick: () => commands.openImages(row), isMain: true })}
      {!report && !images && actionButton({ label: t('row.details'), title, onClick: () => commands.openFacts(row) })}
    </span>
  );
}

const REPORT_ICON = <IconFileText size={16} aria-hidden />;
const IMAGES_ICON = <IconPhoto size={16} aria-hidden />;

/** Stays reachable when it cannot be pressed, so that its reason can be read by everybody. */
function actionButton({ label, icon, reason, title, onClick, isMain = false }: { readonly label: string; readonly icon?: ReactNode; readonly reason?: string | undefined; readonly title: string; readonly onClick: () => void; readonly isMain?: boolean }): ReactNode {
  const isOff = reason !== undefined;
  const button = (
    <button type="button" className={classes.action} data-main={isMain} aria-disabled={isOff || undefined} data-off={isOff || undefined}
      aria-label={isOff ? `${label}: ${title} – ${reason}` : `${label}: ${title}`} onClick={isOff ? undefined : onClick}>
      {icon}{label}
    </button>
  );
  return isOff ? <Hint text={reason}>{button}</Hint> : button;
}

/** Each copy of a record as its source holds it, and why they are shown as one. */
export function CopyList({ item, sources }: { readonly item: TimelineItem; readonly sources: ReadonlyMap<string, SourceFacts> }) {
  const { t } = useTranslation('chart');
  const localized = useLocalized();
  return (
    <div className={classes.copies}>
      <ul aria-label={t('row.copies')}>
        {item.copies.map((copy) => {
          const source = sources.get(copy.sourceId);
          const name = source ? localized(source.name) : copy.sourceId;
          return (
            <li key={copy.copyKey}>
              <strong>{name}</strong>
              {copy.siteName && copy.siteName !== name && <span>{copy.siteName}</span>}
              {copy.time && <span>{dateOf(copy.time)}</span>}
              <StatusChip status={copy.status} />
              {copy.accession && <span className={classes.muted}>{t('row.accession', { accession: copy.accession })}</span>}
              {copy.numberOfInstances !== null && <span className={classes.muted}>{t('row.instances', { count: copy.numberOfInstances })}</span>}
            </li>
          );
        })}
      </ul>
      <p className={classes.muted}>{t(`reason.${item.reason}`)}</p>
    </div>
  );
}
