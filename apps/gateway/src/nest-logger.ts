import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@longview/platform';

/** Nest's own words in our log: its progress for whoever debugs a start, its errors without messages that quote data. */
export function nestLogger(log: Logger): LoggerService {
  const write = (level: 'debug' | 'warn' | 'error') => (message: unknown, ...details: readonly unknown[]): void => {
    const context = details.findLast((detail) => typeof detail === 'string');
    if (message instanceof Error) log[level]({ err: message, context }, 'Nest');
    else log[level]({ context }, level === 'debug' ? String(message) : 'Nest');
  };
  return { log: write('debug'), debug: write('debug'), verbose: write('debug'), warn: write('warn'), error: write('error'), fatal: write('error') };
}
