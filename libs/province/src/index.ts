export * from './province-file.js';
