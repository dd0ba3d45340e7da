import { useQuery } from '@apollo/client/react';
import { ProvinceDocument } from '@longview/graphql-client';
import { DemoStrip, EmptyState, SkipLink, useTranslation } from '@longview/web-design-system';
import { AgreementBanner, ChooseOrganizationPage, IdleWarning, LockScreen, SignInPage, useSession, type SessionState } from '@longview/web-session';
import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation, useMatch, useNavigate } from 'react-router';
import { PortalBar } from './portal-bar.js';
import { PortalNav } from './portal-nav.js';
import { SessionPages } from './session-pages.js';

const AgreementPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.AgreementPage })));
const OfficesBanner = lazy(() => import('@longview/web-program-office').then((office) => ({ default: office.OfficesBanner })));
const StoppedPage = lazy(() => import('@longview/web-account').then((account) => ({ default: account.StoppedPage })));

/** The shell: who may see which page. Below an active session everything is mounted; without one, nothing of it. */
export function Portal() {
  const { state } = useSession();
  const isImageWindow = useMatch('/view/:launchId') !== null;
  const { data } = useQuery(ProvinceDocument);
  return (
    <>
      <SkipLink />
      {data?.province.isDemonstration && !isImageWindow && <DemoStrip />}
      {!isImageWindow && <PortalBar province={data?.province.name} />}
      {state.kind === 'active' && !isImageWindow && <PortalNav user={state.user} />}
      {state.kind === 'active' && !isImageWindow && state.user.agreement.expiresAt && <AgreementBanner expiresAt={state.user.agreement.expiresAt} />}
      {state.kind === 'active' && !isImageWindow && state.user.actingFor?.roles.includes('LEGAL_SIGNING_AUTHORITY') && <Suspense><OfficesBanner /></Suspense>}
      <Suspense fallback={<main id="content" tabIndex={-1} aria-busy />}><PageForState state={state} /></Suspense>
      <IdleWarning />
    </>
  );
}

function PageForState({ state }: { readonly state: SessionState }) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { refresh, signOut } = useSession();
  const here = pathname + search;
  const isSignIn = pathname === '/sign-in';
  switch (state.kind) {
    case 'loading': return isSignIn ? <SignInPage /> : <main id="content" tabIndex={-1} aria-busy />;
    case 'unreachable': return isSignIn ? <SignInPage /> : <Unreachable />;
    case 'signed-out': return isSignIn ? <SignInPage /> : <Navigate to={`/sign-in?${signInQuery(state.why, here)}`} replace />;
    case 'locked': return <LockScreen returnTo={here} />;
    case 'stopped': return <StoppedPage displayName={state.user.displayName} onLookAgain={() => void refresh()} onLeave={() => void signOut()} />;
    case 'agreeing': return <AgreementPage onAccepted={() => void refresh()} onLeave={() => void signOut()} />;
    case 'choosing': return <ChooseOrganizationPage user={state.user} onChosen={() => { if (pathname === '/choose-organization' || isSignIn || pathname === '/') void navigate('/', { replace: true }); }} />;
    case 'active': return (
      <Routes>
        <Route path="/choose-organization" element={<ChooseOrganizationPage user={state.user} onChosen={() => void navigate('/', { replace: true })} />} />
        <Route path="/sign-in" element={<Navigate to="/" replace />} />
        <Route path="*" element={<SessionPages key={`${state.user.userId} ${state.organization.id}`} user={state.user} organization={state.organization} />} />
      </Routes>
    );
  }
}

/** Leads back to where the session ended; what the address holds is opaque and works only for the same session's user. */
function signInQuery(why: 'ended' | 'signed-out' | undefined, here: string): string {
  return new URLSearchParams({ ...(why && { problem: why === 'ended' ? 'session-ended' : 'signed-out' }), ...(why !== 'signed-out' && here !== '/' && { returnTo: here }) }).toString();
}

function Unreachable() {
  const { t } = useTranslation('shell');
  const { refresh } = useSession();
  return (
    <main id="content" tabIndex={-1}>
      <EmptyState icon={IconPlugConnectedX} title={t('unreachable.title')} actions={<Button onClick={() => void refresh()}>{t('unreachable.again')}</Button>}>{t('unreachable.explain')}</EmptyState>
    </main>
  );
}
