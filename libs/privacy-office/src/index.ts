export * from './cases/index.js';
export * from './reports/index.js';
export * from './surveillance/index.js';
