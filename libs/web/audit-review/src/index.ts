import './words.js';

export { PrivacyPages } from './privacy-pages.js';
