import './words.js';

export { FindPage } from './find-page.js';
export { RecentPatientsProvider, useRecentPatients } from './recent-patients.js';
