import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { refuseForeignOrigins } from './same-origin.js';

const check = refuseForeignOrigins('https://viewer.example/', ['/auth/backchannel-logout']);

function isLetThrough(method: string, path: string, headers: Record<string, string>): boolean {
  let passed = false;
  const response = { status: () => response, json: () => response } as unknown as Response;
  check({ method, path, get: (name: string) => headers[name] } as unknown as Request, response, () => { passed = true; });
  return passed;
}

describe('requests that change something', () => {
  it.each<[boolean, Record<string, string>]>([
    [true, { origin: 'https://viewer.example' }], [true, { origin: 'https://viewer.example', 'sec-fetch-site': 'same-origin' }], [true, {}],
    [false, { origin: 'https://evil.example' }], [false, { origin: 'http://viewer.example' }], [false, { origin: 'https://viewer.example:8443' }], [false, { origin: 'null' }],
    [false, { 'sec-fetch-site': 'cross-site' }], [false, { 'sec-fetch-site': 'same-site' }], [false, { 'sec-fetch-site': 'none' }], [false, { origin: 'https://viewer.example', 'sec-fetch-site': 'cross-site' }],
  ])('are let through: %p, with %j', (expected, headers) => {
    expect(isLetThrough('POST', '/graphql', headers)).toBe(expected);
    expect(isLetThrough('DELETE', '/anything', headers)).toBe(expected);
  });

  it('may come from a provider that proves itself otherwise, and reading is not changing', () => {
    expect(isLetThrough('POST', '/auth/backchannel-logout', { origin: 'https://provider.example' })).toBe(true);
    expect(isLetThrough('GET', '/find', { 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});
