import './words.js';

export { PrintPage } from './print-page.js';
