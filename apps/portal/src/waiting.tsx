import { useQuery } from '@apollo/client/react';
import { WaitingAttestationDocument, WaitingConsentDocument, WaitingOfficesDocument, WaitingOrganizationsDocument, WaitingPrivacyDocument, WaitingUsersDocument } from '@longview/graphql-client';
import { useLanguage, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import type { ReactNode } from 'react';
import type { WorkAreaId } from './work-areas.js';

/** Counted anew at every visit: what waited an hour ago may be done. */
const FRESH = { fetchPolicy: 'network-only' } as const;

function Users(): ReactNode {
  const { data, error } = useQuery(WaitingUsersDocument, FRESH);
  return <Waiting count={data?.users.__typename === 'UserPage' ? data.users.total : undefined} what="users" isUnknown={error !== undefined || data?.users.__typename === 'Refusal'} />;
}

function Attestation(): ReactNode {
  const { t } = useTranslation('shell');
  const { data, error } = useQuery(WaitingAttestationDocument, FRESH);
  const open = data?.attestation.sheets.filter(({ status }) => status === 'OPEN') ?? [];
  const left = open.reduce((sum, sheet) => sum + sheet.left, 0);
  return (
    <>
      <Waiting count={data && left} what="attestation" isUnknown={error !== undefined} isLate={open.some((sheet) => sheet.left > 0 && sheet.daysLeft <= 1)} />
      {data && data.attestation.openReviews > 0 && <Pill tone="warning">{t('waiting.reviews', { count: data.attestation.openReviews })}</Pill>}
    </>
  );
}

function Offices(): ReactNode {
  const { data, error } = useQuery(WaitingOfficesDocument, FRESH);
  const mine = data?.offices.__typename === 'OrganizationOffices' ? data.offices.holders.filter(({ actions }) => actions.includes('CONFIRM')).length : undefined;
  return <Waiting count={mine} what="offices" isUnknown={error !== undefined || data?.offices.__typename === 'Refusal'} />;
}

function Organizations(): ReactNode {
  const { language } = useLanguage();
  const { data, error } = useQuery(WaitingOrganizationsDocument, { ...FRESH, variables: { language: language === 'fr' ? 'FR' : 'EN' } });
  const alerts = data?.organizations.__typename === 'OrganizationList' ? data.organizations.alertCounts.reduce((sum, { organizations }) => sum + organizations, 0) : undefined;
  return <Waiting count={alerts} what="organizations" isUnknown={error !== undefined || data?.organizations.__typename === 'Refusal'} />;
}

function Consent(): ReactNode {
  const { data, error } = useQuery(WaitingConsentDocument, FRESH);
  return <Waiting count={data?.consentNotices.__typename === 'ConsentNoticePage' ? data.consentNotices.total : undefined} what="consent" isUnknown={error !== undefined || data?.consentNotices.__typename === 'Refusal'} />;
}

function Privacy(): ReactNode {
  const { data, error } = useQuery(WaitingPrivacyDocument, FRESH);
  return <Waiting count={data?.flags.__typename === 'FlagPage' ? data.flags.total : undefined} what="privacy" isUnknown={error !== undefined || data?.flags.__typename === 'Refusal'} />;
}

/** What waits for this person in each area that can say so. */
export const WAITING: Readonly<Partial<Record<WorkAreaId, () => ReactNode>>> = { users: Users, attestation: Attestation, offices: Offices, organizations: Organizations, consent: Consent, privacy: Privacy };

function Waiting({ count, what, isUnknown, isLate = false }: { readonly count: number | undefined; readonly what: 'users' | 'attestation' | 'offices' | 'organizations' | 'consent' | 'privacy'; readonly isUnknown: boolean; readonly isLate?: boolean }) {
  const { t } = useTranslation('shell');
  if (isUnknown) return <Pill tone="plain">{t('waiting.unknown')}</Pill>;
  if (count === undefined) return null;
  return <Pill tone={count === 0 ? 'good' : isLate ? 'alert' : 'warning'}>{count === 0 ? t('waiting.nothing') : t(`waiting.${what}`, { count })}</Pill>;
}
