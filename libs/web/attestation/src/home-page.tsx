import { useQuery } from '@apollo/client/react';
import { AttestationDocument, type AttestationQuery } from '@longview/graphql-client';
import { EmptyState, Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Pill, WorkPage, WorkSection, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconCalendarOff, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, Navigate } from 'react-router';
import { PlanCampaignDialog } from './campaign/plan-campaign-dialog.js';
import { useDeadline } from './deadline.js';
import classes from './home-page.module.css';
import { ReviewList } from './review-list.js';
import { addressOf } from './sheet-place.js';

type Home = AttestationQuery['attestation'];

/** The way in: what waits for the asker's decision, then what was. A sole practitioner with one open card is led to it. */
export function HomePage({ duties }: WorkAreaProps) {
  const { t } = useTranslation('attestation');
  const { data, error, refetch } = useQuery(AttestationDocument, { fetchPolicy: 'network-only' });
  const [isPlanning, setPlanning] = useState(false);
  const home = data?.attestation;
  const only = home?.sheets.filter(({ status }) => status === 'OPEN') ?? [];
  if (home?.isSolePractitioner && only.length === 1 && only[0]!.itemCount === 1 && home.openReviews === 0 && !home.mayOpenCampaigns) return <Navigate to={addressOf({ campaignId: only[0]!.campaign.id, tier: only[0]!.tier })} replace />;
  return (
    <WorkPage title={t('title')} lead={t('lead')} actions={duties.has('OPEN_CAMPAIGNS') && <Button onClick={() => setPlanning(true)}>{t('home.plan')}</Button>}>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {!home && !error && <p aria-busy>{t('loading')}</p>}
      {home && (home.mayAttestUsers || home.mayAttestHolders) && <Sheets home={home} />}
      {home?.mayAttestUsers && home.openReviews > 0 && <WorkSection title={t('review.title')}><ReviewList /></WorkSection>}
      {home?.mayOpenCampaigns && <Campaigns home={home} />}
      <PlanCampaignDialog isOpen={isPlanning} onClose={() => setPlanning(false)} onPlanned={() => { setPlanning(false); void refetch(); }} />
    </WorkPage>
  );
}

function Sheets({ home }: { readonly home: Home }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const deadline = useDeadline();
  return (
    <WorkSection title={t('home.sheets')}>
      {home.sheets.length === 0 && <EmptyState icon={IconCalendarOff} title={t('home.nothing')}>{t('home.nothingNext')}</EmptyState>}
      <ul className={classes.list}>
        {home.sheets.map(({ campaign, tier, status, dueOn, daysLeft, itemCount, left }) => (
          <li key={`${campaign.id} ${tier}`}>
            <Link className={classes.sheet} to={addressOf({ campaignId: campaign.id, tier })}>
              <span className={classes.words}>
                <strong>{localized(campaign.name)} · {t(`tier.${tier}`)}</strong>
                <span>{left > 0 ? t('home.left', { count: left }) : t('home.complete')} · {t('doneOf', { done: itemCount - left, total: itemCount })}</span>
              </span>
              {status === 'OPEN' ? <Pill tone={daysLeft <= 7 ? 'warning' : 'information'}>{t('due', { day: dueOn })} · {deadline(daysLeft)}</Pill> : <Pill tone={status === 'SUBMITTED' ? 'good' : 'plain'}>{t(`status.${status}`)}</Pill>}
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </WorkSection>
  );
}

function Campaigns({ home }: { readonly home: Home }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  return (
    <WorkSection title={t('home.campaigns')}>
      {home.campaigns.length === 0 && <p>{t('home.noCampaigns')}</p>}
      <ul className={classes.list}>
        {home.campaigns.map(({ id, name, status, periodFrom, periodTo, opensOn, dueOn }) => (
          <li key={id}>
            <Link className={classes.sheet} to={`/attestation/${id}`}>
              <span className={classes.words}><strong>{localized(name)}</strong><span>{periodFrom} – {periodTo} · {opensOn} – {dueOn}</span></span>
              <Pill tone={status === 'CLOSED' ? 'plain' : 'information'}>{t(`status.${status}`)}</Pill>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </WorkSection>
  );
}
