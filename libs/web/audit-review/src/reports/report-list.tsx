import { EmptyState, useLocalized, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { statedWords } from '../evidence/evidence-words.js';
import { useMoment } from '../moments.js';
import { useNumber, usePatientName, useRoleNames } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import { AccessEvents } from './access-events.js';
import type { ReportFilters } from './report-filters.js';
import classes from './reports.module.css';
import { useReport, type AccessLine } from './use-report.js';

/** The accesses of a report, newest first: who, whose record, when, what was shown of whom, and why; each opens into its events. */
export function ReportList({ filters, isWanted }: { readonly filters: ReportFilters; readonly isWanted: boolean }) {
  const { t } = useTranslation('accessReport');
  const { t: common } = useTranslation('privacy');
  const moment = useMoment();
  const number = useNumber();
  const { lines, page, isLoading, trouble, more, again } = useReport(filters, isWanted);
  if (!isWanted) return null;
  return (
    <section className={classes.list} aria-label={t(`kind.${filters.kind}`)} aria-busy={isLoading}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!lines && !trouble && <p role="status">{common('loading')}</p>}
      {page && lines && <p className={classes.muted}>{t(page.isTotalExact ? 'count' : 'countAtLeast', { count: page.total, n: number(page.total) })} · {common('asOf', { at: moment(page.asOf) })}</p>}
      {lines?.length === 0 && !isLoading && !trouble && <EmptyState icon={IconSearchOff} title={t('none')}>{t('noneNext')}</EmptyState>}
      {lines && lines.length > 0 && <ul className={classes.lines}>{lines.map((line) => <Line key={line.accessId} line={line} filters={filters} />)}</ul>}
      {page?.next && <Button className={classes.more} variant="default" aria-disabled={isLoading} onClick={() => { if (!isLoading) more(); }}>{common('more')}</Button>}
    </section>
  );
}

function Line({ line, filters }: { readonly line: AccessLine; readonly filters: ReportFilters }) {
  const { t } = useTranslation('accessReport');
  const moment = useMoment();
  const number = useNumber();
  const localized = useLocalized();
  const roleNames = useRoleNames();
  const patientName = usePatientName();
  const [isOpen, setOpen] = useState(false);
  const { accessId, who, patient, startedAt, shown, marks, withheldCount } = line;
  return (
    <li className={classes.line}>
      <div className={classes.cells}>
        <div>
          <Link className={classes.name} to={`/privacy/users/${who.userId}${who.organizationId === null ? '' : `?organization=${who.organizationId}`}`}>{who.displayName}</Link>
          <div className={classes.muted}>{[roleNames(who.roles), who.organizationName ? localized(who.organizationName) : ''].filter((text) => text !== '').join(' · ')}</div>
          {who.standingNow !== null && who.standingNow !== 'ACTIVE' && <div className={classes.muted}>{t(`standing.${who.standingNow}`)}</div>}
        </div>
        <div>
          <Link to={`/privacy/patients/${patient.patientKey}`}>{patientName(patient)}</Link>
          <div className={classes.muted}>{patient.birthDate}</div>
        </div>
        <div>{moment(startedAt)}<Why line={line} /></div>
        <div>
          {shown.length === 0 && <span className={classes.muted}>{t('nothingShown')}</span>}
          <ul className={classes.plain}>{shown.map((one) => <li key={`${one.custodianId} ${one.sourceId} ${one.use}`}>{t(`shown.${one.use}`, { count: one.itemCount, n: number(one.itemCount), source: localized(one.sourceName) })}</li>)}</ul>
          {withheldCount > 0 && <div className={classes.muted}>{t('withheld', { count: withheldCount })}</div>}
          {marks.length > 0 && <div className={classes.pills}>{marks.map((mark) => <Pill key={mark} tone={mark === 'OVERRIDE' || mark === 'REFUSED' ? 'warning' : 'plain'}>{t(`mark.${mark}`)}</Pill>)}</div>}
        </div>
      </div>
      <Button className={classes.open} variant="subtle" size="compact-sm" aria-expanded={isOpen} leftSection={isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />} onClick={() => setOpen(!isOpen)}
        aria-label={t('eventsOf', { count: line.eventCount, name: who.displayName, at: moment(startedAt) })}>{t('events', { count: line.eventCount })}</Button>
      {isOpen && <AccessEvents kind={filters.kind} accessId={accessId} organizationId={filters.organizationId} />}
    </li>
  );
}

/** Why the person was there, as far as the log has it. */
function Why({ line: { relationship, relationshipKind, statedReason, overrideGround, purposes } }: { readonly line: AccessLine }) {
  const { t } = useTranslation('accessReport');
  const { t: words } = useTranslation('evidence');
  const why = [
    relationshipKind !== null ? t(`relationship.${relationshipKind}`) : relationship === 'MISSING' ? t('relationship.MISSING') : '',
    statedReason === null ? '' : words('explains.stated', { why: statedWords(words, statedReason) }),
    overrideGround === null ? '' : t(`ground.${overrideGround}`, { defaultValue: overrideGround }),
    ...purposes.map((purpose) => t(`purpose.${purpose}`, { defaultValue: purpose })),
  ].filter((text) => text !== '');
  return why.length === 0 ? null : <div className={classes.muted}>{why.join(' · ')}</div>;
}
