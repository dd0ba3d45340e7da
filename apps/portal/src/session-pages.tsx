import { useLocalized } from '@longview/web-design-system';
import { ChartProvider } from '@longview/web-patient-chart/memory';
import { FindPage, RecentPatientsProvider } from '@longview/web-patient-search';
import { listenForConsentChanges, useSession, type SessionState } from '@longview/web-session';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useNavigate, useParams } from 'react-router';
import { NoSuchPage, NotAllowedPage } from './other-pages.js';
import { areasFor, WORK_AREAS } from './work-areas.js';

const TimelinePage = lazy(() => import('@longview/web-patient-chart').then((chart) => ({ default: chart.TimelinePage })));
const PrintPage = lazy(() => import('@longview/web-patient-chart/print').then((print) => ({ default: print.PrintPage })));
const ImageWindow = lazy(() => import('@longview/web-image-window').then((images) => ({ default: images.ImageWindow })));
const OpeningWindow = lazy(() => import('@longview/web-image-window').then((images) => ({ default: images.OpeningWindow })));
const WorkHome = lazy(() => import('./work-home.js').then((work) => ({ default: work.WorkHome })));
const AccountPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.AccountPage })));
const AcceptedAgreementsPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.AcceptedAgreementsPage })));
const OwnQuestionsPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.OwnQuestionsPage })));
const AgreementPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.AgreementPage })));

type Active = Extract<SessionState, { kind: 'active' }>;

/** Every page below an active session, those that can show a patient among them. Unmounting this forgets what they held. */
export function SessionPages({ user, organization }: Pick<Active, 'user' | 'organization'>) {
  const notAllowed = <NotAllowedPage user={user} organization={organization} />;
  const open = areasFor(user.duties);
  return (
    <RecentPatientsProvider>
      <ChartProvider listenForConsent={listenForConsentChanges}>
        <Suspense fallback={<main id="content" tabIndex={-1} aria-busy />}>
          <Routes>
            <Route path="/" element={<Navigate to={user.mayFindPatients ? '/find' : '/work'} replace />} />
            <Route path="/find" element={user.mayFindPatients ? <FindPage /> : notAllowed} />
            <Route path="/p/:patientKey/timeline" element={<Timeline />} />
            <Route path="/p/:patientKey/print" element={<Print user={user} organization={organization} />} />
            <Route path="/view/opening" element={<OpeningWindow />} />
            <Route path="/view/:launchId" element={<Images />} />
            <Route path="/work" element={<WorkHome user={user} organization={organization} />} />
            {WORK_AREAS.map((area) => <Route key={area.id} path={`${area.path}/*`} element={area.isForEverybody || open.includes(area) ? <area.Pages user={user} organization={organization} duties={new Set(user.duties)} /> : notAllowed} />)}
            <Route path="/account" element={<AccountPage agreementExpiresAt={user.agreement.expiresAt ?? undefined} />} />
            <Route path="/account/agreement" element={<RenewAgreement />} />
            <Route path="/account/agreements" element={<AcceptedAgreementsPage displayName={user.displayName} />} />
            <Route path="/account/questions" element={<OwnQuestionsPage />} />
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

function RenewAgreement() {
  const { refresh } = useSession();
  const navigate = useNavigate();
  return <AgreementPage onAccepted={() => void refresh().then(() => navigate('/account'))} />;
}
