export * from './clock.js';
export type { HttpAnswer, HttpBytesCall, HttpCall, HttpHeaders } from './http-call.js';
export * from './http-fault.js';
export * from './http-source-client.js';
export * from './ids.js';
export * from './logger.js';
export * from './metrics.js';
export * from './secrets.js';
