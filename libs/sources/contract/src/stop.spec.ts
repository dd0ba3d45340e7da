import { describe, expect, it } from '@jest/globals';
import { Stop } from './stop.js';

const once = { once: true } as const;

describe('a stop', () => {
  it('tells every listener once, and why', () => {
    const stop = new Stop();
    const told: string[] = [];
    stop.addEventListener('abort', () => told.push(`first: ${String(stop.reason)}`), once);
    stop.addEventListener('abort', () => told.push(`second: ${stop.aborted}`), once);
    stop.abort('left');
    stop.abort('again');
    expect(told).toEqual(['first: left', 'second: true']);
    expect(stop.reason).toBe('left');
  });

  it('leaves alone who no longer listens, and who comes too late', () => {
    const stop = new Stop();
    const told: string[] = [];
    const listener = (): void => void told.push('told');
    stop.addEventListener('abort', listener, once);
    stop.removeEventListener('abort', listener);
    stop.abort('left');
    stop.addEventListener('abort', listener, once);
    expect(told).toEqual([]);
  });
});
