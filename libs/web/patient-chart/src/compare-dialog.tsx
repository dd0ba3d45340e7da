import { clockOf, dateTimeOf, Dialog, StatusChip, useLocalized, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import classes from './compare-dialog.module.css';
import { ReportView } from './report-view.js';
import type { TimelineItem } from './timeline-state.js';

/** The copies of one record side by side. What differs is marked in words and by its ground; nothing is decided for the reader. */
export function CompareDialog({ item, patientKey, sources, onClose }: { readonly item: TimelineItem | undefined; readonly patientKey: string; readonly sources: ReadonlyMap<string, SourceFacts>; readonly onClose: () => void }) {
  const { t } = useTranslation('chart');
  return (
    <Dialog form="wide" isOpen={item !== undefined} onClose={onClose} title={t('compare.title')}>
      {item && <Comparison key={item.id} item={item} patientKey={patientKey} sources={sources} />}
    </Dialog>
  );
}

function Comparison({ item, patientKey, sources }: { readonly item: TimelineItem; readonly patientKey: string; readonly sources: ReadonlyMap<string, SourceFacts> }) {
  const { t } = useTranslation(['chart', 'ui']);
  const localized = useLocalized();
  const [isReading, setReading] = useState(false);
  const isText = item.kind === 'REPORT' || item.kind === 'DOCUMENT';
  const lines: readonly { readonly label: string; readonly differs: boolean; readonly of: (copy: TimelineItem['copies'][number]) => ReactNode }[] = [
    { label: t('chart:compare.site'), differs: false, of: ({ siteName }) => siteName },
    { label: t('chart:column.status'), differs: item.conflicts.includes('STATUS'), of: ({ status }) => <StatusChip status={status} /> },
    { label: t('chart:column.date'), differs: item.conflicts.includes('TIME'), of: ({ time }) => time && dateTimeOf(time) },
    { label: t('chart:compare.issued'), differs: false, of: ({ issued }) => issued && dateTimeOf(issued) },
    { label: t('chart:column.description'), differs: item.conflicts.includes('TITLE'), of: ({ title }) => title },
    { label: t('chart:compare.accession'), differs: item.conflicts.includes('ACCESSION'), of: ({ accession }) => accession },
    { label: t('chart:compare.received'), differs: false, of: ({ receivedAt }) => clockOf(receivedAt) },
  ];
  return (
    <>
      <p className={classes.lead}>{t('chart:compare.lead', { fields: item.conflicts.map((field) => t(`chart:conflict.${field}`)).join(', ') })}</p>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('chart:compare.title')}>
        <table className={classes.table}>
          <thead><tr><td />{item.copies.map((copy) => { const source = sources.get(copy.sourceId); return <th key={copy.copyKey} scope="col">{source ? localized(source.name) : copy.sourceId}</th>; })}</tr></thead>
          <tbody>
            {lines.map(({ label, differs, of }) => (
              <tr key={label} data-differs={differs}><th scope="row">{label}{differs && <span>{t('chart:compare.differs')}</span>}</th>{item.copies.map((copy) => <td key={copy.copyKey}>{of(copy)}</td>)}</tr>
            ))}
            {isText && isReading && <tr><th scope="row">{t('chart:compare.text')}{item.conflicts.includes('TEXT') && <span>{t('chart:compare.differs')}</span>}</th>{item.copies.map((copy) => <td key={copy.copyKey}><ReportView patientKey={patientKey} copyKey={copy.copyKey} sources={sources} isCompact /></td>)}</tr>}
          </tbody>
        </table>
      </div>
      {isText && !isReading && <Button mt={12} onClick={() => setReading(true)}>{t('chart:compare.read', { count: item.copies.length })}</Button>}
    </>
  );
}
