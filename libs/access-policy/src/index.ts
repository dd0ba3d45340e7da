export * from './actor.js';
export * from './decide.js';
