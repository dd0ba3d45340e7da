import './words.js';

export * from './announcer.js';
export * from './chips.js';
export * from './dates.js';
export * from './design-provider.js';
export * from './dialog.js';
export * from './hint.js';
export * from './i18n.js';
export * from './menu-button.js';
export * from './notice.js';
export * from './patient-banner.js';
export * from './patient-windows.js';
export * from './patient-words.js';
export * from './report-sections.js';
export * from './report-text.js';
export * from './shell.js';
export * from './source-state.js';
export * from './use-width.js';
