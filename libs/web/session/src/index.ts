import './words.js';

export { AgreementBanner } from './agreement-banner.js';
export { ChooseOrganizationPage } from './choose-organization-page.js';
export { IdleWarning, LockScreen } from './lock-screen.js';
export { SessionLossSignal } from './session-loss.js';
export { SessionProvider, useSession, type SessionControl, type SessionState, type SignedInUser } from './session-provider.js';
export { SignInPage } from './sign-in-page.js';
export { listenForConsentChanges } from './consent-changes.js';
