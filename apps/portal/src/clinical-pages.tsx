import { EmptyState, useLocalized, useTranslation } from '@longview/web-design-system';
import { ChartProvider } from '@longview/web-patient-chart/memory';
import { FindPage, RecentPatientsProvider } from '@longview/web-patient-search';
import { useSession, type SessionState } from '@longview/web-session';
import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes, useParams } from 'react-router';

const TimelinePage = lazy(() => import('@longview/web-patient-chart').then((chart) => ({ default: chart.TimelinePage })));
const PrintPage = lazy(() => import('@longview/web-patient-chart/print').then((print) => ({ default: print.PrintPage })));
const ImageWindow = lazy(() => import('@longview/web-image-window').then((images) => ({ default: images.ImageWindow })));
const OpeningWindow = lazy(() => import('@longview/web-image-window').then((images) => ({ default: images.OpeningWindow })));

type Active = Extract<SessionState, { kind: 'active' }>;

/** Every page that can show a patient. Unmounting this forgets what they held. */
export function ClinicalPages({ user, organization }: Pick<Active, 'user' | 'organization'>) {
  return (
    <RecentPatientsProvider>
      <ChartProvider>
        <Suspense fallback={<main id="content" tabIndex={-1} aria-busy />}>
          <Routes>
            <Route path="/" element={<Navigate to="/find" replace />} />
            <Route path="/find" element={<FindPage />} />
            <Route path="/p/:patientKey/timeline" element={<Timeline />} />
            <Route path="/p/:patientKey/print" element={<Print user={user} organization={organization} />} />
            <Route path="/view/opening" element={<OpeningWindow />} />
            <Route path="/view/:launchId" element={<Images />} />
            <Route path="*" element={<NoSuchPage />} />
          </Routes>
        </Suspense>
      </ChartProvider>
    </RecentPatientsProvider>
  );
}

function Timeline() {
  const { patientKey = '' } = useParams();
  return <TimelinePage patientKey={patientKey} />;
}

function Print({ user, organization }: Pick<Active, 'user' | 'organization'>) {
  const { patientKey = '' } = useParams();
  const localized = useLocalized();
  return <PrintPage patientKey={patientKey} printedBy={user.displayName} organization={localized(organization.name)} />;
}

function Images() {
  const { launchId = '' } = useParams();
  const { noteActivity } = useSession();
  return <ImageWindow launchId={launchId} onActivity={noteActivity} />;
}

function NoSuchPage() {
  const { t } = useTranslation('shell');
  return <main id="content" tabIndex={-1}><EmptyState icon={IconMapQuestion} title={t('notFound.title')} actions={<Button component={Link} to="/find">{t('notFound.find')}</Button>} /></main>;
}
