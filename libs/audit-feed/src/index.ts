export * from './iti-20-feed.js';
export * from './syslog-tls.js';
