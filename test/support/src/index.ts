export * from './database.js';
export * from './cookie-client.js';
export * from './gateway-client.js';
export * from './child-process.js';
export * from './running-stack.js';
export * from './portal-operations.js';
export * from './browser.js';
export * from './viewer-page.js';
