export * from './study-grant.js';
