export { createClient, type ClientOptions, type SessionLoss } from './create-client.js';
export { isUnauthenticated } from './gateway-link.js';
export * from './generated/index.js';
