import { UserActivityDocument, type UserActivityQuery } from '@longview/graphql-client';
import { useLocalized, useTranslation, zoneNameOf, useLanguage } from '@longview/web-design-system';
import { CalendarYear, StatTiles, WorkSection } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAnswer } from '../answers.js';
import { momentOf } from '../moments.js';
import { useNumber, useRoleNames } from '../names.js';
import { PrivacyPage } from '../privacy-page.js';
import { FlagLineView } from '../queue/flag-line.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './explore.module.css';
import { PeerStrips } from './peer-strips.js';
import { WeekHours } from './week-hours.js';

type Activity = Extract<UserActivityQuery['userActivity'], { readonly __typename: 'UserActivity' }>;

const YEARS_KEPT = 5;
/** Three clocks are kept in the province; Atikokan's is Winnipeg's in summer and Toronto's in winter. */
const ZONES = ['America/Toronto', 'America/Winnipeg', 'America/Atikokan'];

/** How one person uses Longview: when, how much, beside whom, and what was flagged. Times are in the zone that is named. */
export function UserPage({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('privacy');
  const localized = useLocalized();
  const roleNames = useRoleNames();
  const [search] = useSearchParams();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [timeZone, setTimeZone] = useState<string>();
  const { answer, trouble, isLoading, again } = useAnswer(UserActivityDocument, { userId, organizationId: search.get('organization'), year, timeZone: timeZone ?? null });
  return (
    <PrivacyPage title={answer?.user.name ?? t('user.title')} lead={answer && [roleNames(answer.user.roles), localized(answer.user.organizationName)].filter((text) => text !== '').join(' · ')}
      back={<Link to="/privacy/explore"><IconArrowLeft size={16} aria-hidden />{t('explore.title')}</Link>}
      actions={answer && (
        <>
          <Button component={Link} to={`/privacy/reports?user=${userId}`} variant="default">{t('user.toReport')}</Button>
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button>
        </>
      )}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{t('loading')}</p>}
      {answer && (
        <div className={classes.page} aria-busy={isLoading}>
          <div className={classes.choices}>
            <NativeSelect label={t('user.year')} value={String(year)} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))} data={Array.from({ length: YEARS_KEPT }, (_, i) => String(thisYear - i))} />
            <NativeSelect label={t('user.zone')} value={timeZone ?? answer.timeZone} onChange={({ currentTarget }) => setTimeZone(currentTarget.value)} data={[...new Set([...ZONES, answer.timeZone])].map((zone) => ({ value: zone, label: t(`zone.${zone.split('/').at(-1)!}`, { defaultValue: zone }) }))} />
          </div>
          <Shown activity={answer} year={year} />
        </div>
      )}
    </PrivacyPage>
  );
}

function Shown({ activity, year }: { readonly activity: Activity; readonly year: number }) {
  const { t } = useTranslation('privacy');
  const { language } = useLanguage();
  const number = useNumber();
  const { user, accesses, patients, explained, days, peers, flags, timeZone } = activity;
  const moment = (epochMs: number): string => momentOf(epochMs, language, timeZone);
  const zone = new Intl.DateTimeFormat(`${language}-CA`, { timeZoneName: 'longGeneric', timeZone }).formatToParts(activity.until).find(({ type }) => type === 'timeZoneName')?.value ?? zoneNameOf(activity.until, language);
  const share = accesses === 0 ? undefined : (explained / accesses) * 100;
  const flagged = days.filter((day) => day.flags > 0).length;
  return (
    <>
      <p className={classes.period}>{t('user.period', { from: moment(activity.from), until: moment(activity.until) })}</p>
      <StatTiles title={t('user.tiles')} tiles={[
        { id: 'accesses', title: t('user.accesses'), value: number(accesses) },
        { id: 'patients', title: t('user.patients'), value: number(patients) },
        { id: 'explained', title: t('user.explained'), value: share === undefined ? '–' : t('percent', { value: number(share, 1) }), note: t('user.explainedNote') },
        { id: 'flags', title: t('user.flags'), value: number(flags.length), ...(flags.length > 0 && { tone: 'warning' as const, action: <Link to={`/privacy?user=${user.userId}`}>{t('user.toFlags')}</Link> }) },
      ]} />
      <WeekHours activity={activity} zone={zone} />
      <CalendarYear title={t('user.calendar', { year })} summary={t('user.calendarSummary', { count: flagged, n: number(flagged) })} year={year} valueTitle={t('user.accessesUnit')} days={days.map(({ day, accesses: value, flags: raised }) => ({ day, value, isOutlined: raised > 0 }))} />
      <div className={classes.strips}><PeerStrips peers={peers} name={user.name} /></div>
      <WorkSection title={t('user.flags')}>
        {flags.length === 0 ? <p>{t('user.noFlags')}</p> : <ul className={classes.flags}>{flags.map((flag) => <li key={flag.id}><FlagLineView flag={flag} /></li>)}</ul>}
      </WorkSection>
    </>
  );
}
