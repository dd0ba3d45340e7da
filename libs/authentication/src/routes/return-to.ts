/**
 * Where to go after log-in: a page of ours or the start page. Anything that could lead to another site, or back into
 * the log-in, is replaced.
 */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || value.length > 512 || !value.startsWith('/')) return '/';
  const base = 'http://local.invalid';
  const url = URL.parse(value, base);
  if (url?.origin !== base || url.pathname.startsWith('//') || /^\/(auth|sign-in)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search;
}
