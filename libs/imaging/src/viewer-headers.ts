/** The page and everything it loads: no foreign host, no inline or evaluated script, framed by our own pages only. */
const PAGE_POLICY = [
  "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:", "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:", "font-src 'self' data:", "connect-src 'self' blob: data:",
  // blob: shows encapsulated PDF.
  "frame-src 'self' blob:", "object-src 'self' blob:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
].join('; ');

/**
 * The worker that holds the image codecs makes functions from text (emscripten); without this every compressed image
 * stays black. A dedicated worker takes the policy of its own response, so nothing else is relaxed.
 */
const DECODER_POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json',
  wasm: 'application/wasm', svg: 'image/svg+xml', png: 'image/png', ico: 'image/x-icon', woff2: 'font/woff2', txt: 'text/plain; charset=utf-8',
};

/** Headers for one file of the prepared viewer. A name that holds its content's hash may be kept for a year, the rest not at all. */
export function viewerHeaders(name: string, isDecoderWorker: boolean): Readonly<Record<string, string>> {
  const isHashed = /(?:^|[./])[0-9a-f]{16}\.\w+$/.test(name);
  return {
    'content-type': CONTENT_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-store',
    'content-security-policy': isDecoderWorker ? DECODER_POLICY : PAGE_POLICY,
    'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
