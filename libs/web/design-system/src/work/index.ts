import './words.js';

export * from './charts/bars.js';
export * from './charts/burn-down.js';
export * from './charts/heatmap.js';
export * from './charts/histogram.js';
export * from './data-table.js';
export * from './work-area.js';
export * from './work-page.js';
export * from './error-summary.js';
export * from './facts.js';
export * from './pill.js';
export * from './reason-dialog.js';
export * from './stat-tiles.js';
export * from './steps.js';
export * from './table-question.js';
export * from './tabs.js';
export * from './undo-toast.js';
