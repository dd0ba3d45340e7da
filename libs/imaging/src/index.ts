export * from './image-archive.js';
export * from './study-grant.js';
export * from './study-grant-store.js';
