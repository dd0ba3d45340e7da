import { describe, expect, it } from '@jest/globals';
import { safeReturnTo } from './return-to.js';

describe('where log-in returns to', () => {
  it.each(['/', '/find', '/p/abc/timeline?kinds=IMAGING_STUDY', '/view/abc'])('may be a page of ours: %s', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example', '\\\\evil.example', 'javascript:alert(1)', '/auth/login', '/auth', '/sign-in?problem=x', '/x/../auth/login', '', undefined, ['/find'], `/${'x'.repeat(600)}`])('is the start page instead of %j', (value) => {
    expect(safeReturnTo(value)).toBe('/');
  });
});
