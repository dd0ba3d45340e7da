import './words.js';

export { PublishAgreementPage } from './publish-agreement-page.js';
