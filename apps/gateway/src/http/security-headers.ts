import helmet from 'helmet';

/**
 * For everything the gateway answers itself. Pages bring their own content policy (portal and viewer need different
 * ones); whatever is no page may load nothing at all.
 */
export function securityHeaders(isSecure: boolean): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
    strictTransportSecurity: isSecure && { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'sameorigin' },
  });
}

/**
 * The portal's page: its own scripts, styles with this answer's nonce (the component library writes style elements), no
 * style attributes from markup, no foreign host; the viewer in a frame.
 */
export function portalPolicy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "style-src-attr 'none'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "frame-src 'self'", "manifest-src 'self'", "worker-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
}
