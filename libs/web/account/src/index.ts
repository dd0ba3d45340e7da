import './words.js';

export { AccountPage } from './account-page.js';
export { AgreementPage } from './agreement-page.js';
export { AcceptedAgreementsPage } from './accepted-agreements-page.js';
export { OwnQuestionsPage } from './own-questions.js';
export { StoppedPage } from './stopped-page.js';
