import './words.js';

export { TimelinePage } from './timeline-page.js';
