export * from './daily-heads.js';
export * from './iti-20-feed.js';
export * from './syslog-tls.js';
