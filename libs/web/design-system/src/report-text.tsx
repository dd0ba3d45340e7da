import type { ReportPartsFragment } from '@longview/graphql-client';
import { IconPaperclip } from '@tabler/icons-react';
import { StatusChip } from './chips.js';
import { clockOf, dateTimeOf, isZoneUnknown } from './dates.js';
import { useTranslation } from './i18n.js';
import { Notice } from './notice.js';
import { inReadingOrder } from './report-sections.js';
import classes from './report-text.module.css';

const SECTIONS = ['indication', 'comparison', 'technique', 'findings', 'impression', 'addendum'] as const;
const sectionKey = (role: string): (typeof SECTIONS)[number] | 'other' => SECTIONS.find((known) => known === role) ?? 'other';

/** A report as it was read: addendum and impression first, then the rest, then who sent it and when. In its own language. */
export function ReportText({ report, sourceName, isCompact = false }: { readonly report: ReportPartsFragment; readonly sourceName: string; readonly isCompact?: boolean }) {
  const { t } = useTranslation('ui');
  const isVoid = report.status === 'ENTERED_IN_ERROR';
  const provenance = [t('report.provenance', { source: sourceName, time: clockOf(report.receivedAt) }), report.siteName, report.accession && t('report.accession', { accession: report.accession })];
  return (
    <article className={classes.report} data-compact={isCompact}>
      <header className={classes.head}>
        <StatusChip status={report.status} />
        {report.issued && <span>{t('report.issued', { time: dateTimeOf(report.issued) })}{isZoneUnknown(report.issued) && ` ${t('report.asRecorded')}`}</span>}
        {report.performer && <span>{report.performer}</span>}
      </header>
      {isVoid && <Notice tone="alert">{t('report.void')}</Notice>}
      <div lang={report.language ?? undefined} data-void={isVoid || undefined}>
        {inReadingOrder(report.sections).map((section, i) => (
          <section key={i} className={classes.section} data-role={section.role}>
            <h4>{section.heading || t(`report.section.${sectionKey(section.role)}`)}</h4>
            <p>{isVoid ? <del>{section.text}</del> : section.text}</p>
          </section>
        ))}
      </div>
      {report.sections.length === 0 && <Notice tone="information">{t('report.noText')}</Notice>}
      {report.attachments.map(({ title, contentType, sizeBytes }, i) => (
        <p key={i} className={classes.attachment}><IconPaperclip size={16} aria-hidden />{title ?? t('report.attachment')} <span>{contentType}{sizeBytes !== null && ` · ${Math.ceil(sizeBytes / 1024)} kB`}</span></p>
      ))}
      <footer className={classes.provenance}>{provenance.filter(Boolean).join(' · ')}</footer>
    </article>
  );
}
