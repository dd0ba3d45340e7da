import './words.js';

export { ConsentDeskPages } from './consent-desk-pages.js';
