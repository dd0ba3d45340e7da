import { TextDecoder, TextEncoder } from 'node:util';

// What jsdom lacks: the router asks for these when it is loaded, Mantine at mount.
Object.assign(globalThis, { TextDecoder, TextEncoder });
if (typeof window !== 'undefined') {
  window.matchMedia ??= (media) => ({ matches: false, media, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, dispatchEvent: () => false, onchange: null });
  globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} };
}

/** Style sheets are mapped to this file: class names mean nothing in jsdom. */
export default {};
