import './words.js';

export { ChartProvider } from './chart-provider.js';
export { PrintPage } from './print-page.js';
export { TimelinePage } from './timeline-page.js';
