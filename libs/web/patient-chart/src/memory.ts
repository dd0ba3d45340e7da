/** What holds the opened charts, apart from the pages, so that it can be mounted before they are loaded. */
export { ChartProvider } from './chart-provider.js';
