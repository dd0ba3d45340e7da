export * from './connector.js';
export * from './contributor.js';
export * from './source-definition.js';
export * from './source-fault.js';
export * from './stop.js';
export * from './transport-fault.js';
