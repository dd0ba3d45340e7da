export * from './record-group.js';
